"""Municipal offices: their tasks and their part in a grant case."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.organisations.validators import check_hours
from portal.cms.fields import LabelsField
from portal.kernel.privacy import Personal, classify


class Office(models.Model):  # type: ignore[django-manager-missing]
    """An office of the town: what it is there for and what it does in a grant case."""

    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Stands in addresses and files; do not change it later."),
    )
    labels = LabelsField(_("name"))
    tasks = LabelsField(_("tasks"), long=True, blank=True)
    case_role = LabelsField(
        _("part in a grant case"),
        long=True,
        blank=True,
        help_text=_("What the office does when somebody applies for money."),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    address = models.TextField(_("address"), max_length=300, blank=True)
    opening_hours = models.CharField(
        _("opening hours"), max_length=400, blank=True, validators=[check_hours]
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_demo = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Shows a mark that the contact details are invented."),
    )

    privacy = classify(
        none="id code labels tasks case_role address opening_hours order is_demo",
        personal=[
            Personal(
                purpose="Reaching the office (functional addresses, no personal ones)",
                retention="as long as the office has its task",
                fields="phone email",
            )
        ],
    )

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self) -> str:
        return str(self.labels) or self.code
