"""What the carrier reads where something about money or an account is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WRONG_IBAN = {
    "format": _("This is no IBAN. It begins with two letters, in Germany with DE."),
    "length": _("Signs are missing or too many. A German IBAN has 22."),
    "checksum": _("One sign is wrong. Please compare every digit with your bank card."),
    "country": _("We cannot send money to this country."),
}
REFUSALS = {
    "holder": _("Please write who holds the account."),
    "long": _("This text is too long."),
    "ending": _("These are not the last four signs of the IBAN."),
    "changed": _("There is a newer account meanwhile. Please look at it."),
    "amount": _("Please write an amount above zero."),
    "reason": _("Please write what the money is for."),
    "above_award": _("This is more than is left of the grant."),
    "asked": _("We are still checking your last request."),
}
NOT_NOW = _("This is not possible at the moment.")


def refusal(code: str) -> str:
    """Why an action refused, in words."""
    return str(WRONG_IBAN.get(code) or REFUSALS.get(code) or NOT_NOW)
