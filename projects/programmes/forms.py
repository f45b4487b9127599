"""Forms of the admin for programmes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from projects.programmes.models import ProgrammeRules


class RulesForm(WagtailAdminModelForm):
    """Rules with the cost categories of their own programme; none chosen means all of them."""

    class Meta:
        model = ProgrammeRules
        fields: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Refuse categories of another programme."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        programme, categories = data.get("programme"), data.get("categories")
        if not programme or categories is None:
            return data
        if not categories:
            data["categories"] = programme.categories.all()
        elif any(category.programme_id != programme.pk for category in categories):
            self.add_error("categories", _("These belong to another programme."))
        return data
