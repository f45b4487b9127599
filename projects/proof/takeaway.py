"""Receipts and proofs of a person's projects, for the copy of their data (Art. 15 GDPR)."""

from __future__ import annotations

import json
from typing import Any
from zipfile import ZipFile

from projects.cases.models import Case
from projects.cases.queries import own_cases_of
from projects.proof.models_proof import HandIn, Proof
from projects.proof.permissions import PROVED
from projects.proof.queries import checks_of, extensions_of, receipts_of


def add_proofs_of(user: Any, archive: ZipFile) -> None:
    """Put receipts with their files and verdicts, reports and requests into an archive.

    Who of the office said something stays inside.
    """
    for case in own_cases_of(user).filter(state__in=PROVED):
        folder = f"antraege/{case.number}/nachweis"
        archive.writestr(f"{folder}/nachweis.json", _json(_told(case)))
        for receipt in receipts_of(case):
            file = receipt.file
            if file is None or not file.is_released or not file.file:
                continue
            ending = file.name.rpartition(".")[2]
            with file.file.open("rb") as stored:
                archive.writestr(f"{folder}/beleg-{receipt.number}.{ending}", stored.read())


def _told(case: Case) -> dict[str, Any]:
    proof, checks = Proof.objects.filter(case=case).first(), checks_of(case)
    receipts = [
        {
            "number": each.number,
            "payee": each.payee,
            "purpose": each.purpose,
            "issued_on": each.issued_on,
            "paid_on": each.paid_on,
            "amount_cents": each.amount_cents,
            "line": each.item.label,
            "verdict": checks[each.pk].verdict if each.pk in checks else "",
            "reason": checks[each.pk].reason if each.pk in checks else "",
        }
        for each in receipts_of(case)
    ]
    return {
        "receipts": receipts,
        "report": {"answers": proof.answers, "text": proof.text} if proof else {},
        "handed_in": list(HandIn.objects.filter(case=case).values("number", "at", "spent_cents")),
        "extensions": [
            {"until": each.until, "reason": each.reason, "granted": each.is_granted}
            for each in extensions_of(case)
        ],
    }


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)
