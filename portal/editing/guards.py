"""What Wagtail asks on its ways to publication; each closes a way around the second person.

Registered in `portal/wagtail_hooks.py`. A refused publication never loses the text: it is saved
as a draft, and the message says who has to look at it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import edit_translation

from portal.editing.permissions import (
    is_own_text,
    may_publish,
    may_publish_translation,
    waiting_strings,
)
from portal.kernel import audit


def may_publish_alone(user: Any) -> bool:
    """Whether the second-person rule does not hold for the user."""
    return bool(settings.WORKFLOW_OWN_APPROVAL or user.is_superuser)


def draft_instead_of_new(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """A new page is one's own text: “publish” on it saves a draft."""
    if not may_publish_alone(request.user):
        _without_publication(request)


def draft_instead_of_own(request: HttpRequest, page: Page) -> HttpResponse | None:
    """On a page with one's own changes “publish” saves a draft; the same for translations.

    A page handed over to the translators opens in the translation tool, also while it is still
    an alias of the German one.
    """
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    if translation and page.locale_id != translation.source.locale_id:
        return _translate(request, page, translation)
    if (
        request.method == "POST"
        and "action-publish" in request.POST
        and not may_publish(request.user, page)
    ):
        _without_publication(request)
    return None


def stop_own_text(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Last look before a publication, once the version is saved."""
    if not is_own_text(request.user, page):
        return None
    if not may_publish(request.user, page):
        messages.warning(request, _needs_second_person())
        return redirect("wagtailadmin_pages:edit", page.pk)
    if request.user.is_superuser:
        audit.record(actor=request.user, subject=page, event="published_own_text")
    return None


def stop_own_form(request: HttpRequest, form: Any) -> HttpResponse | None:
    """The same last look where a form is published; it is saved as a draft by now."""
    if not is_own_text(request.user, form):
        return None
    if not may_publish(request.user, form):
        messages.warning(request, _needs_second_person())
        return redirect(form.snippet_viewset.get_url_name("edit"), form.pk)
    if request.user.is_superuser:
        audit.record(actor=request.user, subject=form, event="published_own_text")
    return None


def stop_own_translation(request: HttpRequest, text: Any) -> HttpResponse | None:
    """A form in the translation tool: nobody publishes what they typed themselves."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = Translation.objects.filter(
        source__object_id=getattr(text, "translation_key", None),
        target_locale=getattr(text, "locale_id", None),
        enabled=True,
    ).first()
    if translation is None:
        return None
    if not may_publish_translation(request.user, translation):
        messages.warning(request, _needs_second_person())
        return redirect(request.path)
    _note_own_translation(request, text, translation)
    return None


def say_who_is_next(request: HttpRequest, page: Any) -> None:
    """After an approval with changes of one's own: say why the page is not public yet."""
    asked = request.POST.get("workflow-action-name") == "approve"
    if asked and page.workflow_in_progress and not may_publish(request.user, page):
        messages.warning(request, _needs_second_person())


def stop_own_texts(
    request: HttpRequest, action_type: str, objects: list[Page], action: Any
) -> HttpResponse | None:
    """The same rule for many pages at once, and for the drafts below them."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    below = "include_descendants" in request.POST
    for page in _with_drafts_below(objects, below=below):
        if not may_publish(request.user, page):
            messages.error(
                request,
                _("Nothing was published: “%(title)s” holds your own text.")
                % {"title": page.draft_title},
            )
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def copy_as_draft(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy gets a title of one's own, so it begins as a draft."""
    if "publish_copies" in request.POST and not may_publish_alone(request.user):
        messages.error(request, _("Copies begin as drafts. Please leave “publish” unticked."))
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None


def leave_out_publication(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Do not offer “publish” where it would only save a draft."""
    page = (context.get("page") or context.get("instance")) if context["view"] != "create" else None
    allowed = may_publish(request.user, page) if page else may_publish_alone(request.user)
    if not allowed:
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


def _translate(request: HttpRequest, page: Page, translation: Translation) -> HttpResponse | None:
    if request.method == "POST" and request.POST.get("action") == "publish":
        if not may_publish_translation(request.user, translation):
            messages.warning(request, _needs_second_person())
            return redirect("wagtailadmin_pages:edit", page.pk)
        _note_own_translation(request, page, translation)
    if page.alias_of_id:
        # The translation tool itself would ask to begin; here the translation is under way.
        return edit_translation(request, translation, page)
    return None


def _note_own_translation(request: HttpRequest, page: Any, translation: Translation) -> None:
    own = waiting_strings(translation).filter(last_translated_by=request.user)
    if request.user.is_superuser and own.exists():
        audit.record(actor=request.user, subject=page, event="published_own_text")


def _with_drafts_below(pages: list[Page], *, below: bool) -> list[Page]:
    found = list(pages)
    if below:
        for page in pages:
            found += page.get_descendants().not_live()
    return found


def _without_publication(request: HttpRequest) -> None:
    if "action-publish" not in request.POST:
        return
    data = request.POST.copy()
    del data["action-publish"]
    request.POST = data  # type: ignore[assignment]
    messages.warning(request, _needs_second_person())


def _needs_second_person() -> str:
    return _(
        "Your text is saved as a draft. Nobody publishes their own text: please hand it in, "
        "and someone else from the approval group publishes it."
    )
