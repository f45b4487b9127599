"""Organisations of the network: carriers, actors, their offers and their pages."""
