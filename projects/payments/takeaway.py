"""What was paid to a person's projects, for the copy of their data (Art. 15 GDPR)."""

from __future__ import annotations

import json
from typing import Any
from zipfile import ZipFile

from projects.cases.queries import own_cases_of
from projects.payments.queries import accounts_of, payments_of


def add_payments_of(user: Any, archive: ZipFile) -> None:
    """Put accounts (masked, the carrier knows them) and payments into an archive.

    Who of the office certified stays inside.
    """
    for case in own_cases_of(user).filter(number__isnull=False):
        accounts, payments = accounts_of(case), payments_of(case)
        if not accounts and not payments:
            continue
        told = {
            "accounts": [
                {"holder": each.holder, "iban": each.masked, "entered": each.at}
                for each in accounts
            ],
            "payments": [
                {
                    "cents": each.cents,
                    "for": each.reason,
                    "state": each.state,
                    "due": each.due_on,
                    "paid": each.executed_on,
                }
                for each in payments
            ],
        }
        text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
        archive.writestr(f"antraege/{case.number}/zahlungen.json", text)
