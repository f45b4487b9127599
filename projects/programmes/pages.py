"""The public face of a programme."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.cms.addresses import addresses_of
from portal.cms.pages import ContentPage
from portal.kernel.privacy import classify
from projects.programmes.models import FundingProgramme
from projects.programmes.queries import ProgrammeFacts, call_addresses, programme_facts
from projects.programmes.structured import scheme_data


class ProgrammePage(ContentPage):
    """Face of a programme: amounts, periods and calls come from the record in every language."""

    programme = models.ForeignKey(
        FundingProgramme,
        on_delete=models.PROTECT,
        related_name="faces",
        verbose_name=_("programme"),
    )

    privacy = classify(none="programme")

    template = "projects/programmes/programme_page.html"
    subpage_types = ["projects.CallPage"]
    content_panels = [*ContentPage.content_panels, FieldPanel("programme")]
    search_fields = [*ContentPage.search_fields, index.AutocompleteField("search_stems")]
    override_translatable_fields = [SynchronizedField("programme", overridable=False)]

    class Meta:
        verbose_name = _("programme page")
        verbose_name_plural = _("programme pages")

    def search_text(self) -> str:
        """Also the words of the record."""
        record = self.programme
        return f"{super().search_text()} {record.title} {record.short_title} {record.purpose}"

    @cached_property
    def facts(self) -> ProgrammeFacts:
        """What the record says now, read once per request."""
        return programme_facts(self.programme)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The record's rules, periods and calls, each call with the address of its page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        facts = self.facts
        paths, addresses = call_addresses(self.programme, self.locale_id), addresses_of(request)
        context |= {
            "programme": self.programme,
            "facts": facts,
            "calls": [(call, addresses.of(paths.get(call.pk, ""))) for call in facts.calls],
            "structured": scheme_data(self.programme, facts.rules, self.get_full_url(request)),
        }
        return context
