"""How a programme pays, and where to: the settings, and the account of each case's carrier."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.decision.models import number_field
from projects.payments.fields import EncryptedField
from projects.payments.iban import IbanError, checked, masked
from projects.payments.kinds import PayWay, pay_ways
from projects.programmes.models import FundingProgramme

LONGEST_HOLDER = 70
"""Signs of a name that a SEPA file takes (pain.001, Max70Text)."""


class PaymentSettings(models.Model):
    """How a programme pays and draws down: the way, the accounts in the books, the addresses."""

    programme = models.OneToOneField(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="payment_settings",
        verbose_name=_("programme"),
    )
    way = models.CharField(
        _("way of payment"), max_length=20, choices=pay_ways, default=PayWay.CASH_ORDER
    )
    cash_office = models.CharField(
        _("cash office"),
        max_length=150,
        blank=True,
        help_text=_("To whom the order goes, for example “Stadtkasse”."),
    )
    product = models.CharField(
        _("product"), max_length=40, blank=True, help_text=_("Product of the budget.")
    )
    account = models.CharField(
        _("account in the books"), max_length=40, blank=True, help_text=_("Account of the budget.")
    )
    payer_name = models.CharField(
        _("name of the payer"),
        max_length=LONGEST_HOLDER,
        blank=True,
        help_text=_("Only for SEPA files: who holds the account that pays."),
    )
    payer_iban = models.CharField(
        _("IBAN of the payer"), max_length=42, blank=True, help_text=_("Only for SEPA files.")
    )
    window_months = number_field(2, 24, verbose_name=_("months until drawn money has to be spent"))
    funder_address = models.TextField(
        _("address for drawdowns"),
        max_length=500,
        blank=True,
        validators=[ProhibitNullCharactersValidator()],
        help_text=_("Whom the request is written to, one line of the address per line."),
    )

    privacy = classify(
        none="programme way cash_office product account payer_name payer_iban window_months "
        "funder_address"
    )

    class Meta:
        ordering = ["programme__code"]
        verbose_name = _("rules of payment")
        verbose_name_plural = _("rules of payment")

    def __str__(self) -> str:
        return _("Rules of payment: %(programme)s") % {"programme": self.programme.name}

    @property
    def is_complete(self) -> bool:
        """Whether its way of payment has all it needs."""
        needed = {
            PayWay.SEPA: (self.payer_name, self.payer_iban),
            PayWay.CASH_ORDER: (self.cash_office, self.product, self.account),
        }
        return all(text.strip() for text in needed[PayWay(self.way)])

    def clean(self) -> None:
        """The way needs what belongs to it, and the account has to exist."""
        super().clean()
        wrong: dict[str, Any] = {}
        if self.payer_iban.strip():
            try:
                self.payer_iban = checked(self.payer_iban)
            except IbanError:
                wrong["payer_iban"] = _("This is no valid IBAN. Please compare every digit.")
        if self.way in PayWay.values and not self.is_complete:
            wrong["way"] = _(
                "An order to the cash office needs its name, the product and the account; a SEPA "
                "file needs name and IBAN of the payer."
            )
        if wrong:
            raise ValidationError(wrong)


class BankDetails(models.Model):
    """The account that a carrier wants its money on: added, never changed.

    The newest that the carrier confirmed counts (`BankConfirmation`). Holder and number are
    encrypted at rest; people see the number masked.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="bank_details")
    holder = EncryptedField(_("account holder"))
    iban = EncryptedField(_("IBAN"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("entered by"),
    )
    at = models.DateTimeField(_("entered"))
    by_carrier = models.BooleanField(_("entered by the carrier"))
    key = models.UUIDField(unique=True, editable=False)

    privacy = classify(
        none="case at by_carrier key",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="holder iban by")],
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("bank details")
        verbose_name_plural = _("bank details")

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """The number as people see it: only both ends."""
        return masked(self.iban)

    @property
    def is_confirmed(self) -> bool:
        """Whether the carrier confirmed it."""
        return getattr(self, "confirmation", None) is not None


class BankConfirmation(models.Model):
    """That the carrier says: this is our account."""

    details = models.OneToOneField(
        BankDetails, on_delete=models.PROTECT, primary_key=True, related_name="confirmation"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="details at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by")],
    )

    class Meta:
        verbose_name = _("confirmation of bank details")
        verbose_name_plural = _("confirmations of bank details")

    def __str__(self) -> str:
        return str(self.details_id)
