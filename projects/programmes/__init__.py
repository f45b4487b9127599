"""Funding programmes: the rules that money is given by."""
