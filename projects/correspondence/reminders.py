"""Which drafts are to be reminded of, and the signed tokens that stop it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db.models import F, QuerySet

from portal.accounts.models import User
from portal.kernel import clock
from projects.cases.lifecycle import DRAFT
from projects.cases.models import Case, Channel
from projects.correspondence.models_reminders import ReminderStop
from projects.correspondence.queries import people_of

DAYS = (7, 2)
"""Days before the closing, the earliest first."""
SALT = "reminders-stop"


def drafts_to_remind(days: int) -> QuerySet[Case]:
    """Drafts due for the reminder of so many days: until the next one takes its place.

    So it still comes when the regular work stood still for a day, and nobody who began later
    than that gets it. Units: days.
    """
    later = max((other for other in DAYS if other < days), default=0)
    now = clock.now()
    due = Case.objects.filter(
        state=DRAFT,
        # What is typed from paper belongs to the office until it is received.
        channel=Channel.PORTAL,
        call__programme__is_active=True,
        call__opens_at__lte=now,
        call__closes_at__gt=now + timedelta(days=later),
        call__closes_at__lte=now + timedelta(days=days),
        created_at__lte=F("call__closes_at") - timedelta(days=days),
    )
    return due.exclude(reminders__days=days)


def wanting(case: Case) -> list[User]:
    """The people of a draft who did not stop its reminders."""
    people = people_of(case)
    stops = ReminderStop.objects.filter(person__in=people)
    stopped = {stop.person_id for stop in stops if stop.case_id in {None, case.pk}}
    return [person for person in people if person.pk not in stopped]


@dataclass(frozen=True, slots=True)
class Stopper:
    """Who a token belongs to, and the draft it came with (None: deleted meanwhile)."""

    person: User
    case: Case | None


def stop_token(person: User, case: Case) -> str:
    """The token in a mail, which works without signing in and never expires."""
    return signing.dumps({"person": person.pk, "case": case.pk}, salt=SALT)


def read_token(token: str) -> Stopper | None:
    """Whose token it is; None for one that the portal did not sign."""
    try:
        found = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=found["person"]).first()
    case = Case.objects.filter(pk=found["case"]).select_related("call").first()
    return Stopper(person, case) if person else None
