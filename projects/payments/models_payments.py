"""Payments to carriers, the orders that send them, and the drawdowns that pay for them."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from portal.kernel.files import get_private_storage
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.payments.kinds import PayWay, move_kinds, pay_ways, payment_states
from projects.payments.lifecycle import PAYMENT
from projects.payments.models import BankDetails
from projects.programmes.fields import CentsField
from projects.programmes.models import FundingPeriod, FundingProgramme

LONGEST_REASON = 1000
"""Characters."""


def sealed_name(record: Any, filename: str) -> str:
    """A place in the private storage that says nothing about people."""
    return f"payments/{uuid.uuid4().hex}.sealed"


def person(label: Any, *, required: bool = False) -> models.ForeignKey:
    """Who did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=not required,
        blank=not required,
        related_name="+",
        verbose_name=label,
    )


class PaymentOrder(models.Model):
    """One order to pay (Kassenanordnung or SEPA file) for one or more payments of a programme.

    Its files hold account numbers, so they are stored encrypted; the hashes are of what is handed
    out.
    """

    key = models.UUIDField(unique=True, editable=False)
    programme = models.ForeignKey(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="payment_orders",
        verbose_name=_("programme"),
    )
    way = models.CharField(_("way of payment"), max_length=20, choices=pay_ways)
    number = models.CharField(_("number"), max_length=40, unique=True)
    cents = CentsField(_("amount"))
    by = person(_("ordered by"), required=True)
    at = models.DateTimeField(_("ordered"))
    file = models.FileField(storage=get_private_storage, upload_to=sealed_name, max_length=200)
    sha256 = models.CharField(_("hash (SHA-256)"), max_length=64)
    table = models.FileField(storage=get_private_storage, upload_to=sealed_name, max_length=200)
    table_sha256 = models.CharField(_("hash of the table (SHA-256)"), max_length=64)

    privacy = classify(
        none="key programme way number cents at sha256 table_sha256",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by file table")],
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="order_positive")
        ]
        verbose_name = _("payment order")
        verbose_name_plural = _("payment orders")

    def __str__(self) -> str:
        return self.number

    @property
    def is_sepa(self) -> bool:
        """Whether it is a file for the bank."""
        return self.way == PayWay.SEPA

    @property
    def file_name(self) -> str:
        """The name under which the order is handed out."""
        return f"SEPA-{self.number}.xml" if self.is_sepa else f"Kassenanordnung-{self.number}.pdf"

    @property
    def table_name(self) -> str:
        """The name under which its table is handed out."""
        return f"Zahlungen-{self.number}.csv"


class Disbursement(models.Model):
    """One instalment of a grant (Auszahlung), from the request or plan until it is executed.

    Two people certify it, in substance and in figures (§ 31 KomHVO NRW).
    """

    key = models.UUIDField(unique=True, editable=False)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="payments", verbose_name=_("application")
    )
    state = models.CharField(_("status"), max_length=30, choices=payment_states)
    cents = CentsField(_("amount"))
    reason = models.CharField(_("what for"), max_length=LONGEST_REASON)
    due_on = models.DateField(_("due on"))
    by_carrier = models.BooleanField(_("asked for by the carrier"), default=False)
    by = person(_("drafted by"), required=True)
    at = models.DateTimeField(_("drafted"))
    substance_by = person(_("certified in substance by"))
    substance_at = models.DateTimeField(_("certified in substance"), null=True, blank=True)
    figures_by = person(_("certified in figures by"))
    figures_at = models.DateTimeField(_("certified in figures"), null=True, blank=True)
    # The account as it was when the figures were certified; the order pays to no other.
    bank = models.ForeignKey(
        BankDetails, on_delete=models.PROTECT, null=True, blank=True, related_name="payments"
    )
    order = models.ForeignKey(
        PaymentOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="payments"
    )
    executed_on = models.DateField(_("paid on"), null=True, blank=True)
    executed_by = person(_("noted by"))
    ended_by = person(_("ended by"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_reason = models.CharField(_("why"), max_length=LONGEST_REASON, blank=True)

    privacy = classify(
        none="key case state cents due_on by_carrier at substance_at figures_at bank order "
        "executed_on ended_at",
        personal=[
            Personal(
                purpose=PURPOSE,
                retention=RETENTION,
                fields="reason by substance_by figures_by executed_by ended_by ended_reason",
            )
        ],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="payment_positive"),
            models.CheckConstraint(
                condition=models.Q(figures_by__isnull=True)
                | models.Q(substance_by__isnull=False)
                & ~models.Q(figures_by=models.F("substance_by")),
                name="payment_four_eyes",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("certified", "ordered", "executed", "returned"))
                | models.Q(figures_by__isnull=False, bank__isnull=False),
                name="payment_certified",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("executed", "returned"))
                | models.Q(executed_on__isnull=False, order__isnull=False),
                name="payment_executed",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="payment_state")]
        verbose_name = _("disbursement")
        verbose_name_plural = _("disbursements")

    def __str__(self) -> str:
        return f"{self.case_id} {self.state} {self.cents}"

    @property
    def ledger_key(self) -> str:
        """The key of its entry in the ledger."""
        return f"payment:{self.key}"

    @property
    def status(self) -> str:
        """The state in the office's words."""
        return _g(PAYMENT.state(self.state).internal)

    @property
    def public_status(self) -> str:
        """The state in the carrier's words."""
        return _g(PAYMENT.state(self.state).public)


class Drawdown(models.Model):
    """A request to the funder for money that is due soon (Mittelabruf)."""

    key = models.UUIDField(unique=True, editable=False)
    period = models.ForeignKey(
        FundingPeriod,
        on_delete=models.PROTECT,
        related_name="drawdowns",
        verbose_name=_("funding period"),
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    cents = CentsField(_("amount"))
    # What was at hand already and so was not asked for.
    covered_cents = CentsField(_("at hand already"), default=0)
    note = models.CharField(_("note"), max_length=LONGEST_REASON, blank=True)
    by = person(_("asked by"), required=True)
    at = models.DateTimeField(_("asked"))
    file = models.FileField(storage=get_private_storage, upload_to=sealed_name, max_length=200)
    sha256 = models.CharField(_("hash (SHA-256)"), max_length=64)
    withdrawn_by = person(_("withdrawn by"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("why"), max_length=LONGEST_REASON, blank=True)

    privacy = classify(
        none="key period number cents covered_cents at sha256 withdrawn_at",
        personal=[
            Personal(
                purpose=PURPOSE,
                retention=RETENTION,
                fields="note by file withdrawn_by withdrawn_reason",
            )
        ],
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cents__gt=0, covered_cents__gte=0), name="drawdown_positive"
            )
        ]
        verbose_name = _("drawdown")
        verbose_name_plural = _("drawdowns")

    def __str__(self) -> str:
        return self.number

    @property
    def file_name(self) -> str:
        """The name under which the request is handed out."""
        return f"Mittelabruf-{self.number}.pdf"


class DrawdownItem(models.Model):
    """A payment that a drawdown asks money for."""

    drawdown = models.ForeignKey(Drawdown, on_delete=models.PROTECT, related_name="items")
    payment = models.ForeignKey(Disbursement, on_delete=models.PROTECT, related_name="drawn")
    cents = CentsField(_("amount"))

    privacy = classify(none="drawdown payment cents")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["drawdown", "payment"], name="drawdown_item_once")
        ]
        verbose_name = _("payment of a drawdown")
        verbose_name_plural = _("payments of a drawdown")

    def __str__(self) -> str:
        return f"{self.drawdown_id} {self.payment_id}"


class DrawdownMove(models.Model):
    """Money of a drawdown that came in (also in parts), or that went back unspent."""

    key = models.UUIDField(unique=True, editable=False)
    drawdown = models.ForeignKey(Drawdown, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(_("kind"), max_length=20, choices=move_kinds)
    cents = CentsField(_("amount"))
    on = models.DateField(_("on"))
    by = person(_("noted by"), required=True)
    at = models.DateTimeField(_("noted"))

    privacy = classify(
        none="key drawdown kind cents on at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by")],
    )

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="drawdown_move_positive")
        ]
        verbose_name = _("movement of drawn money")
        verbose_name_plural = _("movements of drawn money")

    def __str__(self) -> str:
        return f"{self.drawdown_id} {self.kind} {self.cents}"
