"""Who publishes the register under which terms, and which evaluation datasets were taken away."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.contrib.settings.registry import register_setting

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION, Case
from projects.register.kinds import TERMS, Licence, Terms, licences
from projects.register.pseudonyms import new_key
from projects.register.suppression import FEWEST

LONGEST_RECIPIENT, LONGEST_PURPOSE = 200, 1000
LONGEST_TITLE, LONGEST_REASON = 150, 500
MOST = 100
"""The largest smallest group that makes sense."""


@register_setting(icon="list-ol")
class RegisterSettings(BaseGenericSetting):
    """The publisher of the open grant register, its licence, and how small a group may be.

    `pseudonym_key` never leaves the database: changing it would give every grant to a person
    another identifier.
    """

    prefix = models.CharField(
        _("prefix of the identifiers"),
        max_length=40,
        default="hamm-norden",
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9-]*$", _("Only letters, digits and hyphens, please.")
            )
        ],
        help_text=_("Given by 360Giving to publishers; do not change it later."),
    )
    publisher = models.CharField(_("publisher"), max_length=200, default="Stadt Hamm")
    publisher_id = models.CharField(
        _("identifier of the publisher"),
        max_length=100,
        blank=True,
        help_text=_("Of a public register, if there is one. Empty: made of the prefix."),
    )
    website = models.URLField(_("website"), blank=True)
    contact_name = models.CharField(
        _("office to ask"),
        max_length=200,
        default="Stadtteilbüro Hamm-Norden",
        help_text=_("The function, not a person."),
    )
    contact_email = models.EmailField(
        _("e-mail address of the office"), blank=True, help_text=_("Of the function, not a person.")
    )
    licence = models.CharField(
        _("licence"), max_length=20, choices=licences, default=Licence.BY.value
    )
    place = models.CharField(_("area"), max_length=100, default="Hamm-Norden")
    municipality_key = models.CharField(
        _("municipality key"),
        max_length=8,
        default="05915000",
        validators=[RegexValidator(r"^\d{8}$", _("Eight digits, please."))],
        help_text=_("Eight digits (AGS), for the catalogue of open data."),
    )
    contributor_id = models.URLField(
        _("identifier at GovData"),
        blank=True,
        help_text=_("Given by GovData to those who deliver data."),
    )
    issued_on = models.DateField(_("published since"), default=clock.today)
    smallest_group = models.PositiveSmallIntegerField(
        _("smallest group in the evaluation dataset"),
        default=FEWEST,
        validators=[MinValueValidator(FEWEST), MaxValueValidator(MOST)],
        help_text=_("Rarer combinations are merged before data leaves the office."),
    )
    pseudonym_key = models.CharField(max_length=64, default=new_key, editable=False)

    privacy = classify(
        none="prefix publisher publisher_id website contact_name contact_email licence place "
        "municipality_key contributor_id issued_on smallest_group pseudonym_key"
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldRowPanel([FieldPanel("prefix"), FieldPanel("publisher_id")]),
                FieldPanel("website"),
                FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_email")]),
            ],
            _("Publisher"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("licence"),
                FieldRowPanel([FieldPanel("place"), FieldPanel("municipality_key")]),
                FieldRowPanel([FieldPanel("contributor_id"), FieldPanel("issued_on")]),
            ],
            _("Open data"),
        ),
        FieldPanel("smallest_group"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(smallest_group__gte=FEWEST), name="register_smallest_group"
            )
        ]
        verbose_name = _("open grant register")

    def __str__(self) -> str:
        return self.publisher

    @property
    def terms(self) -> Terms:
        """The addresses of the licence."""
        return TERMS[Licence(self.licence)]

    @property
    def own_id(self) -> str:
        """The identifier of the publisher as an organisation."""
        return self.publisher_id or f"360G-{self.prefix}"


class PublicWords(models.Model):
    """What the register says of a grant other than what was applied for; the office decides.

    `is_protected`: as if a natural person had got it. An empty `title` leaves that of the
    application.
    """

    case = models.OneToOneField(
        Case,
        on_delete=models.PROTECT,
        related_name="public_words",
        verbose_name=_("application"),
    )
    title = models.CharField(_("title in the register"), max_length=LONGEST_TITLE, blank=True)
    is_protected = models.BooleanField(_("name nobody"), default=False)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("when"))

    privacy = classify(
        none="case is_protected at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="title reason by")],
    )

    class Meta:
        verbose_name = _("words of the register")
        verbose_name_plural = _("words of the register")

    def __str__(self) -> str:
        return self.title or str(self.case_id)


class EvaluationExport(models.Model):
    """That somebody took an evaluation dataset away, for whom and what for: append-only.

    `rows` counts applications, `merged` those of them that lost a trait to the smallest group.
    """

    recipient = models.CharField(_("for whom"), max_length=LONGEST_RECIPIENT)
    purpose = models.TextField(_("what for"), max_length=LONGEST_PURPOSE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("when"))
    rows = models.PositiveIntegerField(_("applications"))
    merged = models.PositiveIntegerField(_("merged"))
    smallest_group = models.PositiveSmallIntegerField(_("smallest group"))
    sha256 = models.CharField(_("hash (SHA-256)"), max_length=64)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    privacy = classify(
        none="at rows merged smallest_group sha256 key",
        personal=[
            Personal(
                purpose="Accountability for data that leaves the office (Art. 5 (2) GDPR)",
                retention="as long as the programme the data is about",
                fields="recipient purpose by",
            )
        ],
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("evaluation dataset")
        verbose_name_plural = _("evaluation datasets")

    def __str__(self) -> str:
        return f"{self.recipient} ({self.at:%d.%m.%Y})"
