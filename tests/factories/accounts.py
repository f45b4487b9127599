"""People for tests."""

from __future__ import annotations

import itertools
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.test import Client

from portal.accounts import spam
from portal.accounts.forms import CodeForm
from portal.accounts.models import User
from portal.accounts.roles import STAFF, Role
from portal.accounts.sessions import SessionStore
from portal.kernel import clock

_numbers = itertools.count(1)


def user(role: str | Role | None = None, email: str = "", **extra: object) -> User:
    """A user with a verified address and, for staff, a second factor already set up."""
    number = next(_numbers)
    address = email or f"{role or 'person'}-{number}@example.org"
    extra.setdefault("first_name", "Test")
    extra.setdefault("last_name", f"Person {number}")
    person = User.objects.create_user(address, "correct-horse-battery", **extra)
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    if role:
        role = Role(role)
        person.groups.add(Group.objects.get_or_create(name=role.group_name)[0])
        if role == Role.ADMIN:
            person.is_superuser = True
            person.save()
        if role in STAFF:
            Authenticator.objects.create(
                user=person, type=Authenticator.Type.TOTP, data={"secret": "x"}
            )
    return person


def client_for(person: User | None) -> Client:
    """A browser signed in as that person (None: a visitor)."""
    client = Client()
    if person:
        # What signing in leaves behind, without its ten questions: most tests begin with it.
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def code_request(email: str) -> dict[str, str]:
    """What a person without JavaScript sends to get a code: read for a minute, looked at twice."""
    salt = CodeForm.salt
    with clock.frozen(clock.now() - timedelta(minutes=1)):
        shown = spam.stamp(salt)
    return {"email": email, "shown": shown, "again": spam.seal(email.lower(), salt)}
