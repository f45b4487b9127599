"""Collections of files that only some people may open."""
