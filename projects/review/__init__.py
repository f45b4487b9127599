"""Case work of the coordination: from a received application to one that is ready for decision."""
