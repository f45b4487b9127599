"""Texts that the database holds only encrypted."""

from __future__ import annotations

import logging
from typing import Any

from cryptography.fernet import InvalidToken
from django.db import models

from portal.accounts.keys import fernet_keys

logger = logging.getLogger(__name__)


class EncryptedField(models.TextField):
    """A short text, encrypted at rest with the keys of `portal.accounts.keys`.

    It cannot be searched for: the same text never looks the same twice. Where no key opens it, it
    reads as empty and the log says so, so that a page without it still works.
    """

    def get_prep_value(self, value: Any) -> Any:
        """The text as the database keeps it."""
        text = super().get_prep_value(value)
        return text and fernet_keys().encrypt(text.encode()).decode()

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The text in the clear."""
        if not value:
            return value
        try:
            return fernet_keys().decrypt(value.encode()).decode()
        except InvalidToken:
            logger.error("%s: no key opens what is stored", self)
            return ""
