"""What a carrier proposes for the page of its project: texts, photos, and who agreed to them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.privacy import Personal, classify
from projects.cases.models import Case, CaseFile
from projects.proposals.kinds import peoples, uses

PURPOSE = "Showing what became of public money, only with the consent of those who are shown"
RETENTION = "as the application; a photo goes at once when its consent is withdrawn"
LONGEST_TEXT, LONGEST_LESSONS = 3000, 2000
LONGEST_DESCRIPTION, LONGEST_CREDIT = 250, 150
"""Characters."""


class PageProposal(models.Model):
    """The texts that a carrier proposes; nobody but its people reads them before `proposed_at`.

    It is taken over once a finished project has its case (`Microproject.case`).
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="page_proposal")
    done = models.TextField(_("what was done"), max_length=LONGEST_TEXT, blank=True)
    results = models.TextField(_("what came of it"), max_length=LONGEST_TEXT, blank=True)
    lessons = models.TextField(_("what others can learn"), max_length=LONGEST_LESSONS, blank=True)
    # Asked only of natural persons (Art. 6 (1) a, 7 GDPR).
    shows_name = models.BooleanField(_("the name may be shown"), default=False)
    saved_at = models.DateTimeField(_("saved"))
    proposed_at = models.DateTimeField(_("proposed"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    privacy = classify(
        none="case shows_name saved_at proposed_at",
        personal=[
            Personal(
                purpose=PURPOSE, retention=RETENTION, fields="done results lessons proposed_by"
            )
        ],
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(proposed_at__isnull=True, proposed_by__isnull=True)
                | models.Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="proposal_proposed_whole",
            )
        ]
        verbose_name = _("proposal for a project page")
        verbose_name_plural = _("proposals for project pages")

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def is_proposed(self) -> bool:
        """Whether the office may read it."""
        return self.proposed_at is not None


class ProposedPhoto(models.Model):
    """A photo with its description, its author and the consent of those on it.

    `image` is what the office made of it in the library. Withdrawn, the row stays without a file
    (when was agreed and withdrawn, Art. 7 (1) GDPR).
    """

    proposal = models.ForeignKey(PageProposal, on_delete=models.PROTECT, related_name="photos")
    number = models.PositiveIntegerField(_("number"))
    file = models.ForeignKey(
        CaseFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    description = models.CharField(_("what the photo shows"), max_length=LONGEST_DESCRIPTION)
    credit = models.CharField(_("who took it"), max_length=LONGEST_CREDIT)
    people = models.CharField(_("people on the photo"), max_length=20, choices=peoples)
    use = models.CharField(_("where it may be shown"), max_length=20, choices=uses)
    version = models.PositiveIntegerField(default=1, editable=False)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField(_("said"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    image = models.OneToOneField(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture in the library"),
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    privacy = classify(
        none="proposal number people use version said_at withdrawn_at image key",
        personal=[
            Personal(purpose=PURPOSE, retention=RETENTION, fields="file description credit said_by")
        ],
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposed_photo_number"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(file__isnull=True),
                name="proposed_photo_withdrawn",
            ),
        ]
        verbose_name = _("proposed photo")
        verbose_name_plural = _("proposed photos")

    def __str__(self) -> str:
        return f"{self.number}: {self.description}"

    @property
    def is_shown(self) -> bool:
        """Whether its consent holds."""
        return self.withdrawn_at is None
