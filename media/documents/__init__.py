"""Documents: checked by content, served only by a view that asks."""
