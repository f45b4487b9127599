"""Municipal offices and what they do in a grant case."""
