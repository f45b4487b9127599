"""What the PDF of a case says, chapter by chapter, in the official language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.kernel.reports import Chapter, Grid, Part, chapter
from portal.templatetags.formats import date_long, datetime_long, euro
from projects.calls.models import Call
from projects.casefile import (
    content_decision,
    content_log,
    content_monitoring,
    content_payments,
    content_proof,
    content_proposal,
    content_recovery,
    content_review,
    content_sitting,
)
from projects.casefile.words import NOTHING
from projects.cases.models import Case
from projects.cases.plan import CostItem, FinancingItem
from projects.cases.queries_members import members_of
from projects.intake.chapters import answer_parts
from projects.intake.models_desk import PaperApplication
from projects.review.queries_tasks import assignment_of


def whole_content(case: Case, *, with_notes: bool) -> list[Chapter]:
    """All chapters of a case; internal notes only where the reader may read them."""
    return [
        _people(case),
        answers(case),
        plan(case),
        content_review.check(case),
        content_review.clarifications(case),
        content_review.opinions(case),
        *([content_review.notes(case)] if with_notes else []),
        content_sitting.sittings(case),
        content_decision.decisions(case),
        content_decision.notices(case),
        content_payments.payments(case),
        content_recovery.recoveries(case),
        content_decision.ledger(case),
        *content_monitoring.monitoring(case, with_notes=with_notes),
        *content_proof.proofs(case),
        content_proposal.project_page(case),
        content_log.messages(case),
        content_log.history(case),
    ]


def cover(case: Case) -> list[list[str]]:
    """Number, carrier, programme and state: what stands on the first page."""
    call: Call = case.call
    return [
        [_("Reference number"), case.number or NOTHING],
        [_("Title"), case.title or NOTHING],
        [_("Carrier"), _with(case.carrier_name, case.get_carrier_kind_display())],
        [_("Programme"), str(call.programme.name)],
        [_("Call"), str(call.title)],
        [_("Funding period"), str(call.period) if call.period else NOTHING],
        [_("Status"), case.internal_status],
        [_("Amount asked for"), euro(case.amount_cents) or NOTHING],
        [_("Received"), _with(datetime_long(case.submitted_at), case.get_channel_display())],
    ]


def _with(words: str, more: str) -> str:
    return f"{words} ({more})" if words and more else words or more or NOTHING


def _people(case: Case) -> Chapter:
    assignment, paper = assignment_of(case), PaperApplication.objects.filter(case=case).first()
    carrier = [
        [_("Carrier"), case.carrier_name or NOTHING],
        [_("Organisation in the network"), str(case.organisation or NOTHING)],
        [_("Contact person"), case.contact_name or NOTHING],
        [_("E-mail address"), case.contact_email or NOTHING],
        [_("Phone"), case.contact_phone or NOTHING],
        [_("Account"), case.owner.name],
        [_("Language"), case.language_name],
    ]
    carrier += [[each.get_role_display(), each.user.name] for each in members_of(case) if each.user]
    office = [
        [_("Responsible"), assignment.person.name if assignment else NOTHING],
        [_("Municipal office"), str(case.office or NOTHING)],
    ]
    if assignment and assignment.substitute:
        office.insert(1, [_("Stands in"), assignment.substitute.name])
    if paper:
        office.append([_("Arrived on paper"), datetime_long(paper.arrived_at)])
        office.append([_("Entered by"), paper.entered_by.name])
        if paper.late_reason:
            office.append([_("Why it counts although late"), paper.late_reason])
    return chapter(
        _("People and responsibility"),
        Part(_("Carrier and contact"), facts=carrier),
        Part(_("In the office"), facts=office),
        otherwise=NOTHING,
    )


def answers(case: Case) -> Chapter:
    """The answers as they were given, with the questions of the frozen form."""
    version = case.form_version
    told = Part(texts=[_("Entered without a form.")])
    if version:
        words = _("Form “%(form)s”, version %(number)s, published on %(day)s.")
        told = Part(
            texts=[
                words
                % {
                    "form": version.form,
                    "number": version.number,
                    "day": date_long(version.frozen_at),
                }
            ]
        )
    return chapter(_("The application"), told, *answer_parts(case), otherwise=NOTHING)


def plan(case: Case) -> Chapter:
    """The plan in figures: costs, the money besides the grant, outcomes."""
    costs, others = list(case.cost_items.all()), list(case.financing_items.all())
    asked = [
        [_("Amount asked for"), euro(case.amount_cents) or NOTHING],
        [_("Highest amount"), euro(case.rules.cap_cents) or NOTHING],
        [_("Type of financing"), case.rules.get_financing_type_display()],
        [pgettext("project", "Start"), date_long(case.starts_on) or NOTHING],
        [_("End"), date_long(case.ends_on) or NOTHING],
    ]
    return chapter(
        _("Cost and financing plan"),
        Part(facts=asked),
        Part(_("Costs"), tables=_costs(costs)),
        Part(_("Other money"), tables=_others(others)),
        Part(
            _("Planned outcomes"),
            facts=[
                [str(each.option), str(each.planned)]
                for each in case.indicators.select_related("option")
            ],
        ),
        otherwise=NOTHING,
    )


def _costs(items: list[CostItem]) -> list[Grid]:
    if not items:
        return []
    total = sum(each.amount_cents or 0 for each in items)
    return [
        Grid(
            head=[_("What for"), _("Kind of cost"), _("Amount")],
            rows=[
                [
                    each.label or NOTHING,
                    str(each.category or NOTHING),
                    euro(each.amount_cents) or NOTHING,
                ]
                for each in items
            ],
            foot=[_("Sum"), "", euro(total)],
            numeric=[2],
        )
    ]


def _others(items: list[FinancingItem]) -> list[Grid]:
    if not items:
        return []
    total = sum(each.amount_cents or 0 for each in items)
    return [
        Grid(
            head=[_("From whom"), _("Source"), _("Confirmed"), _("Amount")],
            rows=[
                [
                    each.label or NOTHING,
                    each.get_source_display() or NOTHING,
                    _("yes") if each.is_confirmed else _("no"),
                    euro(each.amount_cents) or NOTHING,
                ]
                for each in items
            ],
            foot=[_("Sum"), "", "", euro(total)],
            numeric=[3],
        )
    ]
