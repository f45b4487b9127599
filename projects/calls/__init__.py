"""Calls: when and how one may apply to a programme."""
