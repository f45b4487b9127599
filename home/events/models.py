"""What is stored of a date besides its page: changes of single occurrences."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from home.events import recurrence
from portal.kernel.privacy import classify

CHANGE_KINDS = [
    (recurrence.CANCELLED, _("cancelled (stays in the list, marked)")),
    (recurrence.MOVED, _("moved to another time")),
    (recurrence.SKIPPED, _("does not take place (not shown)")),
]


class EventChange(models.Model):
    """What became of one day of a recurring date (RFC 5545: EXDATE or RECURRENCE-ID)."""

    page = ParentalKey("home.EventPage", on_delete=models.CASCADE, related_name="changes")
    day = models.DateField(_("day"), help_text=_("A day on which it would take place."))
    kind = models.CharField(_("what happens"), max_length=12, choices=CHANGE_KINDS)
    new_start = models.DateTimeField(_("new time"), null=True, blank=True)
    note = models.CharField(_("remark"), max_length=160, blank=True)

    privacy = classify(none="page day kind new_start note")

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("new_start"), FieldPanel("note")]),
    ]

    class Meta:
        ordering = ["day"]
        verbose_name = _("change of one day")
        verbose_name_plural = _("changes of single days")
        constraints = [
            models.UniqueConstraint(fields=["page", "day"], name="event_one_change_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.kind}"

    def clean(self) -> None:
        """A moved day needs its new time; raises ValidationError."""
        super().clean()
        if self.kind == recurrence.MOVED and not self.new_start:
            raise ValidationError({"new_start": _("Please say when it takes place instead.")})
        if self.kind != recurrence.MOVED:
            self.new_start = None
