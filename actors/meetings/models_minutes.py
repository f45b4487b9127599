"""The minutes of a meeting, who signed them, and the resolutions it took."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from actors.bodies.models_members import BodyMember
from actors.meetings import lifecycle
from actors.meetings.models import LONGEST_TEXT, PURPOSE, RETENTION, AgendaItem, Meeting
from portal.kernel import clock
from portal.kernel.files import get_private_storage
from portal.kernel.privacy import Personal, classify


class SignerRole(models.TextChoices):
    """Who signs the minutes (§ 93 VwVfG NRW); stable codes."""

    CHAIR = "chair", _("chair")
    WRITER = "writer", _("writer of the minutes")


def signer_roles() -> list[tuple[str, StrPromise]]:
    """Choices as a callable, so that a new one needs no migration."""
    return list(SignerRole.choices)


def minutes_states() -> list[tuple[str, str]]:
    """The states of the table as choices."""
    return [(state.code, state.internal) for state in lifecycle.MINUTES_STATES]


def pdf_place(minutes: Minutes, filename: str) -> str:
    """A place in the private storage."""
    return f"meetings/{minutes.meeting.key}/{filename}"


class Minutes(models.Model):
    """What § 93 VwVfG NRW asks for: place and day, chair, members there, subjects, decisions.

    Once chair and writer signed, the text is archived as a PDF with its hash and stays as it is.
    """

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, related_name="minutes", verbose_name=_("meeting")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=minutes_states, default=lifecycle.DRAFT
    )
    place = models.CharField(_("place"), max_length=200)
    opening = models.TextField(_("opening"), max_length=LONGEST_TEXT, blank=True)
    chair = models.ForeignKey(
        BodyMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chair"),
    )
    writer = models.ForeignKey(
        BodyMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("writer of the minutes"),
    )
    begun_at = models.DateTimeField(_("begun"))
    pdf = models.FileField(
        storage=get_private_storage, upload_to=pdf_place, max_length=200, blank=True
    )
    sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    approved_at = models.DateTimeField(pgettext_lazy("minutes", "approved"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    privacy = classify(
        none="meeting state place begun_at sha256 signed_at approved_at published_at",
        personal=[
            Personal(purpose=PURPOSE, retention=RETENTION, fields="opening chair writer pdf")
        ],
    )

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def state_label(self) -> str:
        """The state in words."""
        return gettext(lifecycle.MINUTES_LIFECYCLE.state(self.state).public)

    @property
    def is_draft(self) -> bool:
        """Whether the text may still change."""
        return self.state == lifecycle.DRAFT

    def signer(self, role: str) -> BodyMember | None:
        """The member who signs in a role."""
        return self.chair if role == SignerRole.CHAIR else self.writer


class MinutesEntry(models.Model):
    """What the minutes say of one item of the agenda."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="entries")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("course"), max_length=LONGEST_TEXT, blank=True)
    motions = models.TextField(
        pgettext_lazy("minutes", "motions"), max_length=LONGEST_TEXT, blank=True
    )
    recusals = models.TextField(
        pgettext_lazy("minutes", "recusals"), max_length=LONGEST_TEXT, blank=True
    )
    result = models.TextField(_("result"), max_length=LONGEST_TEXT, blank=True)
    reason = models.TextField(
        pgettext_lazy("minutes", "reason"), max_length=LONGEST_TEXT, blank=True
    )

    privacy = classify(
        none="id minutes item",
        personal=[
            Personal(
                purpose=PURPOSE, retention=RETENTION, fields="text motions recusals result reason"
            )
        ],
    )

    class Meta:
        ordering = ["item__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "item"], name="minutes_entry_once")
        ]
        verbose_name = _("entry of the minutes")
        verbose_name_plural = _("entries of the minutes")

    def __str__(self) -> str:
        return f"{self.minutes}: {self.item_id}"


class Signature(models.Model):
    """Who signed the minutes in which role; `is_noted`: on paper, noted by the coordination."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(_("role"), max_length=10, choices=signer_roles)
    name = models.CharField(_("name"), max_length=150)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_noted = models.BooleanField(_("on paper"), default=False)
    at = models.DateTimeField(_("signed"))

    privacy = classify(
        none="id minutes role is_noted at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="name by")],
    )

    class Meta:
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "role"], name="minutes_signature_once")
        ]
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")

    def __str__(self) -> str:
        return f"{self.minutes}: {self.role}"

    @property
    def role_label(self) -> str:
        """The role in the reader's language."""
        return str(SignerRole(self.role).label)


class Resolution(models.Model):
    """What a meeting resolved: its number, who sees to it, by when, and when it was done."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="resolutions", verbose_name=_("meeting")
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=_("item of the agenda"),
    )
    text = models.TextField(pgettext_lazy("resolution", "words"), max_length=LONGEST_TEXT)
    owner = models.CharField(_("who sees to it"), max_length=150, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    privacy = classify(
        none="id number meeting item due_on done_at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="text owner")],
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")

    def __str__(self) -> str:
        return self.number

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and it is not done."""
        return bool(not self.done_at and self.due_on and self.due_on < clock.today())


def entry_texts() -> tuple[str, ...]:
    """The parts of an entry, in the order they are read."""
    return ("text", "motions", "recusals", "result", "reason")


def as_words(entry: MinutesEntry) -> list[tuple[str, str]]:
    """The filled parts of an entry with their names."""
    field: Any = MinutesEntry._meta.get_field
    found = [(str(field(name).verbose_name), getattr(entry, name)) for name in entry_texts()]
    return [(label, words) for label, words in found if words]
