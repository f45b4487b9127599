"""Dates of the neighbourhood: one-off and recurring, cancelled and moved, as page and calendar."""
