"""Files that hold account numbers: stored encrypted, handed out in the clear."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile

from portal.accounts.keys import fernet_keys


def seal(content: bytes) -> ContentFile[bytes]:
    """The content as it is stored."""
    return ContentFile(fernet_keys().encrypt(content))


def unseal(stored: Any) -> bytes:
    """The content of a stored file; raises OSError and cryptography's InvalidToken."""
    with stored.open("rb") as file:
        return fernet_keys().decrypt(file.read())


def hash_of(content: bytes) -> str:
    """The hash (SHA-256) of what is handed out."""
    return sha256(content).hexdigest()
