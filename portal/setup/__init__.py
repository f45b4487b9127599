"""Setting up: languages, groups and their rights, the workflow, the internal collection."""
