"""What a body decides by, valid from a day; its quotas and the counts that were declared."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from actors.bodies.models import Body
from actors.bodies.procedure import Rules, TieRule
from portal.cms.fields import LabelsField
from portal.kernel.privacy import classify

USUAL = Rules()
MOST_MEMBERS, MOST_DAYS = 200, 365
TIES: dict[str, StrPromise] = {
    TieRule.CHAIR: _("the vote of whoever leads the sitting decides"),
    TieRule.REFUSED: _("a tie is a refusal"),
}


def tie_choices() -> list[tuple[str, StrPromise]]:
    """Choices as a callable, so that a new rule needs no migration."""
    return [(str(code), label) for code, label in TIES.items()]


def _between(least: int, most: int) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(least), MaxValueValidator(most)]


class BodyRules(models.Model):
    """Rules of procedure of a body from a day on; those with the latest day up to a sitting hold.

    The defaults are those of §§ 90 and 91 VwVfG NRW; days for periods, percent for the share.
    """

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="rules", verbose_name=_("body")
    )
    valid_from = models.DateField(_("valid from"))
    minimum_present = models.PositiveSmallIntegerField(
        _("members present at least"),
        default=USUAL.minimum_present,
        validators=_between(1, MOST_MEMBERS),
    )
    share_percent = models.PositiveSmallIntegerField(
        _("and more than so many percent of the members"),
        default=USUAL.share_percent,
        validators=_between(0, 99),
        help_text=_("50 means: more than half. Recused members are not counted."),
    )
    tie = models.CharField(
        _("at a tie"), max_length=20, choices=tie_choices, default=str(USUAL.tie)
    )
    secret_on_request = models.BooleanField(
        _("secret vote if a member asks for it"), default=USUAL.secret_on_request
    )
    secret_tie = models.CharField(
        _("at a tie in a secret vote"),
        max_length=20,
        choices=tie_choices,
        default=str(USUAL.secret_tie),
        help_text=_(
            "A ballot cannot be told apart. If the person who leads decides, "
            "they say so openly after the count."
        ),
    )
    mail_vote = models.BooleanField(
        _("vote by mail"),
        default=USUAL.mail_vote,
        help_text=_("Only unless a member objects."),
    )
    mail_days = models.PositiveSmallIntegerField(
        _("days to answer a vote by mail"),
        default=USUAL.mail_days,
        validators=_between(1, MOST_DAYS),
    )
    invitation_days = models.PositiveSmallIntegerField(
        _("days between invitation and sitting"),
        default=USUAL.invitation_days,
        validators=_between(0, MOST_DAYS),
    )

    privacy = classify(
        none="body valid_from minimum_present share_percent tie secret_on_request secret_tie "
        "mail_vote mail_days invitation_days"
    )

    class Meta:
        ordering = ["body", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["body", "valid_from"], name="body_rules_day"),
            models.CheckConstraint(
                condition=Q(minimum_present__gte=1, share_percent__lte=99, mail_days__gte=1),
                name="body_rules_numbers",
            ),
        ]
        verbose_name = _("rules of procedure")
        verbose_name_plural = _("rules of procedure")

    def __str__(self) -> str:
        return f"{self.body}, {self.valid_from:%d.%m.%Y}"

    def as_rules(self) -> Rules:
        """The same for the arithmetic, without the database."""
        return Rules(
            minimum_present=self.minimum_present,
            share_percent=self.share_percent,
            tie=TieRule(self.tie),
            secret_on_request=self.secret_on_request,
            secret_tie=TieRule(self.secret_tie),
            mail_vote=self.mail_vote,
            mail_days=self.mail_days,
            invitation_days=self.invitation_days,
        )


class BodyQuota(models.Model):
    """A share of its members that a body gave itself as an aim, such as 50 % women."""

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="quotas", verbose_name=_("body")
    )
    labels = LabelsField(_("name"), help_text=_("For example: women."))
    percent = models.PositiveSmallIntegerField(_("percent at least"), validators=_between(1, 100))
    is_in_use = models.BooleanField(
        _("in use"), default=True, help_text=_("Otherwise it is shown nowhere any more.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100, validators=_between(0, 9999))

    privacy = classify(none="body labels percent is_in_use order")

    class Meta:
        ordering = ["body", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="body_quota_percent"
            )
        ]
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")

    def __str__(self) -> str:
        return f"{self.labels} ({self.percent} %)"


class QuotaCount(models.Model):
    """How many members counted themselves among a quota on a day: numbers, never persons."""

    quota = models.ForeignKey(
        BodyQuota, on_delete=models.PROTECT, related_name="counts", verbose_name=_("quota")
    )
    day = models.DateField(_("day"))
    count = models.PositiveSmallIntegerField(
        _("members who say so of themselves"), validators=_between(0, MOST_MEMBERS)
    )
    members = models.PositiveSmallIntegerField(
        _("of so many members"), validators=_between(1, MOST_MEMBERS)
    )

    privacy = classify(none="quota day count members")

    class Meta:
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["quota", "day"], name="quota_count_day"),
            models.CheckConstraint(
                condition=Q(members__gte=1, count__lte=F("members")), name="quota_count_numbers"
            ),
        ]
        verbose_name = _("count for a quota")
        verbose_name_plural = _("counts for quotas")

    def __str__(self) -> str:
        return f"{self.quota}, {self.day:%d.%m.%Y}: {self.count}/{self.members}"
