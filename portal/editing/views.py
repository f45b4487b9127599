"""Screens of the translation tool that would publish without asking: here they ask."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.snippets.permissions import get_permission_name
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from portal.editing.actions import hand_over
from portal.editing.permissions import may_publish_translation


class HandOver(SubmitPageTranslationView):
    """Open a page, or a page with all below it, for translation; nothing is published by it."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Hand over, and go to the translation where there is just one."""
        locales = list(form.cleaned_data["locales"])
        pages = [self.object]
        if form.cleaned_data["include_subtree"]:
            pages += self.object.get_descendants().filter(alias_of__isnull=True).specific()
        for page in pages:
            hand_over(page=page, locales=locales, by=self.request.user)
        names = ", ".join(locale.get_display_name() for locale in locales)
        messages.success(
            self.request,
            _(
                "“%(title)s” is open for translation: %(languages)s. Visitors see the German "
                "text until the translation is published."
            )
            % {"title": self.object.get_admin_display_title(), "languages": names},
        )
        single = self.object.get_translation(locales[0]) if len(locales) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(single))


class UpdateTranslations(UpdateTranslationsView):
    """Bring translations up to date; publishing them at once needs the right to publish each."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse where a page may not be published by the user, or holds what they typed."""
        if form.cleaned_data["publish_translations"]:
            for translation in self.object.translations.filter(enabled=True):
                allowed = _has_right(self.request.user, translation.get_target_instance())
                if not allowed or not may_publish_translation(self.request.user, translation):
                    raise PermissionDenied
        return super().form_valid(form)


def _has_right(user: Any, text: Any) -> bool:
    if isinstance(text, Page):
        return bool(text.permissions_for_user(user).can_publish())
    return bool(user.has_perm(get_permission_name("publish", type(text))))


def back_to_source(request: HttpRequest, page_id: int) -> HttpResponse:
    """Replace a translation by the German text; on a public page that is a publication."""
    page = get_object_or_404(Page, pk=page_id)
    permissions = page.permissions_for_user(request.user)
    if page.live and not permissions.can_publish():
        raise PermissionDenied
    return convert_to_alias(request, page_id)
