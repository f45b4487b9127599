"""Panels of the admin's start page, each shown only to those whose work it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from portal.accounts.roles import Role, has_role
from portal.editing import queries
from portal.editing.links import broken_links, pages_with_withheld_images
from portal.kernel import registry

ROWS = 8
CARE = (Role.EDITOR, Role.APPROVER, Role.COORDINATOR, Role.ADMIN)
LANGUAGES = (Role.TRANSLATOR, Role.APPROVER, Role.COORDINATOR, Role.ADMIN)


class EditingPanel(Component):
    """A list on the start page: at most eight rows and how many there are in all."""

    roles: tuple[Role, ...] = ()

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def is_for(self, user: Any) -> bool:
        """Whether the panel concerns the user."""
        return has_role(user, *self.roles)

    def rows(self) -> dict[str, Any]:
        """What the template shows."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Rows and total."""
        return {"request": parent_context["request"], **self.rows()}

    def render_html(self, parent_context: Any = None) -> Any:
        """Nothing for those whom the panel does not concern."""
        return super().render_html(parent_context) if self.is_for(self.user) else ""


class DraftsPanel(EditingPanel):
    """My drafts."""

    name = "own_drafts"
    order = 120
    template_name = "portal/editing/drafts.html"

    def is_for(self, user: Any) -> bool:
        """Everybody who may edit pages."""
        return bool(page_permission_policy.user_has_any_permission(user, {"add", "change"}))

    def rows(self) -> dict[str, Any]:
        """Own drafts and what came back with a request for changes."""
        drafts = queries.own_drafts(self.user)
        return {
            "pages": list(drafts[:ROWS]),
            "total": drafts.count(),
            "sent_back": {int(state.object_id) for state in queries.sent_back(self.user)},
        }


def _editor_of(text: Any) -> str:
    """The address of a text's editor: of a page, or of a form, whose keys are counted apart."""
    if isinstance(text, Page):
        return reverse("wagtailadmin_pages:edit", args=[text.pk])
    return reverse(text.snippet_viewset.get_url_name("edit"), args=[text.pk])


class WaitingPanel(EditingPanel):
    """Waiting for approval."""

    name = "waiting_for_approval"
    order = 110
    template_name = "portal/editing/waiting.html"
    roles = CARE

    def rows(self) -> dict[str, Any]:
        """What the user may approve, and what they handed in themselves."""
        rows = queries.waiting_for(self.user, ROWS)
        return {"waiting": [(row, _editor_of(row.page)) for row in rows]}


class OutdatedPanel(EditingPanel):
    """Pages whose review day has passed."""

    name = "outdated_pages"
    order = 210
    template_name = "portal/editing/outdated.html"
    roles = CARE

    def rows(self) -> dict[str, Any]:
        """The longest overdue first."""
        pages, total = queries.outdated(ROWS)
        return {"pages": pages, "total": total}


class BrokenLinksPanel(EditingPanel):
    """Links inside the portal that lead nowhere."""

    name = "broken_links"
    order = 220
    template_name = "portal/editing/broken_links.html"
    roles = CARE

    def rows(self) -> dict[str, Any]:
        """Where the link stands and what it meant."""
        links, total = broken_links(ROWS)
        return {"links": links, "total": total}


class WithheldPanel(EditingPanel):
    """Pages with pictures whose consent was withdrawn; only shown where there are any."""

    name = "withheld_pictures"
    order = 225
    template_name = "portal/editing/withheld.html"
    roles = CARE

    def rows(self) -> dict[str, Any]:
        """The pages, so that somebody chooses another picture."""
        places, total = pages_with_withheld_images(ROWS)
        return {"places": places, "total": total}


class TranslationsPanel(EditingPanel):
    """What is not translated yet, and translations that wait for publication."""

    name = "translations"
    order = 230
    template_name = "portal/editing/translations.html"
    roles = LANGUAGES

    def rows(self) -> dict[str, Any]:
        """Counts per language and the waiting pages."""
        names = dict(settings.LANGUAGES)
        waiting = queries.translations_to_publish()
        return {
            "lacking": [
                {**row, "language": names.get(row["code"], row["code"])}
                for row in queries.untranslated_counts()
            ],
            "pages": list(waiting[:ROWS]),
        }


class RegisteredPanel(Component):
    """A panel that a package put into the registry under `dashboard`."""

    order = 300

    def __init__(self, template: str, context: dict[str, Any]) -> None:
        self.template, self.context = template, context

    def render_html(self, parent_context: Any = None) -> str:
        """The package's own template."""
        request = parent_context["request"] if parent_context else None
        return mark_safe(render_to_string(self.template, self.context, request))


def panels(request: HttpRequest) -> list[Component]:
    """All panels for a user, those of the packages at the end."""
    own = [
        DraftsPanel,
        WaitingPanel,
        OutdatedPanel,
        BrokenLinksPanel,
        WithheldPanel,
        TranslationsPanel,
    ]
    registered = registry.panels("dashboard", request.user)
    return [panel(request) for panel in own] + [
        RegisteredPanel(template, context) for template, context in registered
    ]
