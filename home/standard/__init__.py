"""The pages of the front: home, sections, plain pages, legal pages, the internal section."""
