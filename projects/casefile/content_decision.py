"""Decisions, notices with their delivery, and the money in the PDF of a case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.kernel.reports import Chapter, Grid, Part, chapter
from portal.templatetags.formats import date_long, date_short, datetime_long, euro
from projects.budget.queries_journal import entries_of
from projects.casefile.words import NOTHING
from projects.cases.models import Case
from projects.decision.models import Decision
from projects.decision.models_notices import Notice
from projects.decision.queries import Course, course_of, decisions_of, notices_of


def decisions(case: Case) -> Chapter:
    """What was decided, with obligations and conditions; also what no longer counts."""
    return chapter(
        _("Decisions"),
        *(_decision(each) for each in decisions_of(case)),
        otherwise=_("Nothing was decided."),
    )


def _decision(one: Decision) -> Part:
    facts = [
        [_("Result"), one.get_outcome_display()],
        [_("Awarded"), euro(one.awarded_cents) if one.is_award else NOTHING],
        [_("Decided by"), f"{one.get_decided_by_display()} ({one.ground})"],
        [_("Reason"), one.reason or NOTHING],
        [_("Recorded by"), f"{one.by.name}, {datetime_long(one.at)}"],
    ]
    reopened = getattr(one, "reopening", None)
    if reopened:
        words = f"{datetime_long(reopened.at)}, {reopened.by.name}: {reopened.reason}"
        facts.append([_("Taken back"), words])
    return Part(
        _("Decision of %(day)s") % {"day": date_long(one.decided_on)},
        facts=facts,
        tables=[*_obligations(one), *_conditions(one)],
    )


def _obligations(one: Decision) -> list[Grid]:
    rows = [
        [each.text, date_long(each.due_on), date_long(each.done_on) or _("open")]
        for each in one.obligations.all()
    ]
    head = [_("Obligation"), _("Due on"), _("Done on")]
    title = _("Obligations")
    return [Grid(head=head, rows=rows, title=title, wide=[0])] if rows else []


def _conditions(one: Decision) -> list[Grid]:
    rows = [[each.text, date_long(each.met_on) or _("open")] for each in one.conditions.all()]
    head = [_("Condition"), _("Met on")]
    title = _("Conditions before any payment")
    return [Grid(head=head, rows=rows, title=title, wide=[0])] if rows else []


def notices(case: Case) -> Chapter:
    """Every notice with its hash, its deliveries and how far the time for a remedy is."""
    found = notices_of(case)
    return chapter(
        _("Notices and delivery"),
        *(_notice(each) for each in found),
        otherwise=_("No notice was written."),
    )


def _notice(notice: Notice) -> Part:
    facts = [
        [_("Kind"), notice.get_kind_display()],
        [_("Remedy"), notice.get_remedy_display()],
        [_("Drafted by"), f"{notice.drafted_by.name}, {datetime_long(notice.drafted_at)}"],
    ]
    if not notice.is_released:
        facts.append([_("Released by"), _("not released")])
        return Part(_("Draft: %(kind)s") % {"kind": notice.get_kind_display()}, facts=facts)
    who = notice.released_by.name if notice.released_by else NOTHING
    facts.append([_("Released by"), f"{who}, {datetime_long(notice.released_at)}"])
    facts.append([_("Hash (SHA-256)"), notice.sha256])
    facts += _course(course_of(notice))
    waiver = getattr(notice, "waiver", None)
    if waiver:
        where = _("on paper") if waiver.on_paper else _("in the portal")
        words = f"{datetime_long(waiver.at)}, {waiver.by.name} ({where})"
        facts.append([_("Remedy waived"), words])
    return Part(
        _("Notice %(number)s") % {"number": notice.number}, facts=facts, tables=_tries(notice)
    )


def _course(course: Course) -> list[list[str]]:
    days = [
        (_("Delivered on"), course.delivered_on),
        (_("Remedy until"), course.remedy_ends_on),
        (_("Final on"), course.final_on),
    ]
    return [[label, date_long(day)] for label, day in days if day]


def _tries(notice: Notice) -> list[Grid]:
    rows = [
        [each.get_way_display(), date_long(each.sent_on), datetime_long(each.retrieved_at) or "–"]
        for each in notice.deliveries.all()
    ]
    head = [_("Way"), _("Sent on"), _("Retrieved")]
    return [Grid(head=head, rows=rows, title=_("Deliveries"))] if rows else []


def ledger(case: Case) -> Chapter:
    """The entries of the case in the order of posting."""
    rows = [
        [
            str(each.pk),
            date_short(each.at),
            each.what,
            euro(each.signed_cents),
            " · ".join(filter(None, [each.reason, each.document])),
            each.by.name if each.by else _("the portal"),
        ]
        for each in entries_of(case)
    ]
    head = [_("Entry"), _("When"), _("Kind"), _("Amount"), _("Reason and document"), _("Who")]
    grid = Grid(head=head, rows=rows, numeric=[3], wide=[4])
    told = _("The sign says what an entry changes of the money left in the pot.")
    return chapter(
        _("Entries of the ledger"),
        Part(texts=[told] if rows else [], tables=[grid] if rows else []),
        otherwise=_("Nothing was posted."),
    )
