"""Pictures and documents with alternative text, credit, consent and privacy."""
