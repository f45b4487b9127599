"""A meeting of a body with its agenda and papers."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from actors.bodies.models import Body
from actors.meetings import lifecycle
from portal.kernel import clock
from portal.kernel.files import get_private_storage
from portal.kernel.privacy import Personal, classify

PURPOSE = "Preparing, holding and proving the meetings of a body (§§ 88–93 VwVfG NRW)"
RETENTION = "ten years after the meeting, as long as its minutes"
LONGEST_TEXT = 5000
"""Characters of a text of the agenda or the invitation."""


class MeetingKind(models.TextChoices):
    """What kind of meeting it is; stable codes."""

    SITTING = "sitting", _("sitting")
    ROUND = "round", _("round with carriers")
    REGIONAL = "regional", _("regional conference")
    WORKSHOP = "workshop", _("idea workshop")
    OTHER = "other", _("other meeting")


class ItemKind(models.TextChoices):
    """What an item of the agenda is for; stable codes."""

    TOPIC = "topic", _("topic")
    DECISION = "decision", pgettext_lazy("item of an agenda", "decision")


def meeting_kinds() -> list[tuple[str, StrPromise]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return list(MeetingKind.choices)


def item_kinds() -> list[tuple[str, StrPromise]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return list(ItemKind.choices)


def meeting_states() -> list[tuple[str, str]]:
    """The states of the table as choices."""
    return [(state.code, state.internal) for state in lifecycle.STATES]


class Meeting(models.Model):
    """One meeting of a body; its state follows the table of `lifecycle`.

    `key` is made with the form (a double click plans one meeting) and names it in calendars;
    `sequence` counts what was sent out (RFC 5545, 3.8.7.4). `has_news`: the agenda or a paper
    changed and the members were not told yet. A second summons refers to a meeting that was not
    quorate (§ 90 (2) VwVfG NRW).
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("body")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=meeting_kinds, default=MeetingKind.SITTING
    )
    starts_at = models.DateTimeField(pgettext_lazy("meeting", "begins"))
    ends_at = models.DateTimeField(pgettext_lazy("meeting", "ends"))
    place = models.CharField(_("place"), max_length=200)
    note = models.TextField(_("words of the invitation"), max_length=LONGEST_TEXT, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=meeting_states, default=lifecycle.PLANNED
    )
    second_summons_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="second_summons",
        verbose_name=_("invited again after"),
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    has_news = models.BooleanField(default=False, editable=False)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    cancel_reason = models.TextField(_("why cancelled"), max_length=LONGEST_TEXT, blank=True)
    not_quorate = models.BooleanField(_("was not quorate"), default=False)

    privacy = classify(
        none="id key body kind starts_at ends_at place note state second_summons_of sequence "
        "has_news invited_at opened_at closed_at cancel_reason not_quorate"
    )

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["body", "starts_at"], name="meeting_body_start")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends"),
        ]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return f"{self.body}, {clock.local(self.starts_at):%d.%m.%Y}"

    @property
    def day(self) -> date:
        """The calendar day in Europe/Berlin: who is a member that day belongs to it."""
        return clock.local(self.starts_at).date()

    @property
    def kind_label(self) -> str:
        """The name of its kind in the reader's language."""
        return str(MeetingKind(self.kind).label) if self.kind in MeetingKind.values else ""

    @property
    def state_label(self) -> str:
        """The state in the office's words."""
        return gettext(lifecycle.MEETING_LIFECYCLE.state(self.state).internal)

    @property
    def public_label(self) -> str:
        """The state in the members' words."""
        return gettext(lifecycle.MEETING_LIFECYCLE.state(self.state).public)

    @property
    def is_second_summons(self) -> bool:
        """Whether any number of members decides on what was put off (§ 90 (2) VwVfG NRW)."""
        return self.second_summons_of_id is not None

    @property
    def is_prepared(self) -> bool:
        """Whether agenda and papers may still change."""
        return self.state in lifecycle.PREPARED


class AgendaItem(models.Model):
    """One item of the agenda (TOP); what it decides hangs on it in later packages.

    `repeats` names the item of a meeting that was not quorate: only for such items does the
    second summons lower the quorum (§ 90 (2): the same subject).
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="items", verbose_name=_("meeting")
    )
    position = models.PositiveSmallIntegerField(pgettext_lazy("item of an agenda", "position"))
    kind = models.CharField(_("kind"), max_length=20, choices=item_kinds, default=ItemKind.TOPIC)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("explanation"), max_length=LONGEST_TEXT, blank=True)
    is_public = models.BooleanField(
        _("may be published"),
        default=False,
        help_text=_("The title names no person and may stand on the page of the body."),
    )
    repeats = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated",
        verbose_name=_("was put off"),
    )

    privacy = classify(
        none="id meeting position kind is_public repeats",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="title text")],
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("items of the agenda")

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

    @property
    def kind_label(self) -> str:
        """The name of its kind in the reader's language."""
        return str(ItemKind(self.kind).label) if self.kind in ItemKind.values else ""


def paper_place(paper: Paper, filename: str) -> str:
    """A place in the private storage that says nothing about people."""
    ending = filename.rpartition(".")[2].lower()[:10]
    return f"meetings/{paper.meeting.key}/{uuid.uuid4().hex}.{ending}"


class Paper(models.Model):
    """A paper for a meeting or one item, in the private storage; only a view that asks gives it."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="papers", verbose_name=_("meeting")
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("item of the agenda"),
    )
    file = models.FileField(storage=get_private_storage, upload_to=paper_place, max_length=200)
    name = models.CharField(_("name"), max_length=200)
    mime = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(_("added"))

    privacy = classify(
        none="id meeting item mime size sha256 added_at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="file name")],
    )

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")

    def __str__(self) -> str:
        return self.name
