"""Who was invited to a meeting, and who came."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from actors.bodies.models_members import BodyMember
from actors.meetings.models import PURPOSE, RETENTION, Meeting
from portal.kernel.privacy import Personal, classify


class Invitation(models.Model):
    """That a member was invited, when, and whether by mail: the quorum asks for all invited."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("meeting")
    )
    member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    invited_at = models.DateTimeField(_("invited"))
    by_mail = models.BooleanField(_("by mail"))

    privacy = classify(
        none="id meeting invited_at by_mail",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="member")],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="meeting_invitation_once")
        ]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.member_id}"


class Presence(models.TextChoices):
    """Whether a member came; stable codes."""

    PRESENT = "present", _("present")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")


def presences() -> list[tuple[str, StrPromise]]:
    """Choices as a callable, so that a new one needs no migration."""
    return list(Presence.choices)


class Attendance(models.Model):
    """Whether a member of the day came, from when until when, and for whom they stood in.

    Times are of the day in Europe/Berlin; empty: from the beginning, until the end.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="attendance", verbose_name=_("meeting")
    )
    member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    presence = models.CharField(_("presence"), max_length=10, choices=presences)
    stands_for = models.ForeignKey(
        BodyMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stands in for"),
    )
    came_at = models.TimeField(_("came at"), null=True, blank=True)
    left_at = models.TimeField(_("left at"), null=True, blank=True)

    privacy = classify(
        none="id meeting",
        personal=[
            Personal(
                purpose=PURPOSE,
                retention=RETENTION,
                fields="member presence stands_for came_at left_at",
            )
        ],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="meeting_attendance_once"),
            # One substitute a member: two votes for one seat cannot be.
            models.UniqueConstraint(
                fields=["meeting", "stands_for"],
                condition=models.Q(presence="present", stands_for__isnull=False),
                name="meeting_substitute_once",
            ),
        ]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.member_id} {self.presence}"

    @property
    def presence_label(self) -> str:
        """Whether they came, in the reader's language."""
        return str(Presence(self.presence).label) if self.presence in Presence.values else ""
