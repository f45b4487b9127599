"""Editing: who may publish a text, and what the start page of the admin shows."""
