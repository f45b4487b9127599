"""The form engine; the first application form still stands in `projects.intake`."""
