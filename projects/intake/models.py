"""Application forms as editors compose them."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericRelation
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, PublishingPanel

from portal.cms.fields import QuietStreamField
from portal.forms.blocks import steps_block
from portal.forms.composing import ComposedForm
from portal.forms.rules import FormProblem
from portal.forms.types import GENERAL, Situation
from portal.forms.writing import ComposedFormForm
from portal.kernel.privacy import classify
from projects.calls.models import Call
from projects.intake.binding import APPLICATION, ApplicationSituation, Records, know_types
from projects.intake.needed import core_problems, misplaced_problems

know_types()
ON_ONE_PAGE = frozenset({"opinion", "report"})
"""Purposes of forms that are answered on one page beside the application."""


class ApplicationForm(ComposedForm):  # type: ignore[django-manager-missing]
    """A form for applications, or a survey beside them, with the questions of the funding."""

    steps = QuietStreamField(
        steps_block((GENERAL, APPLICATION)), blank=True, verbose_name=gettext_lazy("steps")
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    privacy = classify(none="steps")
    base_form_class = ComposedFormForm
    panels = [FieldPanel("title", required_on_save=True), FieldPanel("steps"), PublishingPanel()]

    class Meta(ComposedForm.Meta):
        ordering = ["title"]
        verbose_name = gettext_lazy("application form")
        verbose_name_plural = gettext_lazy("application forms")

    @property
    def revisions(self) -> object:
        """All versions of the text."""
        return self._revisions

    def preview_situation(self) -> Situation:
        """As in the newest call that uses the form, else in the newest of all."""
        calls = Call.objects.order_by("-opens_at")
        call = calls.filter(form=self.form_id).first() if self.form_id else None
        call = call or calls.first()
        return ApplicationSituation(
            records=Records(call) if call else None, schema=self.as_written()
        )

    def problems(self) -> list[FormProblem]:
        """Also the questions that an application needs, and those that one page cannot ask."""
        found, purpose = super().problems(), self.form.purpose if self.form_id else ""
        if self.is_source and purpose == APPLICATION:
            found += core_problems(self.steps)
        if self.is_source and purpose in ON_ONE_PAGE:
            found += misplaced_problems(self.steps)
        return found
