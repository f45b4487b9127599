"""A file of transfers for the bank (pain.001.001.09), checked against its schema."""

from __future__ import annotations

from typing import Any

from portal.kernel import clock
from projects.payments.iban import bic_of
from projects.payments.models import LONGEST_HOLDER, PaymentSettings
from projects.payments.models_payments import Disbursement, PaymentOrder

SCHEMA = "pain.001.001.09"
LONGEST_PURPOSE = 140
"""Signs of a purpose (Max140Text)."""
PLAIN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "–": "-"}
)
"""Banks take the Latin letters of the SEPA rulebook; these are how German writes the others."""


class SepaError(ValueError):
    """The file would not be valid."""


def sepa_file(order: PaymentOrder, payments: list[Disbursement], rules: PaymentSettings) -> bytes:
    """All payments of an order as one collective transfer; raises SepaError."""
    from sepaxml import SepaTransfer
    from sepaxml.validation import ValidationError

    config: dict[str, Any] = {
        "name": rules.payer_name.translate(PLAIN)[:LONGEST_HOLDER],
        "IBAN": rules.payer_iban,
        "batch": True,
        "currency": "EUR",
    }
    bic = bic_of(rules.payer_iban)
    transfers = SepaTransfer(config | ({"BIC": bic} if bic else {}), schema=SCHEMA)
    for each in payments:
        transfers.add_payment(_transfer(order, each))
    try:
        return bytes(transfers.export(validate=True))
    except ValidationError as error:
        raise SepaError(str(error)) from error


def _transfer(order: PaymentOrder, payment: Disbursement) -> dict[str, Any]:
    case, bank = payment.case, payment.bank
    if bank is None:
        raise SepaError(str(payment.pk))
    purpose = f"{case.number} {case.title}".translate(PLAIN)
    bic = bic_of(bank.iban)
    return {
        "name": bank.holder.translate(PLAIN)[:LONGEST_HOLDER],
        "IBAN": bank.iban,
        "amount": payment.cents,
        "execution_date": clock.today(),
        "description": purpose[:LONGEST_PURPOSE],
        "endtoend_id": f"{order.number}-{payment.pk}",
        **({"BIC": bic} if bic else {}),
    }
