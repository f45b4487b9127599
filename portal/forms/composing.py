"""The editors' side of a form: drafts, preview, workflow and translations of what they compose.

A feature makes a concrete model of it with its own question types; what applicants fill in is the
frozen version that a publication makes (`portal.forms.actions.freeze_published`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail_localize.fields import SynchronizedField, TranslatableField

from portal.forms.forms import StepForm
from portal.forms.freezing import as_written
from portal.forms.models import Form
from portal.forms.rules import FormProblem, placed_problems
from portal.forms.schema import Schema, Step
from portal.forms.sheets import Sheet
from portal.forms.types import Situation
from portal.kernel.privacy import classify


class ComposedForm(  # type: ignore[django-manager-missing]
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    models.Model,
):
    """Abstract: a form as editors write it, one row per language; `steps` comes with the feature.

    The row of the source language says what is asked; the others hold the same blocks with
    translated texts.
    """

    form = models.ForeignKey(
        Form, on_delete=models.PROTECT, editable=False, related_name="+", verbose_name=_("form")
    )
    title = models.CharField(_("title"), max_length=120)

    privacy = classify(none="form title")
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("steps"),
        SynchronizedField("form", overridable=False),
    ]
    # A copy into another language is a draft of its own.
    exclude_fields_in_copy = [
        "live_revision",
        "first_published_at",
        "last_published_at",
        "go_live_at",
        "expire_at",
        "locked",
        "locked_at",
        "locked_by",
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def is_source(self) -> bool:
        """Whether this is the language that decides what is asked."""
        return self.language == settings.LANGUAGE_CODE

    @property
    def language(self) -> str:
        """The code of its language."""
        return str(self.locale.language_code)

    def as_written(self) -> Schema:
        """The form in this language alone, finished or not."""
        return as_written({self.language: self.title}, {self.language: self.steps}, self.language)

    def problems(self) -> list[FormProblem]:
        """What keeps this text from being published; a translation decides nothing."""
        return placed_problems(self.as_written()) if self.is_source else []

    def is_publishable(self) -> bool:
        """Whether the newest text can become a version; asked before somebody approves it."""
        return not self.get_latest_revision_as_object().problems()

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish and freeze, both or nothing."""
        return super().publish(*args, **kwargs)

    # ---- preview as applicant

    def preview_situation(self) -> Situation:
        """What the questions know in the preview; features give a place to their own types."""
        return Situation()

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str = "",
        extra_request_attrs: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Hand on which step the editor looks at."""
        step = original_request.GET.get("step", "") if original_request else ""
        extra = {**(extra_request_attrs or {}), "form_step": step}
        return super().make_preview_request(original_request, preview_mode, extra)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """One step as applicants see it, with the way to the others."""
        with translation.override(self.language):
            context = self._preview(getattr(request, "form_step", ""))
            return render(request, "portal/forms/preview.html", context)

    def _preview(self, step_id: str) -> dict[str, Any]:
        schema = self.as_written()
        steps = list(schema.steps)
        step = schema.step(step_id) or (steps[0] if steps else None)
        place = steps.index(step) if step else 0
        return {
            "form_title": self.title,
            "form_steps": [_link(each, each is step) for each in steps],
            "step": step,
            "asked": self._asked(schema, step) if step else [],
            "before": steps[place - 1] if place else None,
            "after": steps[place + 1] if place + 1 < len(steps) else None,
            "form_problems": [problem.text for problem in self.problems()],
        }

    def _asked(self, schema: Schema, step: Step) -> list[Any]:
        return StepForm(schema, step, Sheet(), self.preview_situation()).asked()


def _link(step: Step, is_current: bool) -> dict[str, str]:
    state = "current" if is_current else "open"
    return {"title": str(step.title) or "…", "url": f"?step={step.id}", "state": state}
