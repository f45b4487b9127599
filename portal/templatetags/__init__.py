"""Template tags and filters of the portal: `{% load ui %}` brings the design system."""
