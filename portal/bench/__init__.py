"""Measuring the portal's speed and size on the demo content (`make bench`)."""
