"""Cases on the agenda of a sitting, recusals, motions, and which body decides in a programme."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.bodies.models import Body
from actors.bodies.models_members import BodyMember
from actors.meetings.models import AgendaItem
from actors.meetings.models_minutes import Resolution
from portal.kernel.privacy import Personal, classify
from projects.cases import lifecycle as life
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.decision.kinds import outcomes
from projects.decision.models import LONGEST_REASON, Decision
from projects.programmes.fields import CentsField
from projects.programmes.models import FundingProgramme
from projects.sittings.kinds import (
    REASONS,
    RECUSED,
    RUNNING,
    Settled,
    motion_states,
    recusal_states,
    settled_kinds,
    ways,
)


class SittingSettings(models.Model):
    """Which body decides in a programme, and which one above an amount asked for (cents)."""

    programme = models.OneToOneField(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="sitting_settings",
        verbose_name=_("programme"),
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body that decides")
    )
    higher_body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("body that decides above an amount"),
    )
    higher_above_cents = CentsField(
        _("above this amount"),
        default=0,
        help_text=_("Amount asked for. It counts only where a second body is chosen."),
    )
    scores = models.BooleanField(
        _("members score beforehand"),
        default=True,
        help_text=_("By the criteria of the programme; without criteria nothing is asked."),
    )

    privacy = classify(none="programme body higher_body higher_above_cents scores")

    class Meta:
        ordering = ["programme__code"]
        constraints = [
            models.CheckConstraint(condition=Q(higher_above_cents__gte=0), name="sitting_limit")
        ]
        verbose_name = _("body of a programme")
        verbose_name_plural = _("bodies of programmes")

    def __str__(self) -> str:
        return f"{self.programme.name}: {self.body}"

    def clean(self) -> None:
        """A second body is another one."""
        super().clean()
        if self.higher_body_id is not None and self.higher_body_id == self.body_id:
            raise ValidationError({"higher_body": _("Please choose another body than above.")})


class DecisionItem(models.Model):
    """A case on the agenda of a sitting, until it is settled; one open item for each case.

    `version` counts what was done at the controls: a form that shows an older one is refused.
    `presiding` leads the item where the body chose somebody else than the chair.
    """

    item = models.OneToOneField(
        AgendaItem, on_delete=models.PROTECT, related_name="decision_item", verbose_name=_("item")
    )
    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        related_name="decision_items",
        verbose_name=_("application"),
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    presiding = models.ForeignKey(
        BodyMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leads this item"),
    )
    settled = models.CharField(_("settled"), max_length=20, choices=settled_kinds, blank=True)
    settled_reason = models.TextField(_("reason"), max_length=LONGEST_REASON, blank=True)
    settled_at = models.DateTimeField(_("settled on"), null=True, blank=True)

    privacy = classify(
        none="item case version settled settled_at",
        personal=[
            Personal(purpose=PURPOSE, retention=RETENTION, fields="presiding settled_reason")
        ],
    )

    class Meta:
        ordering = ["item__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(settled=""), name="one_open_item_per_case"
            )
        ]
        verbose_name = _("application on the agenda")
        verbose_name_plural = _("applications on the agenda")

    def __str__(self) -> str:
        return f"{self.item}: {self.case}"

    @property
    def is_open(self) -> bool:
        """Whether it still has to be settled; a case that was withdrawn meanwhile has not."""
        return not self.settled and self.case.state == life.SCHEDULED

    @property
    def is_taken_off(self) -> bool:
        """Whether it lies on the agenda no more: taken off, or withdrawn by its people."""
        return self.settled == Settled.TAKEN_OFF or (not self.settled and not self.is_open)

    @property
    def settled_label(self) -> str:
        """How it was settled, in the reader's language; empty while it is open."""
        if self.settled in Settled.values:
            return str(Settled(self.settled).label)
        return "" if self.is_open else self.case.internal_status


class Recusal(models.Model):
    """That a member is recused for an item (§ 31 GO NRW, § 20 VwVfG NRW), or is said to be.

    `yes`, `no` and `abstain` count how the others ruled on a disputed one.
    """

    item = models.ForeignKey(DecisionItem, on_delete=models.PROTECT, related_name="recusals")
    member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    state = models.CharField(_("state"), max_length=20, choices=recusal_states)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("declared on"))
    yes = models.PositiveSmallIntegerField(null=True, blank=True)
    no = models.PositiveSmallIntegerField(null=True, blank=True)
    abstain = models.PositiveSmallIntegerField(null=True, blank=True)

    privacy = classify(
        none="item at yes no abstain",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="member state reason by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="recusal_once")]
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")

    def __str__(self) -> str:
        return f"{self.item}: {self.member_id} {self.state}"

    @property
    def counts(self) -> bool:
        """Whether the member leaves the count because of it."""
        return self.state in RECUSED


class Motion(models.Model):
    """What is put to the vote on an item, and what came of it; one runs at a time.

    `key` is made with the form (a double click makes one motion) and names the decision that
    comes of it. `room` is who was there when it was voted (see `projects.sittings.room`), so
    that a result can be counted again. Obligations are pairs of text and day (ISO).
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(DecisionItem, on_delete=models.PROTECT, related_name="motions")
    outcome = models.CharField(_("motion"), max_length=30, choices=outcomes)
    cents = CentsField(_("amount"), default=0)
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON, blank=True)
    obligations = models.JSONField(default=list, blank=True)
    conditions = models.JSONField(default=list, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=motion_states)
    way = models.CharField(_("kind of vote"), max_length=10, choices=ways, blank=True)
    room = models.JSONField(default=dict, blank=True)
    until = models.DateField(_("answers until"), null=True, blank=True)
    yes = models.PositiveSmallIntegerField(null=True, blank=True)
    no = models.PositiveSmallIntegerField(null=True, blank=True)
    abstain = models.PositiveSmallIntegerField(null=True, blank=True)
    casting = models.CharField(max_length=10, blank=True)
    why = models.CharField(max_length=20, blank=True)
    resolution = models.OneToOneField(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="motion"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))
    voted_at = models.DateTimeField(_("voted"), null=True, blank=True)

    privacy = classify(
        none="key item outcome cents state way until yes no abstain why resolution decision "
        "made_at voted_at",
        personal=[
            Personal(
                purpose=PURPOSE,
                retention=RETENTION,
                fields="reason obligations conditions room casting by",
            )
        ],
    )

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state__in=sorted(RUNNING)),
                name="one_running_motion",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | Q(state="carried", resolution__isnull=False),
                name="motion_decides_when_carried",
            ),
        ]
        verbose_name = _("motion")
        verbose_name_plural = _("motions")

    def __str__(self) -> str:
        return f"{self.item_id}: {self.get_outcome_display()}"

    @property
    def is_running(self) -> bool:
        """Whether its result is still open."""
        return self.state in RUNNING

    @property
    def why_label(self) -> str:
        """Why it was (not) carried, in the reader's language."""
        return str(REASONS.get(self.why, ""))

    @property
    def duties(self) -> list[tuple[str, date]]:
        """The obligations with their days."""
        pairs: list[Any] = self.obligations
        return [(text, date.fromisoformat(due)) for text, due in pairs]
