"""Organisations in the admin: list with filters, form in tabs, list of their pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from actors.organisations.choices import BARRIER_FACTS
from actors.organisations.forms import OrganisationForm
from actors.organisations.models import Organisation
from actors.organisations.pages import ActorPage

WHO = [
    FieldPanel("name"),
    FieldPanel("kind"),
    FieldPanel("themes"),
    FieldPanel("languages_spoken"),
    FieldPanel("is_demo"),
]
CONTACT = [
    MultiFieldPanel(
        [FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")], _("Contact")
    ),
    MultiFieldPanel([FieldPanel("opening_hours"), FieldPanel("hours_note")], _("Opening hours")),
]
PLACE = [
    MultiFieldPanel(
        [
            FieldPanel("street"),
            FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
            FieldPanel("place_note"),
        ],
        _("Address"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("map_x"), FieldPanel("map_y")]),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        ],
        _("On the map"),
    ),
    MultiFieldPanel(
        [*(FieldPanel(fact) for fact in BARRIER_FACTS), FieldPanel("barrier_note")],
        _("Barriers"),
    ),
]
OFFERS = [
    InlinePanel(
        "offers",
        label=_("offer"),
        panels=[
            FieldPanel("title"),
            FieldPanel("text"),
            FieldPanel("audience"),
            FieldPanel("when"),
            FieldPanel("cost"),
        ],
    )
]


class OrganisationViewSet(SnippetViewSet):
    """The register of organisations."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    list_display = ["name", "kind", "street", BooleanColumn("is_demo", label=_("example"))]
    list_filter = ["kind", "themes", "step_free", "is_demo"]
    list_per_page = 50
    search_fields = ["name", "street", "email"]
    ordering = ["name"]
    inspect_view_enabled = True
    add_to_admin_menu = False
    edit_handler = TabbedInterface(
        [
            ObjectList(WHO, heading=_("Who")),
            ObjectList(CONTACT, heading=_("Contact and hours")),
            ObjectList(PLACE, heading=_("Place and barriers")),
            ObjectList(OFFERS, heading=_("Offers")),
        ],
        base_form_class=OrganisationForm,
    )


class ActorPageListing(PageListingViewSet):
    """All pages of organisations, in every language."""

    model = ActorPage
    name = "actor_pages"
    icon = "doc-full"
    menu_label = _("Pages of organisations")
    menu_name = "actor-pages"
    add_to_admin_menu = False
