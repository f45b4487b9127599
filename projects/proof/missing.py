"""What a proof still needs before it can be handed in, and what is worth a second look."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.forms.checking import problems
from portal.forms.models import FormVersion
from portal.forms.queries import latest_version, schema_of
from portal.forms.types import Situation
from projects.cases.models import Case
from projects.cases.plan import FinancingItem, PlannedIndicator
from projects.proof.models_proof import Income, Proof, Reached
from projects.proof.queries import proof_of, receipts_of, settings_of

REPORT, OUTCOMES, INCOME = "report", "outcomes", "income"
"""Codes of what is missing; each is a refusal of the guard as well."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to do before handing in: a stable code and the words."""

    code: str
    text: str


def version_of(case: Case, proof: Proof | None) -> FormVersion | None:
    """The form that the report answers: the one it was begun with, else the newest."""
    if proof is not None and (proof.form_version or proof.text):
        return proof.form_version
    return latest_version(settings_of(case.call.programme).report_form)


def missing_of(case: Case) -> list[Missing]:
    """What keeps the proof from being handed in; empty when it is complete."""
    proof = proof_of(case)
    found = []
    if not _is_told(case, proof):
        found.append(Missing(REPORT, _("The report is not complete yet.")))
    counted = Reached.objects.filter(indicator__case=case).count()
    if counted < PlannedIndicator.objects.filter(case=case).count():
        found.append(Missing(OUTCOMES, _("Please say how much you reached of what was planned.")))
    said = Income.objects.filter(case=case, item__isnull=False).count()
    if said < FinancingItem.objects.filter(case=case).count():
        found.append(Missing(INCOME, _("Please say which other money really came in.")))
    return found


def _is_told(case: Case, proof: Proof | None) -> bool:
    version = version_of(case, proof)
    if version is None:
        return bool(proof and proof.text.strip())
    if proof is None:
        return False
    sheet = proof.own_sheet
    return not problems(schema_of(version), sheet, Situation(answers=sheet.answers))


def hints_of(case: Case) -> list[str]:
    """What does not keep it from being handed in, but is worth a look."""
    receipts = receipts_of(case)
    if not receipts:
        return [_("There are no receipts. All money has to be paid back then.")]
    bare = sum(1 for receipt in receipts if receipt.file is None)
    if not bare:
        return []
    text = ngettext(
        "%(count)s receipt has no photo or PDF yet.",
        "%(count)s receipts have no photo or PDF yet.",
        bare,
    )
    return [text % {"count": bare}]
