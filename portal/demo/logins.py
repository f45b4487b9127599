"""The demo log-ins with their current codes, read from `var/demo-logins.json`."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.utils.translation import gettext as _

from portal.accounts.roles import Role

PERIOD = 30


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """One log-in of the demo: role code, address, password and the code of this half minute.

    `key` is the role, or another word where a role has a second person (four eyes need two).
    """

    key: str
    role: str
    email: str
    password: str
    totp_secret: str

    @property
    def label(self) -> str:
        """The role's name."""
        role = str(Role(self.role).label)
        if self.key == self.role:
            return role
        return _("%(role)s, second person") % {"role": role}

    @property
    def code(self) -> str:
        """The current second factor (RFC 6238), empty where none is asked."""
        if not self.totp_secret:
            return ""
        return format_hotp_value(hotp_value(self.totp_secret, int(time.time()) // PERIOD))


def demo_logins() -> list[DemoLogin]:
    """All demo log-ins; empty before the demo content is there."""
    file = settings.VAR_DIR / "demo-logins.json"
    if not file.exists():
        return []
    return [DemoLogin(**entry) for entry in json.loads(file.read_text())]
