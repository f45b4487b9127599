"""Catalogues of the interface's texts: found in code and templates, kept as `.po` per app."""
