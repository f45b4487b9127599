"""What the committee reads of an application before a sitting, in the official language.

Only what it decides on: no bank details, no addresses of people, no notes of the office.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.forms.schema import Question
from portal.kernel.reports import Chapter, Grid, Part
from portal.templatetags.formats import date_long, date_short, euro
from projects.cases.models import Case
from projects.cases.plan import CostItem, FinancingItem
from projects.intake.chapters import answer_parts
from projects.review.queries import check_lines
from projects.review.queries_opinions import opinions_of
from projects.sittings.queries_pack import PackItem
from projects.sittings.reading import files_for_committee, is_for_committee

NOTHING = "–"
STANDS_ABOVE = frozenset(
    {
        *("core_title", "core_carrier", "core_amount", "core_period", "core_theme"),
        *("core_project_type", "cost_plan", "financing_plan"),
    }
)
"""Types of questions whose answers stand in short above the others, or in the plan."""
HIDDEN = "[…]"
_ADDRESSES = re.compile(
    r"""[\w.+-]+@[\w-]+(?:\.[\w-]+)+              # an e-mail address
    | \b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?\b     # an IBAN
    | (?<![\w.,/-])(?:\+\d{2}|0)[\d /()-]{6,}\d   # a phone number
    """,
    re.VERBOSE,
)


def without_addresses(value: Any) -> Any:
    """The same data where e-mail addresses, phone numbers and IBANs in any text are hidden.

    What somebody wrote into a free text is nobody's business either.
    """
    if isinstance(value, str):
        return _ADDRESSES.sub(HIDDEN, value)
    if isinstance(value, dict):
        return {key: without_addresses(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [without_addresses(each) for each in value]
    return value


def _is_among_answers(question: Question) -> bool:
    return question.type not in STANDS_ABOVE and is_for_committee(question)


def case_chapter(entry: PackItem, case: Case) -> Chapter:
    """One application: in short, its plan, answers, opinions and check, and its papers."""
    parts = [
        Part(facts=_in_short(case)),
        Part(_("Cost and financing plan"), tables=[*_costs(case), *_others(case)]),
        *answer_parts(case, _is_among_answers),
        Part(_("Opinions of offices"), facts=_opinions(case)),
        _check(case),
        Part(
            pgettext("application", "Attachments"),
            items=[each.name for each in files_for_committee(case)],
        ),
    ]
    title = f"{entry.item.position}. {case.number}: {case.title or NOTHING}"
    return Chapter(title, [part for part in parts if not part.is_empty])


def _in_short(case: Case) -> list[list[str]]:
    days = f"{date_long(case.starts_on)} – {date_long(case.ends_on)}" if case.starts_on else NOTHING
    kind = case.get_carrier_kind_display()
    carrier = f"{case.carrier_name} ({kind})" if kind else case.carrier_name
    rows = [
        [_("Carrier"), carrier or NOTHING],
        [_("Amount asked for"), euro(case.amount_cents) or NOTHING],
        [_("Highest amount"), euro(case.rules.cap_cents) or NOTHING],
        [_("Programme"), str(case.call.programme.name)],
        [_("Theme"), str(case.theme or NOTHING)],
        [_("When"), days],
        [_("Received"), date_short(case.submitted_at)],
    ]
    if case.project_type:
        rows.insert(5, [_("Type of project"), str(case.project_type)])
    return rows


def _costs(case: Case) -> list[Grid]:
    items: list[CostItem] = list(case.cost_items.all())
    if not items:
        return []
    rows = [
        [each.label or NOTHING, str(each.category or NOTHING), euro(each.amount_cents) or NOTHING]
        for each in items
    ]
    total = euro(sum(each.amount_cents or 0 for each in items))
    head = [_("What for"), _("Kind of cost"), _("Amount")]
    return [Grid(head=head, rows=rows, foot=[_("Sum"), "", total], numeric=[2], wide=[0])]


def _others(case: Case) -> list[Grid]:
    items: list[FinancingItem] = list(case.financing_items.all())
    if not items:
        return []
    rows = [
        [
            each.label or NOTHING,
            each.get_source_display() or NOTHING,
            _("yes") if each.is_confirmed else _("no"),
            euro(each.amount_cents) or NOTHING,
        ]
        for each in items
    ]
    head = [_("From whom"), _("Source"), _("Confirmed"), _("Amount")]
    return [Grid(head=head, rows=rows, title=_("Other money"), numeric=[3], wide=[0])]


def _opinions(case: Case) -> list[list[str]]:
    return [
        [
            str(each.office),
            _("no opinion was given")
            if each.is_open
            else f"{each.get_recommendation_display()}\n{each.reason}",
        ]
        for each in opinions_of(case)
    ]


def _check(case: Case) -> Part:
    """Whether everything required is met, and what is not; the notes stay in the office."""
    lines = check_lines(case, looks=False)
    if not lines:
        return Part()
    unmet = [line for line in lines if not line.is_done]
    told = _("Every required item is met.")
    if unmet:
        told = ngettext(
            "One required item is open or not met:",
            "%(count)s required items are open or not met:",
            len(unmet),
        ) % {"count": len(unmet)}
    return Part(
        _("Formal check"), texts=[told], items=[f"{line.item} – {line.label}" for line in unmet]
    )
