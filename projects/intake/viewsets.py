"""Application forms in the admin: list, editor, templates, files in and out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views import snippets

from portal.forms.permissions import may_compose_form
from portal.forms.screens import ComposeView, RewriteView
from projects.intake.formdrafts import BegunView
from projects.intake.formfiles import ExportView, ImportView, PatternsView
from projects.intake.models import ApplicationForm
from projects.intake.queries import calls_by_form, forms_with_versions


class FormListView(snippets.IndexView):
    """The forms with version, state and the calls that use them."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """New, from a template, from a file."""
        buttons: list[HeaderButton] = list(super().header_buttons)
        if may_compose_form(self.request.user, self.model):
            name = self.model.snippet_viewset.get_url_name
            buttons += [
                HeaderButton(
                    _("Begin from a template"), url=reverse(name("patterns")), icon_name="copy"
                ),
                HeaderButton(_("Import"), url=reverse(name("import")), icon_name="upload"),
            ]
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The calls of all rows in one query."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rows = list(context["object_list"])
        calls = calls_by_form(row.form_id for row in rows)
        for row in rows:
            row.used_by = calls.get(row.form_id, [])
        return context

    def get_list_more_buttons(self, instance: ApplicationForm) -> list[Button]:
        """Also the way out as a file."""
        buttons: list[Button] = list(super().get_list_more_buttons(instance))
        address = reverse(self.model.snippet_viewset.get_url_name("export"), args=[instance.pk])
        buttons.append(Button(_("Export"), url=address, icon_name="download", priority=60))
        if may_compose_form(self.request.user, self.model):
            begun = reverse(self.model.snippet_viewset.get_url_name("begun"), args=[instance.pk])
            text = _("Begun applications")
            buttons.append(Button(text, url=begun, icon_name="group", priority=70))
        return buttons


class FormViewSet(snippets.SnippetViewSet):
    """The forms that coordination and editors compose."""

    model = ApplicationForm
    icon = "form"
    menu_label = _("Forms")
    menu_name = "application-forms"
    base_url_path = "formulare"
    add_to_admin_menu = False
    index_view_class = FormListView
    add_view_class = ComposeView
    copy_view_class = type("CopyFormView", (snippets.CopyView, ComposeView), {})
    edit_view_class = RewriteView
    search_fields = ["title"]
    list_display = [
        "__str__",
        Column("language", label=_("language"), accessor=lambda row: row.locale),
        Column("newest", label=_("version"), accessor=lambda row: row.newest or "–"),
        Column("state", label=_("status"), accessor=lambda row: _state(row)),
        Column(
            "used_by",
            label=_("used by"),
            accessor=lambda row: ", ".join(str(call) for call in row.used_by) or "–",
        ),
        UpdatedAtColumn(),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """The forms with their versions."""
        return forms_with_versions()

    def get_urlpatterns(self) -> list[URLPattern]:
        """Also templates and files; nothing is taken back, since versions stay."""
        offered = [each for each in super().get_urlpatterns() if each.name != "unpublish"]
        return [
            *offered,
            path("unpublish/<int:pk>/", _gone, name="unpublish"),
            path("vorlagen/", PatternsView.as_view(), name="patterns"),
            path("einlesen/", ImportView.as_view(), name="import"),
            path("begonnen/<int:pk>/", BegunView.as_view(), name="begun"),
            path("datei/<int:pk>/", ExportView.as_view(), name="export"),
        ]


def _state(row: ApplicationForm) -> Any:
    """What is public of a form, in words; Wagtail's own column asks twice for every row."""
    if not row.live:
        return _("draft")
    return _("published, changed since") if row.has_unpublished_changes else _("published")


def _gone(request: HttpRequest, pk: int) -> HttpResponseBase:
    raise Http404
