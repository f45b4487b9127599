"""The pictures of the demo: flat scenes composed from parts, deterministic by their key."""
