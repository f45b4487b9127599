"""Paper packs on screen: the office has them made for all and for each, members their own."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views import View

from actors.bodies.models_members import BodyMember
from actors.meetings.models import Meeting
from actors.meetings.queries import members_of_meeting
from portal.kernel.made import KEPT_FOR
from projects.sittings.actions_pack import ask_for_pack, take_pack
from projects.sittings.models_pack import PaperPack
from projects.sittings.permissions_members import seat_in
from projects.sittings.permissions_pack import may_download_pack, may_make_packs
from projects.sittings.queries_pack import pack_by_uuid, packs_of
from projects.sittings.screens import SittingView, find_sitting

PIECE = 64 * 1024
"""Bytes that are sent at once."""


class MeetingPackView(SittingView):
    """The office's packs of a meeting, and the form that asks for one."""

    may = staticmethod(may_make_packs)
    template = "projects/sittings/admin/pack.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """For whom, and what was made."""
        return self._page(find_sitting(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for one, for all or for a member; a second click asks for the same."""
        meeting = find_sitting(pk)
        chosen, members = request.POST.get("member", ""), members_of_meeting(meeting)
        member = next((each for each in members if str(each.pk) == chosen), None)
        if chosen and member is None:
            return self._page(meeting, problem=_("Please choose a member from the list."))
        ask_for_pack(by=request.user, meeting=meeting, member=member)
        messages.success(request, _("The paper pack is being made in the background."))
        return redirect("meeting_pack", pk)

    def _page(self, meeting: Meeting, problem: str = "") -> HttpResponse:
        return self.show(
            meeting,
            422 if problem else 200,
            page_title=_("Paper pack"),
            header_icon="doc-full",
            breadcrumbs_items=[
                {"url": reverse("meetings:show", args=[meeting.pk]), "label": str(meeting)},
                {"url": "", "label": _("Paper pack")},
            ],
            packs=_with_right(self.request.user, packs_of(self.request.user, meeting)),
            members=members_of_meeting(meeting),
            problem=problem,
            days=KEPT_FOR.days,
        )


class MeetingPackFileView(SittingView):
    """A pack of the office."""

    may = staticmethod(may_make_packs)

    def get(self, request: HttpRequest, pk: int, uuid: UUID, ending: str) -> HttpResponseBase:
        """The ZIP, or the PDF in it."""
        return _answer(request, find_sitting(pk), uuid, ending)


class MyPackView(LoginRequiredMixin, View):
    """A member's own pack of a meeting."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was made, and the button that asks for it."""
        meeting, seat = _seat(request, pk)
        context = {
            "meeting": meeting,
            "packs": _with_right(request.user, packs_of(request.user, meeting, seat)),
            "days": KEPT_FOR.days,
        }
        response = render(request, "projects/sittings/my_pack.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for it; a second click asks for the same."""
        meeting, seat = _seat(request, pk)
        ask_for_pack(by=request.user, meeting=meeting, member=seat)
        return redirect("my_pack", pk)


class MyPackFileView(LoginRequiredMixin, View):
    """A member's own pack."""

    def get(self, request: HttpRequest, pk: int, uuid: UUID, ending: str) -> HttpResponseBase:
        """The ZIP, or the PDF in it."""
        meeting, _seat_of_reader = _seat(request, pk)
        return _answer(request, meeting, uuid, ending)


def _seat(request: HttpRequest, pk: int) -> tuple[Meeting, BodyMember]:
    meeting = find_sitting(pk)
    seat = seat_in(request.user, meeting)
    if seat is None:
        raise Http404
    return meeting, seat


def _with_right(user: Any, packs: list[PaperPack]) -> list[tuple[PaperPack, bool]]:
    """Each pack, and whether it may still be downloaded."""
    return [(pack, may_download_pack(user, pack)) for pack in packs]


def _answer(request: HttpRequest, meeting: Meeting, uuid: UUID, ending: str) -> HttpResponseBase:
    pack = pack_by_uuid(meeting, uuid)
    if pack is None or ending not in {"zip", "pdf"} or not may_download_pack(request.user, pack):
        raise Http404
    try:
        stored = pack.file.open("rb")
    except OSError as error:
        raise Http404 from error
    name = f"{pack.stem}.{ending}"
    response: FileResponse | StreamingHttpResponse
    if ending == "zip":
        response = FileResponse(stored, content_type="application/zip")
    else:
        response = StreamingHttpResponse(_pdf_in(stored, pack.stem), content_type="application/pdf")
    take_pack(by=request.user, pack=pack)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _pdf_in(stored: IO[bytes], stem: str) -> Iterator[bytes]:
    """The PDF in the ZIP piece by piece; closes the file at the end."""
    with stored, zipfile.ZipFile(stored) as archive, archive.open(f"{stem}/{stem}.pdf") as pdf:
        while piece := pdf.read(PIECE):
            yield piece


MEETING = "sitzung/<int:pk>/mappe/"
MINE = "konto/sitzungen/<int:pk>/mappe/"
admin_urlpatterns: list[URLPattern] = [
    path(MEETING, MeetingPackView.as_view(), name="meeting_pack"),
    path(
        f"{MEETING}<uuid:uuid>.<slug:ending>",
        MeetingPackFileView.as_view(),
        name="meeting_pack_file",
    ),
]
urlpatterns: list[URLPattern] = [
    path(MINE, MyPackView.as_view(), name="my_pack"),
    path(f"{MINE}<uuid:uuid>.<slug:ending>", MyPackFileView.as_view(), name="my_pack_file"),
]
