"""The contact page: its text, and the form to write to the office."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.enquiries.models import KINDS, QUESTION
from portal.cms.pages import ContentPage
from portal.kernel.privacy import classify


class ContactPage(ContentPage):
    """A page with the form to the office; `first_kind` is chosen when it opens."""

    first_kind = models.CharField(
        _("chosen subject"),
        max_length=12,
        choices=KINDS,
        default=QUESTION,
        help_text=_("What is chosen in the form when the page opens."),
    )
    thanks = models.CharField(
        _("next step"),
        max_length=250,
        blank=True,
        help_text=_("Shown after sending, for example: We answer within three working days."),
    )

    privacy = classify(none="first_kind thanks")

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types: list[str] = []

    content_panels = [*ContentPage.content_panels, FieldPanel("first_kind"), FieldPanel("thanks")]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the form, or take a message."""
        from home.enquiries.views import contact

        return contact(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What editors see before publishing: the page with its empty form."""
        from home.enquiries.views import contact

        return contact(request, self)
