"""Index of the models of the app `projects`."""
