"""Themes, shared by organisations, offers and projects."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cms.fields import LabelsField
from portal.kernel.privacy import classify


class Theme(models.Model):  # type: ignore[django-manager-missing]  # untyped modelcluster
    """What an organisation or a project is about, such as language or youth."""

    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Stands in addresses and files; do not change it later."),
    )
    labels = LabelsField(_("name"))
    icon = models.SlugField(
        _("icon"),
        max_length=40,
        blank=True,
        help_text=_("Name of an icon of the portal, such as “book”."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    privacy = classify(none="id code labels icon order")

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return str(self.labels) or self.code
