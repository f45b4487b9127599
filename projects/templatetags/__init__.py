"""Template tags of the funding chain."""
