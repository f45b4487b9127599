"""The ground of the portal: settings, kernel, accounts, CMS base, design system."""
