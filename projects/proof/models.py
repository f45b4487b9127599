"""Rules of the proof per programme, the receipts of the carriers, and what was said of them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.forms.models import Form
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case, CaseFile
from projects.cases.plan import CostItem
from projects.programmes.fields import CentsField
from projects.programmes.models import FundingProgramme
from projects.proof.kinds import verdicts

LONGEST_LINE = 200
LONGEST_REASON = 2000
"""Characters."""


class ProofSettings(models.Model):
    """How a programme has its money proved: tolerance, sample, small amounts, days."""

    programme = models.OneToOneField(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="proof_settings",
        verbose_name=_("programme"),
    )
    tolerance_percent = models.PositiveSmallIntegerField(
        _("a line may be exceeded by (percent)"),
        default=20,
        validators=[MaxValueValidator(100)],
        help_text=_("More counts only where the office agrees (No. 1.2 ANBest-P)."),
    )
    sample_percent = models.PositiveSmallIntegerField(
        _("share of receipts that are looked at (percent)"),
        default=25,
        validators=[MaxValueValidator(100)],
    )
    always_from_cents = CentsField(
        _("always looked at from"),
        default=50_000,
        help_text=_("Receipts from this amount on are all looked at."),
    )
    small_claim_cents = CentsField(
        _("not asked back below"),
        default=0,
        help_text=_("Zero: every cent is asked back."),
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("days before the due day to remind"), default=14, validators=[MaxValueValidator(90)]
    )
    longest_extension_days = models.PositiveSmallIntegerField(
        _("longest extension in days"), default=90, validators=[MaxValueValidator(730)]
    )
    four_eyes = models.BooleanField(
        _("four eyes"),
        default=True,
        help_text=_("Whoever reckoned the result may not confirm it."),
    )
    report_form = models.ForeignKey(
        Form,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("questions of the report"),
        help_text=_("A form with the purpose “report”. Empty: one free text."),
    )

    privacy = classify(
        none="programme tolerance_percent sample_percent always_from_cents small_claim_cents "
        "reminder_days longest_extension_days four_eyes report_form"
    )

    class Meta:
        ordering = ["programme__code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(always_from_cents__gte=0, small_claim_cents__gte=0),
                name="proof_amounts",
            )
        ]
        verbose_name = _("rules of the proof")
        verbose_name_plural = _("rules of the proof")

    def __str__(self) -> str:
        return _("Rules of the proof: %(programme)s") % {"programme": self.programme.name}

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of the check, to be frozen when a proof is handed in."""
        names = ("tolerance_percent", "sample_percent", "always_from_cents", "small_claim_cents")
        return {name: getattr(self, name) for name in names}


def payee_key(payee: str) -> str:
    """A payee as it is compared: letters and figures alone, small, at most 100."""
    return "".join(letter for letter in payee.casefold() if letter.isalnum())[:100]


class Receipt(models.Model):
    """A receipt (Beleg) of a running project: who was paid what, when, and for which line.

    `version` counts its changes: what the office said of an older one does not count any more.
    A receipt that the office has seen is never deleted, only taken out (`removed_at`).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="receipts")
    item = models.ForeignKey(
        CostItem, on_delete=models.PROTECT, related_name="receipts", verbose_name=_("cost line")
    )
    number = models.PositiveIntegerField(_("number"))
    payee = models.CharField(_("paid to"), max_length=LONGEST_LINE)
    payee_key = models.CharField(max_length=100, editable=False)
    purpose = models.CharField(_("what for"), max_length=LONGEST_LINE)
    issued_on = models.DateField(_("date of the receipt"))
    paid_on = models.DateField(_("paid on"))
    amount_cents = CentsField(_("amount"))
    file = models.ForeignKey(
        CaseFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="receipts",
        verbose_name=_("photo or PDF"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(_("added"))
    removed_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    privacy = classify(
        none="case item number issued_on paid_on amount_cents file version added_at removed_at key",
        personal=[
            Personal(
                purpose=PURPOSE, retention=RETENTION, fields="payee payee_key purpose added_by"
            )
        ],
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="proof_receipt_number"),
            models.CheckConstraint(
                condition=models.Q(amount_cents__gt=0), name="proof_receipt_amount"
            ),
        ]
        indexes = [
            # One question finds the same receipt in all projects.
            models.Index(
                fields=["amount_cents", "issued_on", "payee_key"], name="proof_receipt_same"
            )
        ]
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")

    def __str__(self) -> str:
        return f"{self.number}: {self.payee}"


class ReceiptCheck(models.Model):
    """What the office said of a receipt: append-only, the newest of its version counts."""

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="checks")
    version = models.PositiveIntegerField(editable=False)
    verdict = models.CharField(_("verdict"), max_length=10, choices=verdicts)
    accepted_cents = CentsField(_("accepted"), default=0)
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="receipt version verdict accepted_cents at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="reason by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict="accepted") | ~models.Q(reason=""),
                name="proof_check_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_cents__gte=0), name="proof_check_amount"
            ),
        ]
        verbose_name = _("check of a receipt")
        verbose_name_plural = _("checks of receipts")

    def __str__(self) -> str:
        return f"{self.receipt}: {self.get_verdict_display()}"


class Overrun(models.Model):
    """The office agrees that a line of the plan is exceeded beyond the tolerance; append-only."""

    item = models.OneToOneField(CostItem, on_delete=models.PROTECT, related_name="overrun")
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="item at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="reason by")],
    )

    class Meta:
        verbose_name = _("agreed over-run of a line")
        verbose_name_plural = _("agreed over-runs of lines")

    def __str__(self) -> str:
        return str(self.item_id)
