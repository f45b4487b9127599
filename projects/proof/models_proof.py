"""The proof itself: report, what was reached, what came in, handing in, result and end."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.forms.models import Answered
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case, CaseFile
from projects.cases.plan import FinancingItem, PlannedIndicator
from projects.programmes.fields import CentsField
from projects.proof.models import LONGEST_REASON

LONGEST_REPORT = 10_000
"""Characters."""


class Proof(Answered):
    """The report of a case (Sachbericht), as far as it is written; frozen by each handing in.

    `text` is asked where the programme has no form for it.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="proof")
    text = models.TextField(_("report"), max_length=LONGEST_REPORT, blank=True)
    # The confirmation that the figures are complete belongs to each handing in.
    saved_at = models.DateTimeField(_("saved"))
    reminded_at = models.DateTimeField(null=True, blank=True)

    privacy = classify(
        none="case form_version saved_at reminded_at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="answers typed text")],
    )

    class Meta:
        verbose_name = _("proof of use")
        verbose_name_plural = _("proofs of use")

    def __str__(self) -> str:
        return str(self.case)


class Reached(models.Model):
    """How much of a planned outcome was reached: a count, never anything about a person."""

    indicator = models.OneToOneField(
        PlannedIndicator, on_delete=models.PROTECT, related_name="reached"
    )
    count = models.PositiveIntegerField(_("reached"))

    privacy = classify(none="indicator count")

    class Meta:
        verbose_name = _("reached outcome")
        verbose_name_plural = _("reached outcomes")

    def __str__(self) -> str:
        return f"{self.indicator}: {self.count}"


class Income(models.Model):
    """Other money that really came in: for a line of the financing plan, or unplanned (no line)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="real_income")
    item = models.ForeignKey(
        FinancingItem, on_delete=models.PROTECT, null=True, blank=True, related_name="real"
    )
    amount_cents = CentsField(_("amount"))

    privacy = classify(none="case item amount_cents")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "item"], name="proof_income_once"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(item__isnull=True), name="proof_income_other"
            ),
            models.CheckConstraint(
                condition=models.Q(amount_cents__gte=0), name="proof_income_amount"
            ),
        ]
        verbose_name = _("real income")
        verbose_name_plural = _("real income")

    def __str__(self) -> str:
        return str(self.item or _("not planned"))


class HandIn(models.Model):
    """That a proof was handed in: append-only; the newest is the one that is checked.

    `rules` are the numbers of the programme on that day; `file` is the copy that the worker makes.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hand_ins")
    number = models.PositiveSmallIntegerField(_("number"))
    at = models.DateTimeField(_("handed in"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("was due on"))
    spent_cents = CentsField(_("sum of the receipts"), default=0)
    rules = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    file = models.ForeignKey(
        CaseFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    privacy = classify(
        none="case number at due_on spent_cents rules file",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by report")],
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="proof_handed_in_number")
        ]
        verbose_name = _("handing in of a proof")
        verbose_name_plural = _("handings in of proofs")

    def __str__(self) -> str:
        return f"{self.case} ({self.number})"

    @property
    def seed(self) -> str:
        """What the sample is drawn with: the same again, and nobody can choose it."""
        return f"{self.case_id}:{self.number}"


class Extension(models.Model):
    """The carrier asks for more time; the coordination grants or refuses it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proof_extensions")
    until = models.DateField(_("until"))
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    is_granted = models.BooleanField(_("granted"), null=True, blank=True)
    note = models.TextField(_("answer"), max_length=LONGEST_REASON, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    privacy = classify(
        none="case until asked_at is_granted answered_at",
        personal=[
            Personal(
                purpose=PURPOSE, retention=RETENTION, fields="reason asked_by note answered_by"
            )
        ],
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(is_granted__isnull=True),
                name="proof_extension_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(is_granted__isnull=True, answered_at__isnull=True)
                | models.Q(is_granted__isnull=False, answered_at__isnull=False),
                name="proof_extension_answer",
            ),
        ]
        verbose_name = _("extension of a proof")
        verbose_name_plural = _("extensions of proofs")

    def __str__(self) -> str:
        return f"{self.case}: {self.until:%d.%m.%Y}"


class ProofResult(models.Model):
    """What the check came to, in cents: append-only; the newest of the newest handing in counts.

    It is confirmed by somebody else where the programme asks for four eyes, else at once.
    """

    hand_in = models.ForeignKey(HandIn, on_delete=models.PROTECT, related_name="results")
    spent_cents = CentsField(_("shown by receipts"))
    accepted_cents = CentsField(_("accepted"))
    costs_cents = CentsField(_("costs that count"))
    income_cents = CentsField(_("other money that counts"))
    kept_cents = CentsField(_("paid to the carrier"))
    grant_cents = CentsField(_("grant due"))
    excess_cents = CentsField(_("paid above the grant due"))
    pay_back_cents = CentsField(_("to be paid back"))
    still_to_pay_cents = CentsField(_("still to be paid"))
    note = models.TextField(_("note"), max_length=LONGEST_REASON, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("reckoned"))
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    privacy = classify(
        none="hand_in spent_cents accepted_cents costs_cents income_cents kept_cents grant_cents "
        "excess_cents pay_back_cents still_to_pay_cents at key confirmed_at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="note by confirmed_by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="proof_result_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    accepted_cents__lte=models.F("spent_cents"),
                    grant_cents__lte=models.F("costs_cents"),
                    pay_back_cents__lte=models.F("excess_cents"),
                ),
                name="proof_result_sums",
            ),
        ]
        verbose_name = _("result of a check")
        verbose_name_plural = _("results of checks")

    def __str__(self) -> str:
        return str(self.hand_in)

    @property
    def is_confirmed(self) -> bool:
        """Whether it counts."""
        return self.confirmed_at is not None


class Closing(models.Model):
    """That a case is closed, and until when it is kept."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="closing")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("closed"))
    keep_until = models.DateField(_("kept until"))
    file = models.ForeignKey(
        CaseFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    privacy = classify(
        none="case at keep_until file",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by")],
    )

    class Meta:
        verbose_name = _("closing of a case")
        verbose_name_plural = _("closings of cases")

    def __str__(self) -> str:
        return str(self.case)
