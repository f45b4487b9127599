"""The design system's own screens: examples of every component, and the build of its CSS."""
