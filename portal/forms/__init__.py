"""The form engine: it begins with part 2; the first application form stands in `projects.intake`."""
