"""Photos of the project page in Mein Bereich: adding, correcting, taking out."""

from __future__ import annotations

import uuid as uuids

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.proposals import actions_photos
from projects.proposals import permissions as may
from projects.proposals.forms import PhotoForm
from projects.proposals.models import ProposedPhoto
from projects.proposals.queries import microproject_of
from projects.proposals.screens import (
    SHOWCASE,
    ShowcaseAreaView,
    photo_of,
    to_showcase,
    too_late,
)


class PhotoView(ShowcaseAreaView):
    """A new photo, or one that is corrected."""

    template = "projects/proposals/photo.html"

    def get(
        self, request: HttpRequest, code: str, uuid: uuids.UUID, number: int | None = None
    ) -> HttpResponse:
        """The form."""
        case = self.seen(request, code, uuid)
        if not may.may_write_proposal(request.user, case):
            return to_showcase(case)
        photo = _photo(case, number)
        return self.show(request, case, form=PhotoForm(photo=photo), photo=photo)

    def post(
        self, request: HttpRequest, code: str, uuid: uuids.UUID, number: int | None = None
    ) -> HttpResponse:
        """Keep it; what was typed stays where it is refused (but the file, as browsers do)."""
        case = self.seen(request, code, uuid)
        photo = _photo(case, number)
        form = PhotoForm(request.POST, request.FILES, photo=photo)
        if form.is_valid():
            try:
                self._keep(request, case, photo, form)
            except NotAllowed as refused:
                form.refuse(refused.code)
            except ValidationError as error:
                form.add_error("file", error)
            except PermissionDenied:
                return too_late(request, case)
            else:
                messages.success(request, _("The photo is saved."))
                again = request.POST.get("button") == "next"
                to = "application_showcase_photo_new" if again else "application_showcase"
                return redirect(to, case.call.code, case.uuid)
        return self.show(request, case, 422, form=form, photo=photo)

    def _keep(
        self, request: HttpRequest, case: Case, photo: ProposedPhoto | None, form: PhotoForm
    ) -> None:
        upload = form.cleaned_data["file"]
        if photo is None:
            key = form.cleaned_data["key"]
            actions_photos.add_photo(
                by=request.user, case=case, entry=form.entry, key=key, upload=upload
            )
        else:
            seen = form.cleaned_data["seen"]
            actions_photos.change_photo(
                by=request.user, photo=photo, entry=form.entry, seen=seen, upload=upload or None
            )


def _photo(case: Case, number: int | None) -> ProposedPhoto | None:
    """The photo of that number; None for a new one. Raises Http404."""
    if number is None:
        return None
    photo = photo_of(case, number)
    if photo is None:
        raise Http404
    return photo


class TakeOutView(ShowcaseAreaView):
    """Taking a photo out, or the consent to a published one back, with a confirmation."""

    template = "projects/proposals/photo_take_out.html"

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID, number: int) -> HttpResponse:
        """What happens then."""
        case = self.seen(request, code, uuid)
        if not may.may_withdraw_consent(request.user, case):
            return to_showcase(case)
        is_taken_over = microproject_of(case) is not None
        return self.show(request, case, photo=_photo(case, number), is_taken_over=is_taken_over)

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID, number: int) -> HttpResponse:
        """Do it; a second click finds it gone."""
        case = self.seen(request, code, uuid)
        photo = photo_of(case, number)
        try:
            if photo:
                actions_photos.take_out_photo(by=request.user, photo=photo)
        except PermissionDenied:
            return too_late(request, case)
        messages.success(request, _("The photo is shown nowhere any more."))
        return to_showcase(case)


urlpatterns: list[URLPattern] = [
    path(f"{SHOWCASE}fotos/neu/", PhotoView.as_view(), name="application_showcase_photo_new"),
    path(f"{SHOWCASE}fotos/<int:number>/", PhotoView.as_view(), name="application_showcase_photo"),
    path(
        f"{SHOWCASE}fotos/<int:number>/entfernen/",
        TakeOutView.as_view(),
        name="application_showcase_photo_take_out",
    ),
]
