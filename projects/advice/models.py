"""What is stored of a contact before an application exists (Beratung)."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.cases.models import Case

USUAL_DAYS = 730
"""Retention where nobody set another: days until who it was and the notes are deleted."""
FEWEST_DAYS, MOST_DAYS = 30, 3650


class AdviceSettings(models.Model):
    """How long the log keeps who it was; one row, made when the coordination first sets it."""

    retention_days = models.PositiveSmallIntegerField(
        _("personal details are deleted after (days)"),
        default=USUAL_DAYS,
        validators=[MinValueValidator(FEWEST_DAYS), MaxValueValidator(MOST_DAYS)],
    )

    privacy = classify(none="retention_days")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(retention_days__gte=FEWEST_DAYS, retention_days__lte=MOST_DAYS),
                name="advice_retention",
            )
        ]
        verbose_name = _("settings of the advice log")
        verbose_name_plural = _("settings of the advice log")

    def __str__(self) -> str:
        return str(self.retention_days)


class AdviceChannel(models.TextChoices):
    """How somebody came; stable codes."""

    WALK_IN = "walk_in", _("came to the office")
    APPOINTMENT = "appointment", _("appointment")
    PHONE = "phone", _("phone")
    MAIL = "mail", _("e-mail or letter")
    VIDEO = "video", _("video call")
    VISIT = "visit", _("visit on site")
    EVENT = "event", _("at an event")
    OTHER = "other", _("another way")


def advice_channels() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new way needs no migration."""
    return [(str(value), str(label)) for value, label in AdviceChannel.choices]


class Advice(models.Model):
    """One contact: when, how, with whom, about what, what comes next."""

    happened_on = models.DateField(_("day"), db_index=True)
    channel = models.CharField(_("way"), max_length=20, choices=advice_channels)
    initiative = models.CharField(_("group or initiative"), max_length=200, blank=True)
    name = models.CharField(
        _("person"),
        max_length=150,
        blank=True,
        help_text=_("Only if you need it to get in touch again."),
    )
    contact = models.CharField(
        _("phone or e-mail address"),
        max_length=200,
        blank=True,
        help_text=_("Only if the person wants to be called back or written to."),
    )
    topic = models.CharField(_("what it was about"), max_length=150)
    theme = models.ForeignKey(
        "actors.Theme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("theme"),
    )
    notes = models.TextField(
        _("notes"),
        max_length=4000,
        blank=True,
        help_text=_("What was said and advised. Nothing about health, origin or debts of people."),
    )
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("next step by"), null=True, blank=True)
    done_at = models.DateTimeField(_("next step done"), null=True, blank=True, editable=False)
    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation in the network"),
    )
    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="advice",
        verbose_name=_("application"),
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written"), default=clock.now, editable=False)
    forgotten_at = models.DateTimeField(
        _("personal details deleted"), null=True, blank=True, editable=False
    )

    privacy = classify(
        none="happened_on channel topic theme next_step_on done_at organisation case written_at "
        "forgotten_at",
        personal=[
            Personal(
                purpose="Advising people who think of applying (Art. 6 (1) e GDPR)",
                retention="as many days after the contact as the coordination set (730 if none); "
                "with an application as long as that one",
                fields="initiative name contact notes next_step written_by",
            )
        ],
    )

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = pgettext_lazy("advice", "contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.topic

    @property
    def is_open(self) -> bool:
        """Whether a next step waits."""
        return bool(self.next_step) and self.done_at is None

    @property
    def is_due(self) -> bool:
        """Whether the next step should have happened by today."""
        return self.is_open and self.next_step_on is not None and self.next_step_on <= clock.today()
