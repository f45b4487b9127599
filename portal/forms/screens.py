"""The admin's editor of a form: new forms get a record, drafts hear what is still missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.snippets.views import snippets

from portal.forms.actions import begin_form
from portal.forms.permissions import may_change_form


class DraftAdvice:
    """After saving a draft: what has to be mended before it can be handed in."""

    object: Any
    request: HttpRequest
    expects_json_response: bool

    def run_after_hook(self) -> Any:
        """Say it once for every save by hand; the autosave is quiet."""
        problems = [] if self.expects_json_response else self.object.problems()
        if problems:
            items = format_html_join("", "<li>{}</li>", ((each.text,) for each in problems))
            text = _("Saved. To be mended before the form can be handed in:")
            messages.info(self.request, format_html("{}<ul>{}</ul>", text, items))
        return super().run_after_hook()  # type: ignore[misc]


class ComposeView(DraftAdvice, snippets.CreateView):
    """A new form, always in the source language; translations are opened from there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse a beginning in another language."""
        if self.locale is None or self.locale.language_code != settings.LANGUAGE_CODE:
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def save_instance(self) -> Any:
        """Make the record that calls and versions point to, then the draft."""
        title = self.form.cleaned_data["title"]
        self.form.instance.form = begin_form(by=self.request.user, model=self.model, title=title)
        return super().save_instance()


class RewriteView(DraftAdvice, snippets.EditView):
    """Change a form; translators only what is not the source."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask before anything is shown."""
        if not may_change_form(request.user, self.live_object):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response
