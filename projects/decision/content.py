"""What a notice says: the text modules of its programme, filled in, as plain data.

The content is kept with the draft and never made again for a released notice.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.templatetags.formats import date_long, euro
from projects.cases.models import Case
from projects.cases.plan import FinancingItem
from projects.decision import later
from projects.decision.finality import months_later
from projects.decision.kinds import REMEDIES, NoticeKind, Part
from projects.decision.models import Decision, DecisionSettings
from projects.decision.models_notices import Notice, TextModule
from projects.decision.placeholders import filled
from projects.decision.queries import formal_rejection, last_day_of, settings_of
from projects.decision.words import euro_words, number_words

LANGUAGE = "de"


def modules_of(case: Case, kind: str) -> dict[str, TextModule]:
    """The modules of a kind of notice that count today, by part.

    One for the type of financing comes before one for all; then the newest counts.
    """
    financing = case.rules.financing_type
    found = TextModule.objects.filter(
        programme=case.call.programme_id,
        kind=kind,
        financing_type__in=("", financing),
        valid_from__lte=clock.today(),
    )
    ordered = sorted(found, key=lambda one: (one.financing_type != "", one.valid_from))
    return {one.part: one for one in ordered}


def content_of(notice: Notice) -> dict[str, Any]:
    """Subject, addressee and the parts of a notice in their order, filled in."""
    case, kind, remedy = notice.case, notice.kind, notice.remedy
    decision = notice.decision
    with translation.override(LANGUAGE):
        rules = settings_of(case.call.programme)
        figures = _figures(notice)
        values = values_of(case, decision, rules) | _own_values(notice, rules, figures)
        found = modules_of(case, kind)
        chosen = [
            found[part]
            for part in Part.values
            if part in found and (part not in REMEDIES or part == remedy)
        ]
        sections = [_section(module, case, decision, values, figures) for module in chosen]
        return {
            "subject": f"{NoticeKind(kind).label} – {case.title}",
            "recipient": [line for line in (case.carrier_name, case.contact_name) if line],
            "sections": [section for section in sections if section],
            "frozen": figures.frozen if figures else {},
        }


def _section(
    module: TextModule,
    case: Case,
    decision: Decision | None,
    values: dict[str, str],
    figures: later.Figures | None,
) -> dict[str, Any] | None:
    lines = [line.strip() for line in filled(module.body, values).splitlines() if line.strip()]
    made: dict[str, Any] = {
        "part": module.part,
        "title": filled(module.heading, values),
        "lines": lines,
        "items": [],
        "rows": [],
        "foot": [],
    }
    if module.part == Part.OBLIGATIONS:
        made["items"] = _duties(decision)
        return made if made["items"] else None
    if module.part == Part.CALCULATION and figures:
        made |= {"head": figures.head, "rows": figures.rows, "foot": figures.foot}
    elif module.part == Part.CALCULATION:
        made["rows"], made["foot"] = _plan(case, decision)
    return made


def _duties(decision: Decision | None) -> list[str]:
    if decision is None:
        return []
    obligations = [
        _("Obligation, due by %(day)s: %(text)s")
        % {"day": date_long(each.due_on), "text": each.text}
        for each in decision.obligations.all()
    ]
    conditions = [
        _("Condition, to be met before money is paid: %(text)s") % {"text": each.text}
        for each in decision.conditions.all()
    ]
    return obligations + conditions


def _plan(case: Case, decision: Decision | None) -> tuple[list[list[str]], list[str]]:
    """The lines of the plan that make up the calculation, and the grant below."""
    costs = [
        [item.label or str(item.category or ""), euro(item.amount_cents or 0)]
        for item in case.cost_items.all()
    ]
    others = [
        [
            _("less %(source)s: %(who)s")
            % {"source": item.get_source_display(), "who": item.label or "–"},
            f"−{euro(item.amount_cents or 0)}",
        ]
        for item in FinancingItem.objects.filter(case=case)
    ]
    awarded = decision.awarded_cents if decision else 0
    return [*costs, *others], [_("Grant"), euro(awarded)]


def values_of(case: Case, decision: Decision | None, rules: DecisionSettings) -> dict[str, str]:
    """The placeholders of `projects.decision.placeholders` with their values for a case."""
    awarded = decision.awarded_cents if decision else 0
    costs = sum(item.amount_cents or 0 for item in case.cost_items.all())
    last = last_day_of(case)
    return {
        "authority": settings.OFFICE_NAME,
        "carrier": case.carrier_name,
        "number": case.number or "",
        "title": case.title,
        "purpose": case.summary,
        "applied_on": date_long(clock.local(case.submitted_at).date()) if case.submitted_at else "",
        "decided_on": date_long(decision.decided_on if decision else clock.today()),
        "decided_by": _decider(decision),
        "legal_basis": rules.legal_basis or "der geltenden Förderrichtlinie",
        "programme": str(case.call.programme.title),
        "amount": euro(awarded),
        "amount_words": euro_words(awarded),
        "asked": euro(case.amount_cents or 0),
        "costs": euro(costs),
        "rate": str(case.rules.rate_percent),
        "financing_type": case.rules.get_financing_type_display(),
        "starts_on": date_long(case.starts_on or case.call.period.starts_on),
        "ends_on": date_long(last),
        "proof_on": date_long(months_later(last, rules.proof_months)),
        "reason": decision.reason if decision else "",
        "remedy_months": _months(rules.remedy_months),
    }


def _figures(notice: Notice) -> later.Figures | None:
    """The amount and the table of a notice of a later step."""
    kind = later.later_kind(notice.kind)
    return kind.figures(notice.case) if kind else None


def _own_values(
    notice: Notice, rules: DecisionSettings, figures: later.Figures | None
) -> dict[str, str]:
    """What only this notice says, and what it says otherwise than the decision."""
    found = dict.fromkeys(later.placeholders(), "") | {"note": notice.note, "new_end": ""}
    found |= figures.values if figures else {}
    if notice.ends_on:
        found["new_end"] = date_long(notice.ends_on)
        found["proof_on"] = date_long(months_later(notice.ends_on, rules.proof_months))
    entry = formal_rejection(notice.case) if notice.kind == NoticeKind.FORMAL else None
    if entry:
        day = clock.local(entry.at).date()
        found |= {"reason": entry.reason, "decided_on": date_long(day)}
    return found


def _decider(decision: Decision | None) -> str:
    if decision is None:
        return settings.OFFICE_NAME
    if decision.is_of_office:
        return f"{settings.OFFICE_NAME} ({decision.ground})"
    return _("The body in charge (%(ground)s)") % {"ground": decision.ground}


def _months(count: int) -> str:
    if count == 1:
        return _("of one month")
    return _("of %(count)s months") % {"count": number_words(count)}
