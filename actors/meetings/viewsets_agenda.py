"""Agenda and papers of a meeting in the admin."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from actors.meetings import actions_agenda as actions
from actors.meetings.forms import ItemForm, PaperForm, refusal
from actors.meetings.models import AgendaItem, Meeting, Paper
from actors.meetings.screens import ActView, attempt, find_meeting
from portal.kernel.lifecycle import NotAllowed


def find_item(meeting: Meeting, pk: int) -> AgendaItem:
    """An item of the meeting; raises Http404."""
    item = AgendaItem.objects.select_related("meeting__body").filter(meeting=meeting, pk=pk).first()
    if item is None:
        raise Http404
    return item


def _back(pk: int, part: str) -> HttpResponse:
    return redirect(f"{reverse('meetings:show', args=[pk])}#{part}")


class ItemAddView(ActView):
    """Adds an item."""

    template = "actors/meetings/admin/item.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The empty form."""
        return self.show(form=ItemForm(), meeting=find_meeting(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add it at the end."""
        meeting, form = find_meeting(pk), ItemForm(request.POST)
        if form.is_valid() and attempt(
            form,
            lambda: actions.add_item(by=request.user, meeting=meeting, **form.cleaned_data),
            {},
        ):
            return _back(pk, "agenda")
        return self.show(422, form=form, meeting=meeting)


class ItemChangeView(ActView):
    """Changes an item."""

    template = "actors/meetings/admin/item.html"

    def get(self, request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
        """The form with what is stored."""
        meeting = find_meeting(pk)
        item = find_item(meeting, item_pk)
        return self.show(form=ItemForm.of(item), meeting=meeting, item=item)

    def post(self, request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
        """Change it."""
        meeting, form = find_meeting(pk), ItemForm(request.POST)
        item = find_item(meeting, item_pk)
        if form.is_valid() and attempt(
            form, lambda: actions.change_item(by=request.user, item=item, **form.cleaned_data), {}
        ):
            return _back(pk, "agenda")
        return self.show(422, form=form, meeting=meeting, item=item)


class ItemPlaceView(ActView):
    """Moves an item up or down, or takes it off the agenda."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
        """Do what the button says; an item that is gone is no error."""
        meeting, button = find_meeting(pk), request.POST.get("button")
        item = AgendaItem.objects.filter(meeting=meeting, pk=item_pk).first()
        try:
            if item and button in {"up", "down"}:
                actions.move_item(by=request.user, item=item, up=button == "up")
            elif item and button == "remove":
                actions.remove_item(by=request.user, item=item)
        except NotAllowed as refused:
            messages.error(request, refusal(refused.code))
        return _back(pk, "agenda")


class PaperAddView(ActView):
    """Adds a paper."""

    template = "actors/meetings/admin/paper.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form."""
        meeting = find_meeting(pk)
        return self.show(form=PaperForm(meeting=meeting), meeting=meeting)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Check and store it."""
        meeting = find_meeting(pk)
        form = PaperForm(request.POST, request.FILES, meeting=meeting)
        if form.is_valid() and attempt(
            form,
            lambda: actions.add_paper(
                by=request.user,
                meeting=meeting,
                upload=form.cleaned_data["paper"],
                item=form.cleaned_data["item"],
            ),
            {"*": "paper"},
        ):
            messages.success(request, _("The paper is stored."))
            return _back(pk, "papers")
        return self.show(422, form=form, meeting=meeting)


class PaperRemoveView(ActView):
    """Takes a paper back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
        """Remove it; a second click changes nothing."""
        meeting = find_meeting(pk)
        paper = Paper.objects.filter(meeting=meeting, pk=paper_pk).first()
        try:
            if paper:
                actions.remove_paper(by=request.user, paper=paper)
        except NotAllowed as refused:
            messages.error(request, refusal(refused.code))
        return _back(pk, "papers")


ITEM = "<int:pk>/top/<int:item_pk>/"
urlpatterns = [
    path("<int:pk>/top/neu/", ItemAddView.as_view(), name="item_add"),
    path(ITEM, ItemChangeView.as_view(), name="item_change"),
    path(f"{ITEM}platz/", ItemPlaceView.as_view(), name="item_place"),
    path("<int:pk>/unterlagen/neu/", PaperAddView.as_view(), name="paper_add"),
    path(
        "<int:pk>/unterlagen/<int:paper_pk>/loeschen/",
        PaperRemoveView.as_view(),
        name="paper_remove",
    ),
]
