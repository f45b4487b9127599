"""A signed time-trap: says when a form was shown, and seals a text that is shown once more.

A form sent sooner than a person can read it, or long after, is shown again with everything that
was typed. `salt` keeps the stamps of one form from counting for another.
"""

from __future__ import annotations

import hashlib

from django.core import signing

from portal.kernel import clock

SOONEST_SECONDS = 3
LATEST_SECONDS = 24 * 60 * 60
FORGED, TOO_SOON, TOO_LATE, FINE = "forged", "too_soon", "too_late", "fine"


def stamp(salt: str) -> str:
    """A signed note of this moment for a form that is being shown."""
    return signing.dumps(int(clock.now().timestamp()), salt=salt)


def judge(text: str, salt: str) -> str:
    """What a stamp that came back says: `fine`, `too_soon`, `too_late` or `forged`."""
    try:
        shown = signing.loads(text[:500], salt=salt)
    except signing.BadSignature:
        return FORGED
    if not isinstance(shown, int):
        return FORGED
    age = clock.now().timestamp() - shown
    if age < SOONEST_SECONDS:
        return TOO_SOON
    return TOO_LATE if age > LATEST_SECONDS else FINE


def seal(text: str, salt: str) -> str:
    """A signed fingerprint of a text that is shown to be sent once more."""
    return signing.dumps(_fingerprint(text), salt=f"{salt}.again")


def is_sealed(seal_text: str, text: str, salt: str) -> bool:
    """Whether the text is the one that was shown, within a day."""
    try:
        found = signing.loads(seal_text[:500], salt=f"{salt}.again", max_age=LATEST_SECONDS)
    except signing.BadSignature:
        return False
    return bool(found == _fingerprint(text))


def _fingerprint(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
