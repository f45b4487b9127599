"""A model field for money: integer cents in the database, euros in the form."""

from __future__ import annotations

from typing import Any

from django.db import models

from portal.forms.fields import EuroField

__all__ = ["CentsField", "EuroField"]


class CentsField(models.BigIntegerField):
    """An amount of money in integer euro cents."""

    def formfield(self, **kwargs: Any) -> Any:
        """A line for euros."""
        return models.Field.formfield(self, **{"form_class": EuroField, **kwargs})
