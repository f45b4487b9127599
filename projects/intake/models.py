"""Application forms as editors compose them."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericRelation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, PublishingPanel

from portal.cms.fields import QuietStreamField
from portal.forms.blocks import steps_block
from portal.forms.composing import ComposedForm
from portal.forms.rules import FormProblem
from portal.forms.types import GENERAL, discover, known_types
from portal.forms.writing import ComposedFormForm
from portal.kernel.privacy import classify

APPLICATION = "application"
discover("portal.forms.questions")
discover("projects.intake.questions")
# Without these a case could not be worked on (`projects/intake/rules.py`).
NEEDED = (
    "core_title",
    "core_summary",
    "core_carrier",
    "core_contact",
    "core_period",
    "core_theme",
    "core_amount",
    "core_consent",
)


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

    def problems(self) -> list[FormProblem]:
        """Also the questions that no application can do without, and those asked twice."""
        found = super().problems()
        if self.is_source and self.form_id and self.form.purpose == APPLICATION:
            found += self._core_problems()
        return found

    def _core_problems(self) -> list[FormProblem]:
        core = {kind.code: kind for kind in known_types((APPLICATION,))}
        asked = [child.block_type for step in self.steps for child in step.value["questions"]]
        missing = [str(core[code].label) for code in NEEDED if code in core and code not in asked]
        twice = [str(core[code].label) for code in core if asked.count(code) > 1]
        texts = []
        if missing:
            texts.append(_("Every application needs these questions too: %s.") % ", ".join(missing))
        if twice:
            texts.append(_("These questions can be asked only once: %s.") % ", ".join(twice))
        return [FormProblem(text) for text in texts]
