"""Themes: what an organisation or a project is about."""
