"""What the copy of a proof says, chapter by chapter, in the official language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.forms.conditions import asked_questions
from portal.forms.queries import schema_of
from portal.forms.types import Situation
from portal.kernel.reports import Chapter, Grid, Part, chapter
from portal.templatetags.formats import date_short, datetime_long, euro
from projects.cases.models import Case
from projects.cases.plan import FinancingItem, PlannedIndicator
from projects.intake.reading import Section, answers_of
from projects.proof.models import Receipt
from projects.proof.models_proof import HandIn, Income, Proof, Reached
from projects.proof.queries import proof_of
from projects.proof.queries_standing import Standing, standing_of


def chapters_of(case: Case, hand_in: HandIn) -> list[Chapter]:
    """Figures laid out like the plan, the list of receipts, outcomes, and the report."""
    standing = standing_of(case, hand_in.rules)
    return [figures(case, standing), receipts(standing), outcomes(case), report(case, hand_in)]


def figures(case: Case, standing: Standing) -> Chapter:
    """Costs and other money, planned and real, side by side."""
    rows = [
        [
            line.item.label or str(line.item.category or ""),
            euro(line.sums.planned),
            euro(line.sums.spent),
            euro(line.left),
        ]
        for line in standing.lines
    ]
    sums = (standing.planned, standing.accepted, standing.left)
    foot = [_("Sum"), *(euro(cents) for cents in sums)]
    head = [_("Line of the plan"), _("Planned"), _("Spent"), _("Left")]
    costs = Grid(head=head, rows=rows, foot=foot, numeric=[1, 2, 3], title=_("Costs"))
    settled = standing.settlement
    facts = [
        [_("Awarded"), euro(standing.account.awarded)],
        [_("Paid to the carrier"), euro(standing.account.kept)],
        [_("Grant by the figures of the carrier"), euro(settled.grant)],
        [_("To be paid back by these figures"), euro(settled.pay_back)],
    ]
    return chapter(
        _("Figures"),
        Part(tables=[costs, *_incomes(case)]),
        Part(_("Grant"), facts=facts),
        otherwise="–",
    )


def _incomes(case: Case) -> list[Grid]:
    said = {each.item_id: each.amount_cents for each in Income.objects.filter(case=case)}
    rows = [
        [
            f"{item.get_source_display()}: {item.label or '–'}",
            euro(item.amount_cents or 0),
            euro(said.get(item.pk, 0)),
        ]
        for item in FinancingItem.objects.filter(case=case)
    ]
    if said.get(None):
        rows.append([_("not planned"), euro(0), euro(said[None])])
    head = [_("Other money"), _("Planned"), _("Real")]
    grid = Grid(head=head, rows=rows, numeric=[1, 2], title=_("Other money"))
    return [grid] if rows else []


def receipts(standing: Standing) -> Chapter:
    """The list of receipts: payee, reason, date, paid on, amount, line."""
    rows = [_receipt(each) for each in standing.receipts]
    head = [
        *(
            _("No."),
            _("Paid to"),
            _("What for"),
            _("Date on the receipt"),
            _("Paid on"),
            _("Amount"),
        ),
        _("Line of the plan"),
    ]
    foot = [_("Sum"), "", "", "", "", euro(standing.spent), ""]
    grid = Grid(head=head, rows=rows, foot=foot, numeric=[0, 3, 4, 5])
    return chapter(
        _("List of receipts"),
        Part(tables=[grid] if rows else []),
        otherwise=_("There are no receipts."),
    )


def _receipt(each: Receipt) -> list[str]:
    return [
        str(each.number),
        each.payee,
        each.purpose,
        date_short(each.issued_on),
        date_short(each.paid_on),
        euro(each.amount_cents),
        each.item.label,
    ]


def outcomes(case: Case) -> Chapter:
    """What was reached of what was planned: counts only."""
    reached = dict(Reached.objects.filter(indicator__case=case).values_list("indicator", "count"))
    rows = [
        [str(each.option), str(each.planned), str(reached.get(each.pk, "–"))]
        for each in PlannedIndicator.objects.filter(case=case).select_related("option")
    ]
    grid = Grid(head=[_("Outcome"), _("Planned"), _("Reached")], rows=rows, numeric=[1, 2])
    return chapter(
        _("Outcomes"),
        Part(tables=[grid] if rows else []),
        otherwise=_("No outcomes were planned."),
    )


def report(case: Case, hand_in: HandIn | None = None) -> Chapter:
    """What the carrier tells: as it was handed in, else as far as it is written."""
    proof = proof_of(case)
    if proof is None:
        return chapter(_("Narrative report"), otherwise="–")
    if hand_in:
        proof.answers, proof.text = hand_in.report["answers"], hand_in.report["text"]
    if proof.form_version is None:
        texts = [line for line in proof.text.splitlines() if line.strip()]
        return chapter(_("Narrative report"), Part(texts=texts), otherwise="–")
    parts = [
        Part(section.title, facts=[[one.label, one.words or "–"] for one in section.answers])
        for section in report_sections(proof)
    ]
    return chapter(_("Narrative report"), *parts, otherwise="–")


def report_sections(proof: Proof) -> list[Section]:
    """The answers of the report, step by step, in the active language."""
    if proof.form_version is None:
        return []
    schema, answers = schema_of(proof.form_version), proof.answers
    asked, situation = asked_questions(schema, answers), Situation(answers=answers)
    read = (
        Section(step.id, str(step.title), tuple(answers_of(step, asked, situation)))
        for step in schema.steps
    )
    return [section for section in read if section.answers]


def cover(case: Case, hand_in: HandIn) -> list[list[str]]:
    """What stands on the first page."""
    return [
        [_("Reference number"), case.number or ""],
        [_("Project"), case.title],
        [_("Carrier"), case.carrier_name],
        [_("Programme"), str(case.call.programme.title)],
        [_("Handed in"), datetime_long(hand_in.at)],
    ]
