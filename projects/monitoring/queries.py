"""Reads about milestones, interim notes and risk of a case, and the rules of its programme."""

from __future__ import annotations

from django.db.models import BigAutoField

from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.cases.plan import PlannedIndicator
from projects.monitoring.lifecycle import DONE, DROPPED
from projects.monitoring.models import Milestone, MilestoneStep, MonitoringSettings, RiskMark
from projects.monitoring.models_notes import InterimCount, InterimNote, InterimRequest
from projects.programmes.models import FundingProgramme

MILESTONES = Part(
    Prepared(
        lambda case: Milestone.objects.filter(case__pk=case).order_by("due_on", "number"),
        case=BigAutoField(),
    ),
    of_case,
)
INTERIMS = Part(
    Prepared(
        lambda case: (
            InterimNote.objects.filter(case__pk=case)
            .select_related("by", "answered_by")
            .order_by("pk")
        ),
        case=BigAutoField(),
    ),
    of_case,
)
REQUESTS = Part(
    Prepared(
        lambda case: (
            InterimRequest.objects.filter(case__pk=case).select_related("by").order_by("pk")
        ),
        case=BigAutoField(),
    ),
    of_case,
)
RISKS = Part(
    Prepared(
        lambda case: RiskMark.objects.filter(case__pk=case).select_related("by").order_by("pk"),
        case=BigAutoField(),
    ),
    of_case,
)


def settings_of(programme: FundingProgramme) -> MonitoringSettings:
    """How a programme accompanies its projects; the usual values where nobody wrote any."""
    found = MonitoringSettings.objects.filter(programme=programme).first()
    return found or MonitoringSettings(programme=programme)


def milestones_of(case: Case) -> list[Milestone]:
    """All milestones of a case, the earliest first."""
    return MILESTONES.of(case)


def planned_milestones(case: Case) -> list[Milestone]:
    """Those that were not dropped."""
    return [each for each in milestones_of(case) if each.state != DROPPED]


def reached_count(milestones: list[Milestone]) -> int:
    """How many are reached, confirmed or not."""
    return sum(each.state in DONE for each in milestones)


def steps_of(case: Case) -> dict[int, list[MilestoneStep]]:
    """What happened with each milestone of a case, oldest first; one query."""
    found: dict[int, list[MilestoneStep]] = {}
    steps = MilestoneStep.objects.filter(milestone__case=case).select_related("by")
    for step in steps.order_by("pk"):
        found.setdefault(step.milestone_id, []).append(step)
    return found


def interims_of(case: Case) -> list[InterimNote]:
    """The notes of the carrier, oldest first."""
    return INTERIMS.of(case)


def counts_of(case: Case) -> dict[int, list[InterimCount]]:
    """What each note of a case counts, by the key of the note; one query."""
    found: dict[int, list[InterimCount]] = {}
    counts = InterimCount.objects.filter(note__case=case).select_related("indicator__option")
    for count in counts.order_by("pk"):
        found.setdefault(count.note_id, []).append(count)
    return found


def last_counts(case: Case) -> dict[int, InterimCount]:
    """The newest count of each planned outcome by its key, with the note it stands in."""
    counts = InterimCount.objects.filter(note__case=case).select_related("note")
    return {each.indicator_id: each for each in counts.order_by("pk")}


def planned_outcomes(case: Case) -> list[PlannedIndicator]:
    """What the carrier may count."""
    return list(PlannedIndicator.objects.filter(case=case).select_related("option"))


def open_request(case: Case) -> InterimRequest | None:
    """The request that waits for a note."""
    return next((each for each in REQUESTS.of(case) if each.note_id is None), None)


def requests_of(case: Case) -> list[InterimRequest]:
    """Every request for a note, oldest first."""
    return REQUESTS.of(case)


def risks_of(case: Case) -> list[RiskMark]:
    """Every risk flag, oldest first."""
    return RISKS.of(case)


def risk_of(case: Case) -> RiskMark | None:
    """The flag that counts."""
    return next(reversed(risks_of(case)), None)


def help_wanted(case: Case) -> list[InterimNote]:
    """The notes that ask for help and have no answer."""
    return [each for each in interims_of(case) if each.waits_for_help]
