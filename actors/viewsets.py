"""The admin menu of the network."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from actors.bodies.viewsets import BodyViewSet
from actors.bodies.viewsets_members import BodyMemberViewSet
from actors.bodies.viewsets_rules import BodyQuotaViewSet, BodyRulesViewSet, QuotaCountViewSet
from actors.meetings.viewsets import MeetingViewSet
from actors.offices.viewsets import OfficeViewSet
from actors.organisations.viewsets import ActorPageListing, OrganisationViewSet
from actors.themes.viewsets import ThemeViewSet


class NetworkGroup(SnippetViewSetGroup):
    """Organisations and their pages, offices, bodies with members and rules, and themes."""

    items = (
        OrganisationViewSet,
        ActorPageListing,
        OfficeViewSet,
        BodyViewSet,
        MeetingViewSet,
        BodyMemberViewSet,
        BodyRulesViewSet,
        BodyQuotaViewSet,
        QuotaCountViewSet,
        ThemeViewSet,
    )
    menu_label = _("Network")
    menu_name = "network"
    menu_icon = "group"
    menu_order = 250
