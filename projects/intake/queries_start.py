"""Reads about drafts that begin from something that exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BigAutoField, Exists, OuterRef, Q, UUIDField

from portal.forms.models import FormVersion
from portal.forms.queries import latest_version, schema_of
from portal.forms.schema import Schema
from portal.kernel import clock
from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from projects.calls.models import Call
from projects.calls.queries import open_calls
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.cases.permissions import may_view_case
from projects.intake.binding import ApplicationSituation, Records
from projects.intake.models_desk import LatePermission
from projects.intake.models_start import DraftOrigin, StartKind
from projects.intake.starting import Lost, Source, StartPlan, plan_start


def startable_calls(user: Any = None) -> list[Call]:
    """The calls that somebody may begin a draft in now and whose form can take answers over.

    With a user also closed ones in which the coordination allowed them to be late.
    """
    versions = FormVersion.objects.filter(form=OuterRef("form"))
    calls = list(open_calls().filter(Exists(versions)))
    email = getattr(user, "email", "")
    if not email:
        return calls
    late = LatePermission.objects.filter(
        Q(case=None), email=email.lower(), revoked_at=None, until__gt=clock.now()
    )
    found = Call.objects.select_related("programme", "period", "rules")
    more = found.filter(Exists(versions), pk__in=late.values("call"))
    return calls + [call for call in more if call not in calls]


def is_any_startable() -> bool:
    """Whether there is an open call at all to begin such a draft in."""
    versions = FormVersion.objects.filter(form=OuterRef("form"))
    return open_calls().filter(Exists(versions)).exists()


def form_of_call(call: Call) -> Schema | None:
    """The newest form of a call; None where it has none yet."""
    version = latest_version(call.form)
    return schema_of(version) if version else None


def plan_for(source: Source, call: Call, schema: Schema) -> StartPlan:
    """What a draft in that call would begin with."""
    return plan_start(source, schema, ApplicationSituation(records=Records(call), schema=schema))


@dataclass(frozen=True, slots=True)
class Told:
    """What a draft's screens say of its origin; `source` is the application where it still is."""

    origin: DraftOrigin
    lost: tuple[Lost, ...]
    source: Case | None = None

    @property
    def is_own(self) -> bool:
        """Whether it began from an application."""
        return self.origin.kind == StartKind.OWN


_SOURCE = Prepared(
    lambda uuid: Case.objects.filter(uuid=uuid).select_related("call").order_by(),
    uuid=UUIDField(),
)
ORIGIN = Part(
    Prepared(lambda case: DraftOrigin.objects.filter(case__pk=case), case=BigAutoField()),
    of_case,
)


def origin_of(case: Case) -> DraftOrigin | None:
    """What a case was begun from; None where it was begun empty."""
    return next(iter(ORIGIN.of(case)), None)


def told_origin(case: Case, viewer: Any) -> Told | None:
    """Where a case came from, as somebody may know it; None where it was begun empty.

    People of the draft who do not take part in the application before it see nothing of that.
    """
    origin = origin_of(case)
    if origin is None:
        return None
    lost = tuple(Lost.from_data(each) for each in origin.lost)
    source = source_case(origin)
    return Told(origin, lost, source if source and may_view_case(viewer, source) else None)


def source_case(origin: DraftOrigin) -> Case | None:
    """The application that a draft was begun from; None where it is gone or was none."""
    if origin.kind != StartKind.OWN:
        return None
    return next(iter(_SOURCE.objects(uuid=UUID(origin.source))), None)
