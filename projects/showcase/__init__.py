"""Showcase: finished projects, shown to everybody."""
