"""The stage of the rush: a call with the demo's form of eight steps, and people signed in."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from actors.models import Theme
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.bench.applying import CALL
from portal.bench.rush_sent import Application, application
from portal.demo.book import Book
from portal.demo.funding import load_funding
from portal.demo.network import load_network
from portal.demo.people import load_people
from portal.kernel import clock
from projects.models import Call

SEED = 2026
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Stage:
    """The call, and by account and key of the draft what each applicant will write."""

    call: Call
    people: list[User]
    uuids: list[uuid.UUID]
    sent: list[Application]

    def plan(self, *, address: tuple[str, int], origin: str, host: str) -> dict[str, Any]:
        """What the load must know, as JSON; when it starts is not settled yet."""
        return {
            "address": address,
            "origin": origin,
            "headers": {
                "Host": host,
                "X-Forwarded-Proto": "https",
                "X-Forwarded-For": "192.0.2.7",
                "Referer": f"{origin}/de/",
                "Accept-Language": "de",
            },
            "session_cookie": settings.SESSION_COOKIE_NAME,
            "seed": SEED,
            "applicants": [self._applicant(number) for number in range(len(self.people))],
        }

    def _applicant(self, number: int) -> dict[str, Any]:
        sent = self.sent[number]
        steps: list[dict[str, Any]] = [
            {"path": self._url(number, "application_step", step), "fields": fields}
            for step, fields in sent.fields().items()
        ]
        file = {"field": "q-attachments-files", "name": sent.file_name, "content": sent.file}
        steps[-2]["file"] = file
        return {
            "session": _session(self.people[number]),
            "tasks": self._url(number, "application_form"),
            "check": self._url(number, "application_check"),
            "done": self._url(number, "application_done"),
            "steps": steps,
        }

    def _url(self, number: int, name: str, *more: str) -> str:
        with translation.override(settings.LANGUAGE_CODE):
            return reverse(name, args=[self.call.code, self.uuids[number], *more])

    def close_at(self, moment: float) -> None:
        """The call closes at that moment (Unix time)."""
        self.call.closes_at = datetime.fromtimestamp(moment, UTC)
        self.call.save(update_fields=["closes_at"])


def set_stage(applicants: int) -> Stage:
    """Make the call and so many people on a database where the portal is set up."""
    with transaction.atomic():
        book = Book()
        load_people(book)
        load_network(book)
        load_funding(book)
        call = book.calls[CALL]
        chance = random.Random(SEED)  # noqa: S311  (answers, no secret)
        themes = list(Theme.objects.order_by("pk").values_list("code", flat=True))
        options = call.programme.options.filter(kind="target_group").order_by("pk")
        groups = list(options.values_list("code", flat=True))
        begins = clock.today() + timedelta(days=60)
        sent = [
            application(number, chance, themes=themes, groups=groups, begins=begins)
            for number in range(1, applicants + 1)
        ]
        people = [_person(each.email) for each in sent]
    return Stage(call, people, [uuid.uuid4() for _each in sent], sent)


def _person(email: str) -> User:
    person = User.objects.create_user(email, last_name="Test Person")
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    person.groups.add(Group.objects.get(name=Role.APPLICANT.group_name))
    return person


def _session(person: User) -> str:
    """The key of a new session in which the person is signed in."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)
