"""What happens to a claim: payments, the plan of instalments, write-offs, reminders."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.files import get_private_storage
from portal.kernel.privacy import Personal, classify
from projects.budget.models import LedgerEntry
from projects.cases.models import PURPOSE, RETENTION
from projects.decision.models import LONGEST_REASON
from projects.programmes.fields import CentsField
from projects.recoveries.kinds import paid_for, write_off_kinds
from projects.recoveries.models import Recovery


def order_file(order: Any, filename: str) -> str:
    """A place in the private storage that says nothing about people."""
    return f"recoveries/{order.recovery.case.uuid}/{uuid.uuid4().hex}.pdf"


class AcceptanceOrder(models.Model):
    """The order to the cash office to accept money (Annahmeanordnung): archived, once per part.

    Rule: § 31 KomHVO NRW, by another person than who reckoned the claim.
    """

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="orders")
    part = models.CharField(_("for"), max_length=20, choices=paid_for)
    number = models.CharField(_("number"), max_length=50, unique=True)
    cents = CentsField(_("amount"))
    product = models.CharField(_("product of the cash office"), max_length=40)
    account = models.CharField(_("account of the cash office"), max_length=40)
    file = models.FileField(storage=get_private_storage, upload_to=order_file, max_length=200)
    sha256 = models.CharField(_("hash (SHA-256)"), max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ordered by"),
    )
    at = models.DateTimeField(_("ordered"))

    privacy = classify(
        none="recovery part number cents product account sha256 at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="file by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["recovery", "part"], name="acceptance_order_once"),
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="acceptance_order_amount"),
        ]
        verbose_name = _("order to accept money")
        verbose_name_plural = _("orders to accept money")

    def __str__(self) -> str:
        return self.number

    @property
    def file_name(self) -> str:
        """The name under which it is handed out."""
        return f"Annahmeanordnung-{self.number}.pdf"


class ClaimPayment(models.Model):
    """Money that came in on a claim, with the day on which it came; the ledger keeps the entry."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="payments")
    paid_for = models.CharField(_("for"), max_length=20, choices=paid_for)
    received_on = models.DateField(_("received on"))
    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="+")

    privacy = classify(none="recovery paid_for received_on entry")

    class Meta:
        ordering = ["received_on", "pk"]
        verbose_name = _("payment on a claim")
        verbose_name_plural = _("payments on claims")

    def __str__(self) -> str:
        return f"{self.recovery_id} {self.received_on}"


class PaymentPlan(models.Model):
    """That a claim may be paid in instalments (Stundung); the newest plan counts.

    `paid_before_cents` is what had been paid on the recovery when the plan was made.
    """

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="plans")
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    paid_before_cents = CentsField(_("paid before"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    key = models.UUIDField(unique=True)

    privacy = classify(
        none="recovery paid_before_cents at key",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="reason by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("payment plan")
        verbose_name_plural = _("payment plans")

    def __str__(self) -> str:
        return f"{self.recovery_id} ({self.at:%d.%m.%Y})"


class Instalment(models.Model):
    """One instalment of a plan."""

    plan = models.ForeignKey(PaymentPlan, on_delete=models.PROTECT, related_name="instalments")
    due_on = models.DateField(_("due on"))
    cents = CentsField(_("amount"))

    privacy = classify(none="plan due_on cents")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="instalment_amount"),
            models.UniqueConstraint(fields=["plan", "due_on"], name="instalment_once"),
        ]
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")

    def __str__(self) -> str:
        return f"{self.plan_id} {self.due_on}"


class WriteOff(models.Model):
    """That a claim is given up: proposed by one person, confirmed by another."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="write_offs")
    kind = models.CharField(_("kind"), max_length=20, choices=write_off_kinds)
    part = models.CharField(_("of"), max_length=20, choices=paid_for)
    cents = CentsField(_("amount"))
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused"), null=True, blank=True)
    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    key = models.UUIDField(unique=True)

    privacy = classify(
        none="recovery kind part cents proposed_at confirmed_at refused_at entry key",
        personal=[
            Personal(purpose=PURPOSE, retention=RETENTION, fields="reason proposed_by confirmed_by")
        ],
    )

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="write_off_amount"),
            models.CheckConstraint(
                condition=models.Q(
                    confirmed_at__isnull=True, confirmed_by__isnull=True, entry__isnull=True
                )
                | models.Q(
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    entry__isnull=False,
                    refused_at__isnull=True,
                )
                & ~models.Q(confirmed_by=models.F("proposed_by")),
                name="write_off_two_people",
            ),
        ]
        verbose_name = _("write-off")
        verbose_name_plural = _("write-offs")

    def __str__(self) -> str:
        return f"{self.recovery_id} {self.kind}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody confirmed or refused it yet."""
        return self.confirmed_at is None and self.refused_at is None


class ClaimReminder(models.Model):
    """That the carrier was reminded of a payment: once before its day and once after."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="reminders")
    due_on = models.DateField()
    is_late = models.BooleanField()
    at = models.DateTimeField()

    privacy = classify(none="recovery due_on is_late at")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recovery", "due_on", "is_late"], name="claim_reminder_once"
            )
        ]
        verbose_name = _("reminder of a payment")
        verbose_name_plural = _("reminders of payments")

    def __str__(self) -> str:
        return f"{self.recovery_id} {self.due_on}"
