"""Notices: text modules, the notice itself, its delivery, and what the carrier said to it.

A released notice never changes: the database refuses it (`docs/decisions/0012-notice.md`).
"""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.files import get_private_storage
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.decision.finality import Sending
from projects.decision.kinds import (
    DeliveryWay,
    Remedy,
    delivery_ways,
    notice_kinds,
    parts,
    remedies,
)
from projects.decision.models import LONGEST_REASON, Decision
from projects.decision.placeholders import problem_of
from projects.programmes.models import FundingProgramme, financing_types


class TextModule(models.Model):
    """A part of a kind of notice (Textbaustein), from a day on; the newest of a part counts.

    One for a type of financing comes before one for all types. Words in braces are placeholders.
    """

    programme = models.ForeignKey(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="text_modules",
        verbose_name=_("programme"),
    )
    kind = models.CharField(_("kind of notice"), max_length=20, choices=notice_kinds)
    part = models.CharField(_("part"), max_length=20, choices=parts)
    financing_type = models.CharField(
        _("type of financing"),
        max_length=20,
        choices=financing_types,
        blank=True,
        help_text=_("Empty: for every type."),
    )
    valid_from = models.DateField(_("valid from"))
    heading = models.CharField(_("heading"), max_length=150, blank=True)
    body = models.TextField(_("text"), max_length=10_000, blank=True)

    privacy = classify(none="programme kind part financing_type valid_from heading body")

    class Meta:
        ordering = ["programme", "kind", "part", "financing_type", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "part", "financing_type", "valid_from"],
                name="text_module_once",
            )
        ]
        verbose_name = _("text module")
        verbose_name_plural = _("text modules")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_part_display()}"

    def clean(self) -> None:
        """Refuse placeholders that no notice can fill, and braces that do not fit."""
        super().clean()
        found = {
            name: text for name in ("heading", "body") if (text := problem_of(getattr(self, name)))
        }
        if found:
            raise ValidationError(found)


def notice_file(notice: Any, filename: str) -> str:
    """A place in the private storage that says nothing about people."""
    return f"notices/{notice.case.uuid}/{uuid.uuid4().hex}.pdf"


class Notice(models.Model):
    """A letter of the authority to the carrier (Bescheid): a draft, then released for ever."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=notice_kinds)
    remedy = models.CharField(_("remedy"), max_length=20, choices=remedies, default=Remedy.COURT)
    # What only this notice says: the new last day of an extension, and words of its own.
    ends_on = models.DateField(_("new last day"), null=True, blank=True)
    note = models.TextField(_("words of its own"), max_length=LONGEST_REASON, blank=True)
    content = models.JSONField(default=dict, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("drafted by"),
    )
    drafted_at = models.DateTimeField(_("drafted"))
    number = models.CharField(_("number"), max_length=40, unique=True, null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("released by"),
    )
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    file = models.FileField(
        storage=get_private_storage, upload_to=notice_file, max_length=200, blank=True
    )
    sha256 = models.CharField(_("hash (SHA-256)"), max_length=64, blank=True)

    privacy = classify(
        none="case decision kind remedy ends_on drafted_at number released_at sha256",
        personal=[
            Personal(
                purpose=PURPOSE,
                retention=RETENTION,
                fields="note content drafted_by released_by file",
            )
        ],
    )

    class Meta:
        ordering = ["drafted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    released_at__isnull=True, released_by__isnull=True, number__isnull=True
                )
                | models.Q(
                    released_at__isnull=False, released_by__isnull=False, number__isnull=False
                )
                & ~models.Q(sha256="")
                & ~models.Q(file="")
                & ~models.Q(released_by=models.F("drafted_by")),
                name="notice_released",
            ),
            models.UniqueConstraint(
                fields=["decision", "kind"],
                condition=models.Q(kind__in=("award", "rejection", "deferral")),
                name="notice_once",
            ),
        ]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return self.number or f"{self.get_kind_display()}, {self.case}"

    @property
    def is_released(self) -> bool:
        """Whether it went out and so never changes."""
        return self.released_at is not None

    @property
    def file_name(self) -> str:
        """The name under which it is handed out."""
        return f"Bescheid-{self.number or 'Entwurf'}.pdf"


class EarlyStartRequest(models.Model):
    """That the carrier asks to begin before the decision (vorzeitiger Maßnahmebeginn), and why.

    Append-only; the newest counts.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="early_start_requests")
    starts_on = models.DateField(_("wanted from"))
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="case starts_on at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="reason by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("request for an early start")
        verbose_name_plural = _("requests for an early start")

    def __str__(self) -> str:
        return f"{self.case}: {self.starts_on}"


class Delivery(models.Model):
    """One try to deliver a released notice; a second one where the first did not reach anybody."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    way = models.CharField(_("way"), max_length=10, choices=delivery_ways)
    sent_on = models.DateField(_("sent on"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    at = models.DateTimeField(_("recorded"))
    retrieved_at = models.DateTimeField(_("retrieved"), null=True, blank=True)
    retrieved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    privacy = classify(
        none="notice way sent_on at retrieved_at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by retrieved_by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "way"], name="delivery_once"),
            models.CheckConstraint(
                condition=models.Q(retrieved_at__isnull=True) | models.Q(way="portal"),
                name="delivery_retrieved",
            ),
        ]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return f"{self.notice}: {self.get_way_display()}"

    @property
    def is_in_portal(self) -> bool:
        """Whether it lies in the portal."""
        return self.way == DeliveryWay.PORTAL

    def sending(self, retrieved_on: Any = None) -> Sending:
        """As `projects.decision.finality` reckons with it."""
        return Sending(self.way, self.sent_on, retrieved_on)


class DeliveryConsent(models.Model):
    """Whether the carrier wants notices in the portal: append-only, the newest counts.

    Rule: § 41 (2a) VwVfG NRW, only with consent.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="delivery_consents")
    is_given = models.BooleanField(_("in the portal"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="case is_given at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("consent to delivery in the portal")
        verbose_name_plural = _("consents to delivery in the portal")

    def __str__(self) -> str:
        return f"{self.case}: {self.is_given}"


class RemedyWaiver(models.Model):
    """That the carrier waives the remedy (Rechtsbehelfsverzicht): the notice is final at once."""

    notice = models.OneToOneField(
        Notice, on_delete=models.PROTECT, primary_key=True, related_name="waiver"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    on_paper = models.BooleanField(_("on paper"), default=False)

    privacy = classify(
        none="notice at on_paper",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="by")],
    )

    class Meta:
        verbose_name = _("waiver of the remedy")
        verbose_name_plural = _("waivers of the remedy")

    def __str__(self) -> str:
        return str(self.notice_id)
