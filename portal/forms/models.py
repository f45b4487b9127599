"""Forms as records, their frozen versions, and the abstract models that features build on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cms.fields import LabelsField
from portal.forms.sheets import Sheet
from portal.kernel.privacy import Personal, classify


class Form(models.Model):
    """A form as a record (an application, a report, a survey): what others point to.

    The editor's composition is its face; its versions are what applicants fill in.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    title = LabelsField(verbose_name=_("title"))
    purpose = models.CharField(_("purpose"), max_length=40, default="application")

    privacy = classify(none="code title purpose")

    class Meta:
        ordering = ["code"]
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def __str__(self) -> str:
        return str(self.title) or self.code


class FormVersion(models.Model):
    """A form frozen at a publication: plain data in all languages, never changed afterwards."""

    form = models.ForeignKey(
        Form, on_delete=models.PROTECT, related_name="versions", verbose_name=_("form")
    )
    number = models.PositiveIntegerField(_("version"))
    data = models.JSONField(editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    frozen_at = models.DateTimeField(_("published"), editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )

    privacy = classify(
        none="form number data fingerprint frozen_at",
        personal=[
            Personal(
                purpose="Knowing who published a form",
                retention="as long as the applications that were made with it",
                fields="frozen_by",
            )
        ],
    )

    class Meta:
        ordering = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number")
        ]
        verbose_name = _("version of a form")
        verbose_name_plural = _("versions of forms")

    def __str__(self) -> str:
        return f"{self.form} ({self.number})"


class Answered(models.Model):
    """Abstract: a record that holds answers to a frozen version of a form.

    `answers` are plain JSON by question id; `typed` is what could not be read as an answer.
    """

    form_version = models.ForeignKey(
        FormVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("version of the form"),
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True, editable=False)
    typed = models.JSONField(_("unreadable answers"), default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def own_sheet(self) -> Sheet:
        """What is stored in this record itself; columns bound to questions are not in it."""
        return Sheet(dict(self.answers), dict(self.typed))
