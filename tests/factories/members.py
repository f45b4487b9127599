"""People who work on one application, for tests: invited and joined through the actions."""

from __future__ import annotations

import re

from portal.accounts.models import User
from portal.kernel.mail import OutgoingMail
from projects.cases.models import Case
from projects.cases.models_members import Membership
from projects.intake.actions_members import accept_invitation, invite_member
from tests.factories.accounts import user


def invited(case: Case, email: str, role: str = "edit") -> tuple[Membership, str]:
    """An invitation of the owner and the token that stands in its mail."""
    made = invite_member(by=case.owner, case=case, email=email, role=role, language="de")
    sent = OutgoingMail.objects.filter(to=[made.email]).order_by("-pk").first()
    found = re.search(r"/mitarbeit/([^/\s]+)/", sent.text if sent else "")
    assert found
    return made, found[1]


def member(case: Case, role: str = "edit", person: User | None = None) -> User:
    """Somebody who accepted an invitation."""
    person = person or user("applicant")
    _invitation, token = invited(case, person.email, role)
    accept_invitation(by=person, token=token)
    return person


def row_of(case: Case, person: User) -> Membership:
    """Their working membership."""
    return Membership.objects.get(case=case, user=person, ended_at=None)
