"""The office's desk for tests."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission

from portal.accounts.models import User
from portal.accounts.roles import ADMIN_ROLES
from portal.kernel import clock
from projects.advice.models import Advice
from projects.calls.models import Call
from projects.cases.models import Case
from projects.imports.actions import import_sheet, look_through
from projects.imports.models import ImportedFile, PendingSheet
from projects.intake.actions_paper import begin_paper
from projects.intake.models_desk import LatePermission
from tests.factories import projects as make
from tests.factories.accounts import user


def admin_access() -> None:
    """Let the roles of the admin into the admin."""
    access = Permission.objects.get(codename="access_admin")
    known = set(Group.objects.filter(permissions=access).values_list("name", flat=True))
    for role in ADMIN_ROLES:
        if role.group_name not in known:
            Group.objects.get_or_create(name=role.group_name)[0].permissions.add(access)


def late() -> LatePermission:
    """Somebody may apply to a closed call until tomorrow."""
    call = make.call(opens_at=make.berlin("2026-01-01 08:00"), closes_at=clock.now())
    return LatePermission.objects.create(
        call=call,
        email="spaet@example.org",
        until=clock.now() + timedelta(days=1),
        reason="Krank.",
        granted_by=user("coordinator"),
    )


def paper(by: User | None = None, of: Call | None = None) -> Case:
    """An application on paper that arrived an hour ago and is being entered."""
    return begin_paper(
        by=by or user("coordinator"),
        call=of or make.call(),
        uuid=uuid.uuid4(),
        language="de",
        arrived_at=clock.now() - timedelta(hours=1),
    )


def advice(**fields: Any) -> Advice:
    """A contact with an open next step."""
    if "written_by" not in fields:
        fields["written_by"] = user("coordinator")
    return Advice.objects.create(
        **{
            "happened_on": clock.today() - timedelta(days=2),
            "channel": "phone",
            "topic": "Nähtreff",
            "initiative": "Hofgruppe",
            "next_step": "Anrufen",
            "next_step_on": clock.today(),
            **fields,
        }
    )


HEAD = "Aktenzeichen;Titel;Träger;Betrag;Stand;Eingang"
LINE = ["A-1", "Nähtreff", "Hofgruppe", "1.234,56 €", "abgeschlossen", "14.03.2019"]


def sheet(*rows: list[str]) -> bytes:
    """A CSV of earlier applications; what a row does not say is filled in."""
    lines = [";".join([*row, *LINE[len(row) :]]) for row in rows]
    return "\r\n".join([HEAD, *lines]).encode("utf-8-sig")


def pending(by: User | None = None, number: str = "A-1") -> PendingSheet:
    """A file that was looked through."""
    call = make.call(opens_at=make.berlin("2026-01-01 08:00"), closes_at=clock.now())
    return look_through(
        by=by or user("coordinator"),
        name="alt.csv",
        content=sheet([number, "Nähtreff"]),
        kind="cases",
        call=call,
    )


def imported() -> ImportedFile:
    """A file that was imported."""
    by = user("coordinator")
    return import_sheet(by=by, pending=pending(by, "A-0"))
