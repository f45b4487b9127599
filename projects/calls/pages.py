"""The public face of a call."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.cms.pages import ContentPage
from portal.kernel.privacy import classify
from projects.calls.models import Call
from projects.calls.structured import grant_data


class CallPage(ContentPage):
    """Face of a call: deadlines, amounts and the way to apply come from the record."""

    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, related_name="faces", verbose_name=_("call")
    )

    privacy = classify(none="call")

    template = "projects/calls/call_page.html"
    parent_page_types = ["projects.ProgrammePage"]
    subpage_types: list[str] = []
    content_panels = [*ContentPage.content_panels, FieldPanel("call")]
    search_fields = [*ContentPage.search_fields, index.AutocompleteField("search_stems")]
    override_translatable_fields = [SynchronizedField("call", overridable=False)]

    class Meta:
        verbose_name = _("call page")
        verbose_name_plural = _("call pages")

    def search_text(self) -> str:
        """Also the words of the record."""
        return f"{super().search_text()} {self.call.title} {self.call.intro}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The record with its rules and what may be paid."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        call = self.record()
        categories = list(call.rules.categories.all())
        context |= {
            "call": call,
            "payable": [category for category in categories if category.is_eligible],
            "not_payable": [category for category in categories if not category.is_eligible],
            "structured": grant_data(call, self.get_full_url(request)),
        }
        return context

    def record(self) -> Call:
        """The call with programme, period and rules in one query."""
        return Call.objects.select_related("programme", "period", "rules").get(pk=self.call_id)
