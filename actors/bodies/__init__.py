"""Bodies (Gremien) of the district work and their pages."""
