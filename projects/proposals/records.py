"""The finished project of a case as a record: its figures, and texts as everybody may read them."""

from __future__ import annotations

from django.conf import settings
from django.utils.text import slugify
from wagtail.models import Page

from actors.themes.models import Theme
from portal.cms.fields import Labels
from portal.forms.queries import schema_of
from portal.kernel.lifecycle import NotAllowed
from projects.budget.queries import pot_of_case
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.proof.models_proof import Reached
from projects.proof.queries import last_hand_in, proof_of, settlement_of
from projects.proof.queries_standing import standing_of
from projects.proposals.models import PageProposal
from projects.proposals.telling import Teller
from projects.showcase.models import Microproject, RealCost

COUNTED = {
    "participants": {"participants", "people"},
    "volunteers": {"volunteers"},
    "events": {"events", "meetings"},
}
"""Columns of a finished project, and how the codes of outcomes that fit them begin."""
STORY = "long_text"
"""The type of question that is answered in sentences."""
LONGEST_CODE = 70
PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
"""German letters as addresses write them."""


def new_record(
    case: Case,
    teller: Teller,
    proposal: PageProposal | None,
    theme: Theme | None,
    index: Page,
) -> Microproject:
    """The record with real costs and target groups, not stored yet; German is active.

    `index` is the list that its page stands in. Part of an action. Raises NotAllowed (`theme`:
    neither the application nor anybody names one).
    """
    chosen = case.theme or theme
    if chosen is None:
        raise NotAllowed("theme")
    project = Microproject(
        case=case,
        code=_free_code(teller.title, index),
        title=teller.title,
        carrier_name=teller.carrier,
        organisation=case.organisation if teller.is_named else None,
        programme=case.call.programme,
        period=case.call.period,
        year=case.call.period.starts_on.year,
        theme=chosen,
        cents=_kept(case),
        **_texts(case, teller, proposal),
        **_counts(case),
    )
    project.target_groups = list(case.target_groups.all())
    project.real_costs = _costs(case, teller)
    return project


def _kept(case: Case) -> int:
    """Cents that stayed with the carrier; before the end at most what the check found to be due."""
    kept, settled = pot_of_case(case).kept, settlement_of(case)
    if settled and case.state != life.CLOSED:
        kept = min(kept, settled.grant_cents)
    return max(kept, 0)


def _texts(case: Case, teller: Teller, proposal: PageProposal | None) -> dict[str, Labels]:
    """What was done and what came of it: the carrier's words, else those of the report.

    A protected person wrote the report for the office alone.
    """
    said = {"plan": "", "results": ""}
    if proposal and proposal.is_proposed:
        said = {"plan": proposal.done, "results": proposal.results}
    elif teller.is_named:
        said["results"] = _report(case)
    code = settings.LANGUAGE_CODE
    plain = {name: teller.plain(text) for name, text in said.items() if text}
    return {name: Labels({code: text}) for name, text in plain.items()}


def _report(case: Case) -> str:
    """What the report that was handed in last tells in sentences: no yes and no, no figures."""
    proof, hand_in = proof_of(case), last_hand_in(case)
    if proof is None or hand_in is None:
        return ""
    answers = hand_in.report.get("answers", {})
    asked = schema_of(proof.form_version).questions.values() if proof.form_version else ()
    told = [answers[each.id] for each in asked if each.type == STORY and answers.get(each.id)]
    return "\n\n".join(told) or str(hand_in.report.get("text", ""))


def _counts(case: Case) -> dict[str, int]:
    """What was reached of the outcomes that fit, once the check is confirmed."""
    found: dict[str, int] = {}
    if settlement_of(case) is None:
        return found
    reached = Reached.objects.filter(indicator__case=case).select_related("indicator__option")
    for each in reached.order_by("pk"):
        kind = each.indicator.option.code.partition("-")[0]
        for column, codes in COUNTED.items():
            if kind in codes:
                found.setdefault(column, each.count)
    return found


def _costs(case: Case, teller: Teller) -> list[RealCost]:
    """What the lines of the plan really cost, as far as the office counted it."""
    hand_in = last_hand_in(case)
    if hand_in is None or settlement_of(case) is None:
        return []
    tolerance = hand_in.rules["tolerance_percent"]
    found = []
    for position, line in enumerate(standing_of(case, hand_in.rules).lines):
        cents = line.sums.counted(tolerance)
        if cents:
            label = teller.plain(line.item.label) or str(line.item.category or "")
            found.append(
                RealCost(
                    position=position,
                    labels={settings.LANGUAGE_CODE: label},
                    category=line.item.category,
                    amount_cents=cents,
                )
            )
    return found


def _free_code(title: str, index: Page) -> str:
    """A code that nothing else has; part of public addresses, so never the reference number."""
    code = slugify(title.translate(PLAIN))[:LONGEST_CODE].strip("-") or "projekt"
    known = Microproject.objects.filter(code__startswith=code).values_list("code", flat=True)
    beside = index.get_children().filter(slug__startswith=code).values_list("slug", flat=True)
    taken = {*known, *beside}
    if code not in taken:
        return code
    return next(
        each for number in range(2, len(taken) + 3) if (each := f"{code}-{number}") not in taken
    )
