"""Screens of the translation tool that would publish without asking: here they ask."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.update_translations import UpdateTranslationsView

from portal.editing.permissions import may_publish_translation


class UpdateTranslations(UpdateTranslationsView):
    """Bring translations up to date; publishing them at once needs the right to publish each."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse where a page may not be published by the user, or holds what they typed."""
        if form.cleaned_data["publish_translations"]:
            for translation in self.object.translations.filter(enabled=True):
                page = translation.get_target_instance()
                if not page.permissions_for_user(self.request.user).can_publish():
                    raise PermissionDenied
                if not may_publish_translation(self.request.user, translation):
                    raise PermissionDenied
        return super().form_valid(form)


def back_to_source(request: HttpRequest, page_id: int) -> HttpResponse:
    """Replace a translation by the German text; on a public page that is a publication."""
    page = get_object_or_404(Page, pk=page_id)
    permissions = page.permissions_for_user(request.user)
    if page.live and not permissions.can_publish():
        raise PermissionDenied
    return convert_to_alias(request, page_id)
