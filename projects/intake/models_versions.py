"""The office's offer to move a draft to a newer version of its form."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.forms.models import FormVersion
from portal.kernel.privacy import Personal, classify
from projects.cases.models import Case


class OfferAnswer(models.TextChoices):
    """What became of an offer; stable codes."""

    OPEN = "open", _("not answered yet")
    TAKEN = "taken", _("moved to the newer version")
    KEPT = "kept", _("stayed with the older version")


def offer_answers() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new answer needs no migration."""
    return [(str(value), str(label)) for value, label in OfferAnswer.choices]


class VersionOffer(models.Model):
    """A newer version of the form, offered to one draft; a newer offer replaces an older one.

    `before` is the version that the draft followed when it was offered: what found no place in
    the newer one is read with it. `hidden_at`: the writer read what became of the answers.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="version_offer")
    version = models.ForeignKey(
        FormVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("version offered")
    )
    before = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("offered by"),
    )
    at = models.DateTimeField(_("offered"))
    answer = models.CharField(
        _("answer"), max_length=20, choices=offer_answers, default=OfferAnswer.OPEN
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("notice put away"), null=True, blank=True)

    privacy = classify(
        none="case version before at answer answered_at hidden_at",
        personal=[
            Personal(
                purpose="Knowing who offered a changed form to people who were writing",
                retention="as long as the application it belongs to",
                fields="by",
            )
        ],
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="open", answered_at__isnull=True)
                | (~models.Q(answer="open") & models.Q(answered_at__isnull=False)),
                name="offer_answered",
            )
        ]
        verbose_name = _("offer of a newer form")
        verbose_name_plural = _("offers of a newer form")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.version_id} ({self.answer})"
