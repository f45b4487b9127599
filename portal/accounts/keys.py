"""Keys for secrets at rest, derived from SECRET_KEY; older keys still open what they closed."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def fernet_keys() -> MultiFernet:
    """The key ring: SECRET_KEY first, then SECRET_KEY_FALLBACKS."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derive(secret)) for secret in secrets])


# Deriving takes 10 ms on purpose; a list of records opens many secrets with the same keys.
@lru_cache(maxsize=8)
def _derive(secret: str | bytes) -> bytes:
    raw = secret.encode() if isinstance(secret, str) else secret
    digest = hashlib.scrypt(raw, salt=b"portal-at-rest", n=2**12, r=8, p=1, dklen=32)
    return base64.urlsafe_b64encode(digest)
