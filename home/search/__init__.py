"""The search: German stems, suggestions, help when nothing is found."""
