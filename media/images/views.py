"""Screens of the picture library: the file of a picture that is not public, consents."""

from __future__ import annotations

from mimetypes import guess_type
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from media.images import actions, queries
from media.images.forms import ConsentForm, ReasonForm
from media.images.models import PhotoConsent, PortalImage, PortalRendition
from media.images.permissions import may_change_image, may_see_image
from portal.kernel import audit


@require_GET
def media_file(request: HttpRequest, name: str) -> FileResponse:
    """The file of a picture in the private storage, for those who may see it; else 403."""
    record = None if "\x00" in name else queries.private_file(name[:300])
    if record is None:
        raise Http404
    image = record.image if isinstance(record, PortalRendition) else record
    if not may_see_image(request.user, image):
        raise PermissionDenied
    try:
        content = record.file.open("rb")
    except OSError as error:
        raise Http404 from error
    answer = FileResponse(content, content_type=guess_type(name)[0] or "application/octet-stream")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _image(request: HttpRequest, image_id: int) -> PortalImage:
    image = get_object_or_404(PortalImage, pk=image_id)
    if not may_change_image(request.user, image):
        raise PermissionDenied
    return image


def _frame(image: PortalImage, title: str, *way: dict[str, str]) -> dict[str, Any]:
    """What Wagtail's frame shows above a screen: title and the way back."""
    return {
        "image": image,
        "page_title": title,
        "header_title": title,
        "page_subtitle": image.title,
        "header_icon": "user",
        "breadcrumbs_items": [
            {"url": reverse("wagtailimages:index"), "label": _("Images")},
            {"url": reverse("wagtailimages:edit", args=[image.pk]), "label": image.title},
            *way,
            {"url": "", "label": title},
        ],
    }


def consents(request: HttpRequest, image_id: int) -> HttpResponse:
    """The consents of a picture, a form for a new one, and where the picture is used."""
    image = _image(request, image_id)
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_consent(by=request.user, image=image, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The consent is recorded."))
            return redirect("media_consents", image.pk)
    return render(
        request,
        "media/images/consents.html",
        {
            **_frame(image, _("Photo consents")),
            "form": form,
            "release_form": ReasonForm(auto_id="release_%s"),
            "consents": image.consents.select_related("recorded_by"),
            "places": queries.places_of(image, request.user),
            "history": audit.history(image),
            "missing": actions.missing_consents(image) if image.is_withheld else [],
        },
    )


def withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Ask before a consent is withdrawn, showing the places that lose the picture."""
    consent = get_object_or_404(PhotoConsent.objects.select_related("image"), pk=consent_id)
    image = _image(request, consent.image_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_consent(
                by=request.user, consent=consent, reason=form.cleaned_data["reason"]
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The picture is withheld and shown nowhere any more."))
        return redirect("media_consents", image.pk)
    return render(
        request,
        "media/images/withdraw.html",
        {
            **_frame(
                image,
                _("Consent withdrawn"),
                {"url": reverse("media_consents", args=[image.pk]), "label": _("Photo consents")},
            ),
            "consent": consent,
            "form": form,
            "places": queries.places_of(image, request.user),
        },
    )


@require_POST
def release(request: HttpRequest, image_id: int) -> HttpResponse:
    """Show a withheld picture again."""
    image = _image(request, image_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please shorten the reason."))
        return redirect("media_consents", image.pk)
    try:
        actions.release_image(by=request.user, image=image, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The picture is shown again."))
    return redirect("media_consents", image.pk)
