"""What the ground adds to Wagtail's admin: look, start page, menus, the second-person rule."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page, WorkflowMixin
from wagtail_localize.synctree import create_aliases_for_new_page

from portal.accounts.deletions import DeletionViewSet
from portal.accounts.roles import Role, has_role
from portal.accounts.viewsets import anonymise_instead, anonymise_many_instead
from portal.cms.links import LocalPageLinks
from portal.editing import guards
from portal.editing.panels import panels
from portal.editing.views import HandOver, UpdateTranslations, back_to_source
from portal.setup.groups import allow_translators

# Before the hooks of the translation tool, which answer for translated pages.
FIRST = -10
# After those that Wagtail's own apps add.
LAST = 1000
# Menu entries that make sense for the administration alone.
ADMINISTRATION_ONLY = frozenset({"settings", "help"})


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """The portal's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/css/admin.css"))


@hooks.register("insert_editor_js")
def editor_js() -> SafeString:
    """Pressing a button waits until the editor has saved by itself."""
    return format_html('<script type="module" src="{}"></script>', static("portal/js/editor.js"))


@hooks.register("register_rich_text_features", order=LAST)
def page_links(features: Any) -> None:
    """Links in running text follow the visitor's language."""
    features.register_link_type(LocalPageLinks)


@hooks.register("construct_homepage_panels", order=LAST)
def start_page(request: HttpRequest, shown: list[Any]) -> None:
    """The portal's own panels in the place of Wagtail's."""
    shown[:] = panels(request)


@hooks.register("construct_homepage_summary_items", order=LAST)
def no_counters(request: HttpRequest, items: list[Any]) -> None:
    """No counters of pages and images: they are no work to do."""
    items[:] = []


@hooks.register("construct_main_menu", order=LAST)
def main_menu(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what a role has no use for."""
    if not has_role(request.user, Role.ADMIN):
        items[:] = [item for item in items if item.name not in ADMINISTRATION_ONLY]


@hooks.register("construct_page_action_menu")
def page_actions(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """No “publish” on one's own text."""
    guards.leave_out_publication(items, request, context)


hooks.register("before_create_page", guards.draft_instead_of_new)
hooks.register("before_edit_page", guards.draft_instead_of_own, order=FIRST)
hooks.register("before_publish_page", guards.stop_own_text)
hooks.register("before_bulk_action", guards.stop_own_texts)
hooks.register("before_copy_page", guards.copy_as_draft)
hooks.register("after_edit_page", guards.say_who_is_next)
# What has a workflow and is no page: forms.
hooks.register("before_publish", guards.stop_own_form)
hooks.register("before_edit_snippet", guards.stop_own_translation, order=FIRST)


@hooks.register("construct_snippet_action_menu")
def form_actions(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The same for forms; versions stay, so nothing is taken back."""
    if issubclass(context["model"], WorkflowMixin):
        guards.leave_out_publication(items, request, context)
        items[:] = [item for item in items if item.name != "action-unpublish"]


@hooks.register("after_edit_snippet")
def form_waits(request: HttpRequest, instance: Any) -> None:
    """Say why an approved form is not public yet."""
    if isinstance(instance, WorkflowMixin):
        guards.say_who_is_next(request, instance)


@hooks.register("after_create_page")
def open_new_language(request: HttpRequest, page: Page) -> None:
    """The home page of a language is new: open its tree to the translators."""
    if page.depth == 2:
        allow_translators()


@hooks.register("after_copy_page")
def copy_into_languages(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Copies appear in the other languages like new pages."""
    create_aliases_for_new_page(new_page)


@hooks.register("register_admin_urls", order=FIRST)
def guarded_urls() -> list[Any]:
    """Screens of the translation tool that publish, with our questions before them."""
    return [
        path("localize/submit/page/<int:page_id>/", HandOver.as_view()),
        path("localize/update/<int:translation_source_id>/", UpdateTranslations.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", back_to_source),
    ]


hooks.register("before_delete_user", anonymise_instead)
hooks.register("before_bulk_action", anonymise_many_instead)


@hooks.register("register_admin_viewset")
def deletion_requests() -> DeletionViewSet:
    """What people ask to have deleted."""
    return DeletionViewSet()
