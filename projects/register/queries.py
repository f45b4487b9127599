"""Reads of the register: a fixed number of queries, whatever the number of grants.

Public is what is final: an award whose notice nobody can contest any more. What is only decided,
sealed, told, given up or revoked never appears.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import CharField, QuerySet

from actors.themes.queries import all_themes
from portal.kernel.prepared import Prepared
from projects.budget import sums
from projects.budget.models import LedgerEntry
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.decision.kinds import NoticeKind, Outcome
from projects.decision.models import Decision
from projects.decision.models_notices import Notice
from projects.programmes.models import OptionKind, ProgrammeOption
from projects.register.grants import Grant, Told, is_person, public_id, public_title
from projects.register.models import RegisterSettings
from projects.showcase.queries import PROGRAMMES

PUBLIC_STATES = (life.FINAL, life.RUNNING, life.PROOF_CHECK, life.RECOVERY, life.CLOSED)
"""States whose award is final and stands."""
AWARDS = (str(Outcome.APPROVED), str(Outcome.APPROVED_WITH_OBLIGATIONS))
MONEY = (sums.DISBURSEMENT, sums.REFUND, sums.RECOVERED)


class _Row(NamedTuple):
    pk: int
    uuid: Any
    number: str
    title: str
    carrier_name: str
    carrier_kind: str
    contact_name: str
    owner__first_name: str
    owner__last_name: str
    starts_on: date | None
    ends_on: date | None
    theme_id: int | None
    project_type_id: int | None
    call__programme_id: int
    public_words__title: str | None
    public_words__is_protected: bool | None
    public_words__at: datetime | None

    @property
    def told(self) -> Told:
        """What must not leave without being looked at."""
        owner = f"{self.owner__first_name} {self.owner__last_name}"
        return Told(
            self.uuid.hex,
            self.number,
            self.title,
            self.carrier_name,
            self.carrier_kind,
            self.contact_name,
            owner,
            self.public_words__title or "",
            bool(self.public_words__is_protected),
        )


class _Award(NamedTuple):
    cents: int
    decided_on: date
    at: datetime


class _Money(NamedTuple):
    cents: int
    at: datetime


def _cases(states: Any, outcomes: Any) -> QuerySet[Any, Any]:
    decided = Decision.objects.filter(outcome__in=outcomes).values("case")
    found = Case.objects.filter(
        state__in=states, is_sealed=False, number__isnull=False, pk__in=decided
    )
    return found.order_by("pk").values_list(*_Row._fields)


def _decisions(states: Any) -> QuerySet[Any, Any]:
    found = Decision.objects.filter(case__state__in=states, case__is_sealed=False)
    columns = ("case_id", "outcome", "awarded_cents", "decided_on", "at", "reopening__decision_id")
    return found.order_by("at", "pk").values_list(*columns)


def _entries(states: Any, kinds: Any) -> QuerySet[Any, Any]:
    found = LedgerEntry.objects.filter(case__state__in=states, kind__in=kinds)
    return found.order_by("at", "pk").values_list("case_id", "kind", "cents", "corrects_id", "at")


def _extensions(states: Any, kind: Any) -> QuerySet[Any, Any]:
    found = Notice.objects.filter(
        case__state__in=states, kind=kind, released_at__isnull=False, ends_on__isnull=False
    )
    return found.order_by("drafted_at", "pk").values_list("case_id", "ends_on", "released_at")


_CASES = Prepared(_cases, states=CharField(), outcomes=CharField())
_DECISIONS = Prepared(_decisions, states=CharField())
_ENTRIES = Prepared(_entries, states=CharField(), kinds=CharField())
_EXTENSIONS = Prepared(_extensions, states=CharField(), kind=CharField())
_SETTINGS = Prepared(lambda: RegisterSettings.objects.order_by("pk"))
_TYPES = Prepared(
    lambda kind: ProgrammeOption.objects.filter(kind=kind).order_by("pk"), kind=CharField()
)


def register_settings() -> RegisterSettings:
    """What the office set; made with the usual values where nobody did yet."""
    found = _SETTINGS.objects()
    return found[0] if found else RegisterSettings.load()


def public_grants(settings: RegisterSettings) -> list[Grant]:
    """Every public grant, the newest first, in seven queries."""
    awards, money, ends = awards_of(PUBLIC_STATES), paid_by_case(PUBLIC_STATES), _ends()
    themes = all_themes()
    programmes = {each.pk: each for each in PROGRAMMES.objects()}
    types = {each.pk: each for each in _TYPES.objects(kind=str(OptionKind.PROJECT_TYPE))}
    found = []
    for values in _CASES.rows(states=PUBLIC_STATES, outcomes=AWARDS):
        row = _Row(*values)
        award = awards.get(row.pk)
        if award is None:
            continue
        told = row.told
        is_named = not is_person(told)
        paid = money.get(row.pk)
        last_day, extended_at = ends.get(row.pk, (row.ends_on, award.at))
        grant = Grant(
            id=public_id(told, settings.pseudonym_key),
            title=public_title(told),
            carrier=row.carrier_name.strip() if is_named else "",
            kind=row.carrier_kind,
            theme=themes.get(row.theme_id) if row.theme_id else None,
            programme=programmes[row.call__programme_id],
            project_type=types.get(row.project_type_id) if row.project_type_id else None,
            cents=award.cents,
            paid_cents=paid.cents if paid else 0,
            awarded_on=award.decided_on,
            starts_on=row.starts_on if is_named else None,
            ends_on=last_day if is_named else None,
            changed_at=max(
                award.at,
                extended_at,
                paid.at if paid else award.at,
                row.public_words__at or award.at,
            ),
        )
        found.append(grant)
    return sorted(found, key=lambda grant: (grant.awarded_on, grant.id), reverse=True)


def awards_of(states: Iterable[str]) -> dict[int, _Award]:
    """What the newest decision of each case gave, by the key of the case; no reopened ones."""
    found: dict[int, _Award] = {}
    for case, outcome, cents, day, at, reopened in _DECISIONS.rows(states=list(states)):
        found.pop(case, None)
        if reopened is None and outcome in AWARDS:
            found[case] = _Award(cents, day, at)
    return found


def paid_by_case(states: Iterable[str]) -> dict[int, _Money]:
    """Cents that each case was paid and kept, and when that moved last, by the key of the case."""
    lines: dict[int, list[sums.Line]] = defaultdict(list)
    moved: dict[int, datetime] = {}
    for case, kind, cents, corrects, at in _ENTRIES.rows(states=list(states), kinds=MONEY):
        lines[case].append(sums.Line(kind, cents, is_counter=corrects is not None))
        moved[case] = at
    return {case: _Money(sums.pot(held).kept, moved[case]) for case, held in lines.items()}


def _ends() -> dict[int, tuple[date, datetime]]:
    """The new last day of each case that was extended, and when."""
    rows = _EXTENSIONS.rows(states=PUBLIC_STATES, kind=str(NoticeKind.EXTENSION))
    return {case: (day, at) for case, day, at in rows}
