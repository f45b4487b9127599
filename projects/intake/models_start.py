"""Where a draft came from that was not begun empty."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.privacy import classify
from projects.cases.models import Case


class StartKind(models.TextChoices):
    """What a draft may be begun from; stable codes."""

    OWN = "own", _("an earlier application")
    NEIGHBOUR = "neighbour", _("a finished project")


def start_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in StartKind.choices]


class DraftOrigin(models.Model):
    """What one draft was begun from, and the questions whose answers could not be taken over.

    `source` is the uuid of an application or the code of a finished project: a key in words, so
    that the source may be deleted. `lost` holds `{"type", "label", "partly"}`, never an answer.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="origin")
    kind = models.CharField(_("begun from"), max_length=20, choices=start_kinds)
    source = models.CharField(max_length=80, db_index=True)
    lost = models.JSONField(default=list, blank=True)
    at = models.DateTimeField(_("begun"))

    privacy = classify(none="case kind source lost at")

    class Meta:
        verbose_name = _("origin of a draft")
        verbose_name_plural = _("origins of drafts")

    def __str__(self) -> str:
        return f"{self.kind}: {self.source}"
