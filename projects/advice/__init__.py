"""The advice log (Beratung): contacts before an application exists."""
