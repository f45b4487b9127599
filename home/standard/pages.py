"""Home page, sections, plain pages, legal pages and the internal section."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from home.navigation.queries import surroundings_of
from home.seo.structured import office_data
from home.standard.blocks import contact_blocks, door_blocks, page_blocks
from home.standard.front import front
from home.standard.queries import child_cards, contents, related_cards
from portal.cms.fields import QuietStreamField
from portal.cms.pages import ContentPage
from portal.kernel.privacy import classify


class HomePage(ContentPage):
    """What residents meet first: one question, one search field, three doors, what is on."""

    question = models.CharField(
        _("question"),
        max_length=120,
        help_text=_("The large line at the top; each sentence gets a line of its own."),
    )
    intro = models.TextField(_("introduction"), max_length=300, blank=True)
    search_hint = models.CharField(
        _("hint in the search field"),
        max_length=80,
        blank=True,
        help_text=_("Examples of what people search for."),
    )
    doors: Any = QuietStreamField(door_blocks(), blank=True, max_num=3, verbose_name=_("doors"))
    results: Any = QuietStreamField(
        page_blocks("projects.MicroprojectPage"),
        blank=True,
        max_num=4,
        verbose_name=_("results of earlier ideas"),
        help_text=_("Empty: the newest microprojects are shown."),
    )

    privacy = classify(none="question intro search_hint doors results")

    template = "home/standard/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        FieldPanel("title"),
        MultiFieldPanel(
            [FieldPanel("question"), FieldPanel("intro"), FieldPanel("search_hint")],
            _("Welcome"),
        ),
        FieldPanel("doors"),
        FieldPanel("results"),
        FieldPanel("body"),
        FieldPanel("summary"),
        FieldPanel("picture"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def linked_ids(self) -> list[int]:
        """The pages behind the doors; they are read with the menus (home.navigation)."""
        return [door["value"]["page"] for door in self.doors.raw_data if door["value"]["page"]]

    def question_lines(self) -> list[str]:
        """The question, one sentence a line."""
        marked = self.question.replace("? ", "?\n").replace("! ", "!\n")
        return marked.replace(". ", ".\n").splitlines()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Doors, open call, results and dates."""
        context = super().get_context(request, *args, **kwargs)
        shown = front(self, request)
        structured = office_data(
            request,
            portal=settings.WAGTAIL_SITE_NAME,
            office=surroundings_of(request, self).site_office,
            search_url=shown["search_url"],
        )
        return {**context, **shown, "structured": structured}


class SectionPage(ContentPage):
    """The start of a part of the portal: an introduction and cards of the pages below."""

    template = "home/standard/section_page.html"
    parent_page_types = ["home.HomePage", "home.SectionPage"]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The cards of the pages below."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "cards": child_cards(self, request)}


class StandardPage(ContentPage):
    """A page that answers one question: table of contents, text, contact, what fits to it."""

    contact: Any = QuietStreamField(
        contact_blocks(), blank=True, max_num=1, verbose_name=_("contact")
    )
    related: Any = QuietStreamField(
        page_blocks(), blank=True, max_num=6, verbose_name=_("related pages")
    )

    privacy = classify(none="contact related")

    template = "home/standard/standard_page.html"
    parent_page_types = [
        "home.HomePage",
        "home.SectionPage",
        "home.StandardPage",
        "home.InternalSectionPage",
    ]
    subpage_types = ["home.StandardPage"]
    content_panels = [*ContentPage.content_panels, FieldPanel("contact"), FieldPanel("related")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Table of contents, pages below and related pages."""
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "contents": contents(self.body),
            "cards": child_cards(self, request),
            "related_cards": related_cards(self, request),
        }


class LegalKind(models.TextChoices):
    """What a legal page is for; the footer and the accessibility statement go by it."""

    IMPRINT = "imprint", _("Imprint")
    PRIVACY = "privacy", _("Privacy")
    ACCESSIBILITY = "accessibility", _("Accessibility statement")


class Conformity(models.TextChoices):
    """How far the portal meets EN 301 549 (the three grades of the EU's model statement)."""

    FULL = "full", _("fully conformant")
    PARTIAL = "partial", _("partially conformant")
    NONE = "none", _("not conformant")


class LegalPage(ContentPage):
    """Imprint (§ 5 DDG), privacy (Art. 13 GDPR) or accessibility statement (BITV NRW)."""

    kind = models.CharField(_("kind"), max_length=20, choices=LegalKind.choices)
    conformity = models.CharField(
        _("conformity"), max_length=10, choices=Conformity.choices, blank=True
    )
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    gaps = RichTextField(
        _("what is not accessible yet"), blank=True, features=["bold", "ul", "link"]
    )
    complaint = RichTextField(
        _("how to complain"),
        blank=True,
        features=["bold", "ul", "link"],
        help_text=_("Report a barrier, get an answer, and the ombuds office if that fails."),
    )

    privacy = classify(none="kind conformity assessed_on gaps complaint")

    template = "home/standard/legal_page.html"
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *ContentPage.content_panels[:1],
        FieldPanel("kind"),
        *ContentPage.content_panels[1:],
        MultiFieldPanel(
            [
                FieldPanel("conformity"),
                FieldPanel("assessed_on"),
                FieldPanel("gaps"),
                FieldPanel("complaint"),
            ],
            _("Accessibility statement"),
        ),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("gaps"),
        index.SearchField("complaint"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")


class InternalSectionPage(ContentPage):
    """A part of the portal for signed-in members of the network or of one body.

    Who may see it is the page's view restriction: a new section is open to the network
    (see `home.standard.actions.protect_section`), an editor may narrow it to one group.
    """

    template = "home/standard/internal_section_page.html"
    parent_page_types = ["home.HomePage", "home.InternalSectionPage"]
    subpage_types = ["home.StandardPage", "home.InternalSectionPage"]

    class Meta:
        verbose_name = _("internal section")
        verbose_name_plural = _("internal sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The cards of the pages below."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "cards": child_cards(self, request)}
