"""What a funder says of money that nothing holds when a period ends (Übertrag)."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CarryOver(models.TextChoices):
    """Whether such money may go into the next period; stable codes."""

    NONE = "none", pgettext_lazy("carry-over", "not allowed")
    SHARE = "share", pgettext_lazy("carry-over", "up to a share of the allotted money")
    ALL = "all", pgettext_lazy("carry-over", "all of it")


def carry_overs() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new rule needs no migration."""
    return [(str(value), str(label)) for value, label in CarryOver.choices]


def carry_over_field() -> models.CharField:
    """The rule of a programme; nothing is allowed until somebody asked the funder."""
    return models.CharField(
        _("carry-over into the next period"),
        max_length=20,
        choices=carry_overs,
        default=CarryOver.NONE,
        help_text=_("Ask the funder: as a rule its money belongs to the year it was given for."),
    )


def carry_percent_field() -> models.PositiveSmallIntegerField:
    """How much may go over where a share is allowed."""
    return models.PositiveSmallIntegerField(
        _("highest share in percent"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Of the money of a period; only where a share is allowed."),
    )


def carry_limit(rule: str, percent: int) -> int:
    """Percent of a period's money that a rule lets go over."""
    return {CarryOver.ALL: 100, CarryOver.SHARE: percent}.get(CarryOver(rule), 0)
