"""Recoveries with their hearing, the rules of the programmes, and the base rates."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.decision.models import LONGEST_REASON, number_field
from projects.decision.models_notices import Notice
from projects.programmes.fields import CentsField
from projects.programmes.models import FundingProgramme
from projects.recoveries.fields import HundredthsField, percent
from projects.recoveries.interest import half_year_of
from projects.recoveries.kinds import LegalWay, grounds, legal_ways, recovery_states
from projects.recoveries.lifecycle import BEFORE_NOTICE, ENDED, OPENED


class BaseRate(models.Model):
    """The base rate of § 247 BGB for a half-year, in hundredths of a percent; may be negative.

    Published by the Deutsche Bundesbank for 1 January and 1 July. The office adds each new one.
    """

    valid_from = models.DateField(
        _("valid from"),
        unique=True,
        help_text=_("1 January or 1 July, also where nothing changed."),
    )
    hundredths = HundredthsField(_("base rate in percent"))

    privacy = classify(none="valid_from hundredths")

    class Meta:
        ordering = ["-valid_from"]
        verbose_name = _("base rate")
        verbose_name_plural = _("base rates")

    def __str__(self) -> str:
        return f"{self.valid_from:%d.%m.%Y}: {percent(self.hundredths)} %"

    def clean(self) -> None:
        """Only the two days on which the law changes it."""
        super().clean()
        if self.valid_from and half_year_of(self.valid_from) != self.valid_from:
            raise ValidationError({"valid_from": _("Base rates count from 1 January or 1 July.")})


class RecoverySettings(models.Model):
    """How a programme claims money back: days, months, interest, the account of the cash office."""

    programme = models.OneToOneField(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="recovery_settings",
        verbose_name=_("programme"),
    )
    hearing_days = number_field(14, 90, verbose_name=_("days to answer in the hearing"))
    payment_days = number_field(30, 365, verbose_name=_("days to pay once the notice is final"))
    revocation_months = number_field(
        12, 120, verbose_name=_("months to revoke from the day of knowledge")
    )
    points = HundredthsField(
        _("points above the base rate"), default=500, help_text=_("Usually 5,00 percent a year.")
    )
    least_interest_cents = CentsField(
        _("no interest below"), default=0, help_text=_("Zero: every amount is claimed.")
    )
    reminder_days = number_field(7, 60, verbose_name=_("days before which we remind of a payment"))
    product = models.CharField(_("product of the cash office"), max_length=40, blank=True)
    account = models.CharField(_("account of the cash office"), max_length=40, blank=True)
    interest_account = models.CharField(_("account for interest"), max_length=40, blank=True)

    privacy = classify(
        none="programme hearing_days payment_days revocation_months points least_interest_cents "
        "reminder_days product account interest_account"
    )

    class Meta:
        ordering = ["programme__code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(points__gte=0, least_interest_cents__gte=0),
                name="recovery_settings_numbers",
            )
        ]
        verbose_name = _("rules of recovery")
        verbose_name_plural = _("rules of recovery")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.programme.name}"


class Recovery(models.Model):
    """That money of a case is claimed back: why, how much, and how far it is.

    `cents` is what the hearing names; afterwards it may only fall. `undue_from` is the day from
    which the money is owed and bears interest. `late_reason` says why a revocation is possible
    although the year since `known_on` is over.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="recoveries", verbose_name=_("application")
    )
    state = models.CharField(_("status"), max_length=20, choices=recovery_states, default=OPENED)
    ground = models.CharField(_("ground"), max_length=30, choices=grounds)
    legal_way = models.CharField(_("legal way"), max_length=30, choices=legal_ways)
    cents = CentsField(_("amount"))
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    known_on = models.DateField(_("known since"))
    undue_from = models.DateField(_("bears interest from"))
    late_reason = models.TextField(_("why after a year"), max_length=LONGEST_REASON, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("opened by"),
    )
    opened_at = models.DateTimeField(_("opened"))
    hearing_until = models.DateField(_("answer until"), null=True, blank=True)
    hearing_sent_at = models.DateTimeField(_("hearing sent"), null=True, blank=True)
    # The letter of the hearing as plain data, so that its PDF is always the one that was sent.
    hearing = models.JSONField(default=dict, editable=False)
    weighing = models.TextField(
        _("how the answer is weighed"), max_length=LONGEST_REASON, blank=True
    )
    notice = models.OneToOneField(
        Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="recovery"
    )
    interest_notice = models.OneToOneField(
        Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="interest_of"
    )
    # Why no interest is claimed (§ 49a (3) sentence 2 VwVfG NRW).
    no_interest_reason = models.TextField(
        _("why no interest is claimed"), max_length=LONGEST_REASON, blank=True
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    end_reason = models.TextField(_("why it was dropped"), max_length=LONGEST_REASON, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    privacy = classify(
        none="case state ground legal_way cents known_on undue_from opened_at hearing_until "
        "hearing_sent_at notice interest_notice ended_at key",
        personal=[
            Personal(
                purpose=PURPOSE,
                retention=RETENTION,
                fields="reason late_reason opened_by hearing weighing no_interest_reason "
                "end_reason",
            )
        ],
    )

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cents__gt=0) | models.Q(cents=0, legal_way=LegalWay.FULL),
                name="recovery_amount",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=~models.Q(state__in=ENDED), name="recovery_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("opened", "dropped"))
                | models.Q(hearing_until__isnull=False, hearing_sent_at__isnull=False),
                name="recovery_heard",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("claimed", "settled"), notice__isnull=False)
                | (~models.Q(state__in=("claimed", "settled")) & models.Q(notice__isnull=True)),
                name="recovery_noticed",
            ),
        ]
        verbose_name = _("recovery")
        verbose_name_plural = _("recoveries")

    def __str__(self) -> str:
        return f"{self.case}: {self.get_ground_display()}"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in ENDED

    @property
    def is_before_notice(self) -> bool:
        """Whether nothing is claimed yet."""
        return self.state in BEFORE_NOTICE

    @property
    def is_full(self) -> bool:
        """Whether the whole grant is revoked."""
        return self.legal_way == LegalWay.FULL


class HearingAnswer(models.Model):
    """What the carrier says in the hearing (§ 28 VwVfG NRW): append-only."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(_("answer"), max_length=LONGEST_REASON)
    # The office notes what came on paper, by mail or was said.
    noted_by_office = models.BooleanField(_("noted by the office"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    key = models.UUIDField(unique=True)

    privacy = classify(
        none="recovery noted_by_office at key",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="text by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("answer in a hearing")
        verbose_name_plural = _("answers in hearings")

    def __str__(self) -> str:
        return f"{self.recovery_id} ({self.at:%d.%m.%Y})"
