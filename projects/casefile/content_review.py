"""The case work in the PDF of a case: formal check, clarifications, opinions, notes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.kernel.reports import Chapter, Grid, Part, chapter
from portal.templatetags.formats import date_long, datetime_long
from projects.casefile.words import NOTHING, moment
from projects.cases.models import Case
from projects.review.models import CarrierPaper
from projects.review.models_opinions import OpinionRequest
from projects.review.queries import Line, check_lines
from projects.review.queries_asking import Told, clarifications_of
from projects.review.queries_opinions import opinions_of
from projects.review.queries_tasks import notes_of


def check(case: Case) -> Chapter:
    """Every item with the result that counts, then all results in their order, then papers."""
    lines = check_lines(case, looks=False)
    return chapter(
        _("Formal check"),
        Part(tables=[_counting(lines)] if lines else []),
        Part(_("All results"), tables=_results(lines)),
        Part(_("Papers of the carrier"), tables=_papers(case)),
        otherwise=_("The formal check has not begun."),
    )


def _counting(lines: list[Line]) -> Grid:
    return Grid(
        head=[_("What is checked"), _("Result"), _("Note")],
        rows=[[_item(line), line.label, line.note or NOTHING] for line in lines],
        wide=[0, 2],
    )


def _item(line: Line) -> str:
    return str(line.item) if line.item.is_required else f"{line.item} ({_('information')})"


def _results(lines: list[Line]) -> list[Grid]:
    found = sorted(
        ((each, line) for line in lines for each in line.history), key=lambda pair: pair[0].at
    )
    if not found:
        return []
    rows = [
        [
            moment(each.at),
            str(line.item),
            " – ".join(filter(None, [str(each.get_result_display()), each.note])),
            each.by.name if each.by else _("the portal"),
        ]
        for each, line in found
    ]
    head = [_("When"), _("What is checked"), _("Result"), _("Who")]
    return [Grid(head=head, rows=rows, wide=[1, 2])]


def _papers(case: Case) -> list[Grid]:
    found = CarrierPaper.objects.filter(case=case).select_related("file", "by")
    rows = [
        [
            each.get_kind_display(),
            each.file.name if each.file else NOTHING,
            date_long(each.valid_until) or NOTHING,
            f"{each.by.name}, {datetime_long(each.at)}",
        ]
        for each in found
    ]
    head = [_("Kind of paper"), _("File"), _("Valid until"), _("Noted by")]
    return [Grid(head=head, rows=rows)] if rows else []


def clarifications(case: Case) -> Chapter:
    """What the applicant was asked and what changed by it, oldest first."""
    told = reversed(clarifications_of(case))
    return chapter(
        _("Questions to the applicant"),
        *(_clarification(each) for each in told),
        otherwise=_("Nothing was asked."),
    )


def _clarification(told: Told) -> Part:
    one = told.clarification
    facts = [
        [_("What is asked"), one.text],
        [_("Asked by"), one.asked_by.name],
        [_("Answer until"), date_long(one.due_on)],
    ]
    if not one.is_open:
        who = one.ended_by.name if one.ended_by else _("the portal")
        ended = _("Ended without an answer") if one.end_reason else _("Answered")
        facts.append([ended, f"{datetime_long(one.ended_at)}, {who}"])
        facts += [[_("Reason"), one.end_reason]] if one.end_reason else []
        facts += [[_("Answer in words"), one.reply]] if one.reply else []
    if told.unchanged:
        label = _("Asked anew") if one.is_open else _("Asked, but not changed")
        facts.append([label, "\n".join(told.unchanged)])
    rows = [
        [
            " · ".join(filter(None, [change.label, each.part])),
            each.before or NOTHING,
            each.after or NOTHING,
        ]
        for change in told.changes
        for each in change.differences
    ]
    head = [_("Question"), _("Before"), _("After")]
    title = _("Asked on %(day)s") % {"day": date_long(one.asked_on)}
    return Part(title, facts=facts, tables=[Grid(head=head, rows=rows)] if rows else [])


def opinions(case: Case) -> Chapter:
    """What municipal offices said."""
    return chapter(
        _("Opinions of offices"),
        *(_opinion(each) for each in opinions_of(case)),
        otherwise=_("No office was asked."),
    )


def _opinion(asked: OpinionRequest) -> Part:
    facts = [
        [_("Asked by"), f"{asked.asked_by.name}, {datetime_long(asked.asked_at)}"],
        [_("Answer until"), date_long(asked.due_on)],
    ]
    facts += [[_("What is asked"), asked.text]] if asked.text else []
    if asked.is_open:
        facts.append([_("Recommendation"), _("no opinion was given")])
    else:
        who = asked.given_by.name if asked.given_by else NOTHING
        facts += [
            [_("Recommendation"), asked.get_recommendation_display()],
            [_("Reason"), asked.reason],
            [_("Given by"), f"{who}, {datetime_long(asked.given_at)}"],
        ]
    return Part(str(asked.office), facts=facts)


def notes(case: Case) -> Chapter:
    """The office's notes for itself."""
    rows = [[moment(each.at), each.by.name, each.text] for each in notes_of(case)]
    grid = Grid(head=[_("When"), _("Who"), _("Note")], rows=rows, wide=[2])
    return chapter(
        _("Internal notes"),
        Part(tables=[grid] if rows else []),
        otherwise=_("No notes."),
    )
