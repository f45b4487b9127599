"""News of the neighbourhood, with feeds."""
