"""How dates may be typed, per language, where it differs from Django's own list."""
