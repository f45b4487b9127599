"""The alert above every page: for crises and closures."""
