"""The general question types, one file each; `portal.forms.types.discover` reads them all."""
