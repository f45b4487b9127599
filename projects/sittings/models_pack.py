"""The papers of a sitting for one reader (Unterlagenmappe), made by the worker."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.bodies.models_members import BodyMember
from actors.meetings.models import Meeting
from portal.kernel.made import MadeFile
from portal.kernel.privacy import classify


class PaperPack(MadeFile):
    """A ZIP with one printable PDF of a sitting and the papers that its reader may see.

    Without `member` it is for all, as the person who asked may see it. `items` are the keys of
    the applications in it: who is recused for one later does not get that file any more.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="packs", verbose_name=_("meeting")
    )
    member = models.ForeignKey(
        BodyMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for"),
    )
    items = models.JSONField(default=list, editable=False)
    left_out = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(_("missing files"), default=0)

    privacy = classify(none="meeting member items left_out missing")

    class Meta(MadeFile.Meta):
        indexes = [models.Index(fields=["meeting", "owner"], name="pack_meeting_owner")]
        verbose_name = _("paper pack")
        verbose_name_plural = _("paper packs")

    @property
    def stem(self) -> str:
        """The name of its files without an ending: `Unterlagenmappe-2026-12-01`."""
        return f"Unterlagenmappe-{self.meeting.day.isoformat()}"
