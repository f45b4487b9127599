"""Demo users: one per role and a second coordinator; `demo-logins.json` names them.

Staff have a second factor.
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import Group

from portal.accounts.models import User
from portal.accounts.roles import STAFF, Role
from portal.demo.book import Book
from portal.demo.content import read


def load_people(book: Book) -> None:
    """Make the users that are missing; new log-ins are written where the file or one is gone."""
    entries = read("users")["user"]
    users = {user.email: user for user in User.objects.filter(email__endswith=".example")}
    file = settings.VAR_DIR / "demo-logins.json"
    complete = file.exists() and all(entry["email"] in users for entry in entries)
    logins = []
    for entry in entries:
        user = users.get(entry["email"]) or _make(entry)
        book.users[entry.get("key", entry["role"])] = user
        if not complete:
            logins.append(_login(user, entry))
    if not complete:
        shown = [login for login, entry in zip(logins, entries, strict=True) if _is_shown(entry)]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(shown, indent=1), encoding="utf-8")
        file.chmod(0o600)


def _is_shown(entry: dict[str, Any]) -> bool:
    return not entry.get("hidden", False)


def _make(entry: dict[str, Any]) -> User:
    role = Role(entry["role"])
    user = User.objects.create_user(
        entry["email"],
        last_name=entry["name"],
        is_staff=role == Role.ADMIN,
        is_superuser=role == Role.ADMIN,
    )
    user.groups.add(Group.objects.get_or_create(name=role.group_name)[0])
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _login(user: User, entry: dict[str, Any]) -> dict[str, str]:
    """A new password and, for staff, a new second factor; no secret stands in the code."""
    password = f"tulpe-{secrets.token_urlsafe(9)}"
    user.set_password(password)
    user.save(update_fields=["password"])
    secret = ""
    if Role(entry["role"]) in STAFF:
        Authenticator.objects.filter(user=user).delete()
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
    return {
        "key": entry["key"] if entry.get("second") else entry["role"],
        "role": entry["role"],
        "email": user.email,
        "password": password,
        "totp_secret": secret,
    }
