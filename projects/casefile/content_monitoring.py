"""How a project was accompanied in the PDF of its case: milestones, notes, visits, rounds, risk."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.kernel.reports import Chapter, Grid, Part, chapter
from portal.templatetags.formats import date_long, date_short, datetime_long
from projects.casefile.words import NOTHING
from projects.cases.models import Case
from projects.monitoring.models import MilestoneStep
from projects.monitoring.permissions import SEEN
from projects.monitoring.queries import (
    counts_of,
    interims_of,
    milestones_of,
    requests_of,
    risks_of,
    steps_of,
)
from projects.monitoring.queries_rounds import rounds_of
from projects.review.queries_following import entries_of


def monitoring(case: Case, *, with_notes: bool) -> list[Chapter]:
    """The chapter of an awarded project; visits and risk flags only where notes may be read."""
    if case.state not in SEEN:
        return []
    inside = [_visits(case), _risks(case)] if with_notes else []
    parts = [_milestones(case), _requests(case), *_notes(case), _rounds(case), *inside]
    return [chapter(_("How the project went"), *parts, otherwise=_("Nothing was noted."))]


def _milestones(case: Case) -> Part:
    steps = steps_of(case)
    rows = [
        [
            each.title,
            date_short(each.due_on),
            each.get_state_display(),
            "\n".join(_step(step) for step in steps.get(each.pk, [])),
        ]
        for each in milestones_of(case)
    ]
    head = [_("Milestone"), _("due on"), _("Status"), _("What happened")]
    return Part(_("Milestones"), tables=[Grid(head=head, rows=rows, wide=[0, 3])] if rows else [])


def _step(step: MilestoneStep) -> str:
    told = [date_short(step.at), step.by.name, step.get_kind_display()]
    day = f" ({date_short(step.day)})" if step.day else ""
    return ", ".join(told) + day + (f": {step.text}" if step.text else "")


def _requests(case: Case) -> Part:
    items = [
        f"{datetime_long(each.at)}, {each.by.name if each.by else _('the portal')}: "
        f"{_('due on')} {date_long(each.due_on)} {each.text}".strip()
        for each in requests_of(case)
    ]
    return Part(_("Requests for interim notes"), items=items)


def _notes(case: Case) -> list[Part]:
    counts, found = counts_of(case), []
    for each in interims_of(case):
        facts = [
            [str(count.indicator.option), str(count.count)] for count in counts.get(each.pk, [])
        ]
        if each.needs_help:
            facts.append([_("Help needed"), each.help_text])
            facts.append([_("Answer"), each.answer or NOTHING])
        title = _("Interim note of %(when)s, %(name)s")
        named = {"when": datetime_long(each.at), "name": each.by.name}
        found.append(Part(title % named, texts=each.text.split("\n\n"), facts=facts))
    return found


def _visits(case: Case) -> Part:
    items = [
        ", ".join(
            filter(
                None,
                [
                    date_short(each.day),
                    str(each.office or _("Coordination")),
                    each.by.name,
                    str(each.get_kind_display()),
                    each.people,
                ],
            )
        )
        + f": {each.text}"
        + (f" – {_('Agreed next steps')}: {each.agreed}" if each.agreed else "")
        for each in entries_of(case)
    ]
    return Part(_("Visits, calls and notes"), items=items)


def _rounds(case: Case) -> Part:
    came = {True: _("somebody came"), False: _("nobody came"), None: NOTHING}
    items = [
        f"{each.meeting.body}, {date_long(each.meeting.starts_at)}: "
        f"{came[each.attended]} {each.told}"
        for each in rounds_of(case)
    ]
    return Part(_("Rounds with carriers"), items=[item.strip() for item in items])


def _risks(case: Case) -> Part:
    items = [
        f"{datetime_long(each.at)}, {each.by.name}: {each.get_level_display()} – {each.reason}"
        + (f" – {_('Next step')}: {each.next_step}" if each.next_step else "")
        for each in risks_of(case)
    ]
    return Part(_("Risk"), items=items)
