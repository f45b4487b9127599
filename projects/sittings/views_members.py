"""What members of a body see of the applications of their sitting, and do with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case, CaseFile
from projects.cases.queries import whole_case
from projects.cases.views import file_response
from projects.intake.views import SignedInView
from projects.sittings import actions_mail, actions_recusals, actions_scores, actions_secret
from projects.sittings import permissions_members as may
from projects.sittings.forms_members import (
    BallotForm,
    MailForm,
    MemberStepForm,
    OwnRecusalForm,
    ScoreForm,
    refusal,
)
from projects.sittings.models import DecisionItem
from projects.sittings.queries import cases_of, item_for
from projects.sittings.queries_scores import (
    criteria_for,
    own_assessment,
    shown_to_member,
    standings,
    voting_motion,
)
from projects.sittings.reading import answers_for_committee, files_for_committee
from projects.sittings.words import motion_text


def _own_item(request: HttpRequest, pk: int, item_pk: int) -> DecisionItem:
    """An item of a meeting in which the person has a seat; raises Http404."""
    item = item_for(item_pk)
    if item is None or item.item.meeting_id != pk or item.is_taken_off:
        raise Http404
    if may.seat_for(request.user, item) is None:
        raise Http404
    return item


class MyItemView(SignedInView):
    """One application for the members who decide on it: answers, papers, scores, recusal."""

    def get(self, request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
        """The application; a recused member sees its title alone."""
        return self._show(request, _own_item(request, pk, item_pk))

    def post(self, request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
        """Score, declare a recusal, or vote secretly; what was typed stays where it is refused."""
        item = _own_item(request, pk, item_pk)
        name = request.POST.get("step", "")
        if name not in DONE:
            raise Http404
        form = self._form(request, item, name)
        if form.is_valid():
            try:
                ACTS[name](request.user, item, form)
            except NotAllowed as refused:
                form.refuse(refused.code)
            except PermissionDenied:
                messages.error(request, refusal("late"))
                return redirect("my_item", pk, item_pk)
            else:
                messages.success(request, str(DONE[name]))
                return redirect("my_item", pk, item_pk)
        return self._show(request, _own_item(request, pk, item_pk), 422, {name: form})

    def _form(self, request: HttpRequest, item: DecisionItem, name: str) -> Any:
        if name == "score":
            member = may.seat_for(request.user, item)
            own = own_assessment(item, member) if member else None
            return ScoreForm(criteria_for(item), own, request.POST)
        return FORMS[name](request.POST)

    def _show(
        self,
        request: HttpRequest,
        item: DecisionItem,
        status: int = 200,
        failed: dict[str, MemberStepForm] | None = None,
    ) -> HttpResponse:
        member = may.seat_for(request.user, item)
        assert member is not None
        context: dict[str, Any] = {
            "item": item,
            "meeting": item.item.meeting,
            "case": item.case,
            "failed_form": next(iter((failed or {}).values()), None),
            "is_recused": may.is_recused(member, item),
        }
        if may.may_read_item(request.user, item):
            context |= _readable(request.user, item)
        forms: dict[str, Any] = {}
        if may.may_score(request.user, item) and (criteria := criteria_for(item)):
            forms["score"] = ScoreForm(criteria, context.get("own"))
        if may.may_take_part_in(request.user, item) and not context["is_recused"]:
            forms["recuse"] = OwnRecusalForm()
        if context.get("ballot_on") and not context.get("has_voted"):
            forms["ballot"] = BallotForm()
        if context.get("mail_on") and not context.get("has_answered"):
            forms["mail"] = MailForm()
        context["forms"] = forms | (failed or {})
        return render(request, "projects/sittings/my_item.html", context, status=status)


def _readable(user: Any, item: DecisionItem) -> dict[str, Any]:
    """What a member who is not recused reads of an item."""
    member = may.seat_for(user, item)
    assert member is not None
    own = own_assessment(item, member)
    whole = whole_case(item.case.uuid)
    assert whole is not None
    line = None
    if shown_to_member(item, own):
        line = standings(cases_of(item.item.meeting))[item.pk]
    going = voting_motion(item)
    ballot = going if going and going.state == "ballot" else None
    mail = going if going and going.state == "mail" else None
    is_seat = member.has_vote and not member.is_substitute
    return {
        "whole": whole,
        "sections": answers_for_committee(whole),
        "papers": _papers(whole),
        "own": own,
        "line": line,
        "ballot_on": ballot is not None and member.has_vote,
        "motion_words": motion_text(going) if going else "",
        "mail_on": mail is not None and is_seat,
        "mail_until": mail.until if mail else None,
        "has_answered": mail is not None and mail.votes.filter(member=member).exists(),
        "has_voted": ballot is not None and ballot.marks.filter(member=member).exists(),
    }


def _papers(case: Case) -> list[CaseFile]:
    """What a member can open: a paper waits here until the virus check has let it through."""
    return [each for each in files_for_committee(case) if each.is_released]


def _score(user: Any, item: DecisionItem, form: ScoreForm) -> None:
    note = form.cleaned_data["note"]
    actions_scores.save_assessment(by=user, item=item, points=form.points, note=note)


def _recuse(user: Any, item: DecisionItem, form: OwnRecusalForm) -> None:
    reason = form.cleaned_data["reason"]
    actions_recusals.declare_own_recusal(by=user, item=item, reason=reason)


def _ballot(user: Any, item: DecisionItem, form: BallotForm) -> None:
    actions_secret.cast_ballot(by=user, item=item, choice=form.cleaned_data["choice"])


def _mail(user: Any, item: DecisionItem, form: MailForm) -> None:
    actions_mail.answer_by_mail(by=user, item=item, answer=form.cleaned_data["answer"])


FORMS: dict[str, type[MemberStepForm]] = {
    "recuse": OwnRecusalForm,
    "ballot": BallotForm,
    "mail": MailForm,
}
ACTS: dict[str, Callable[[Any, DecisionItem, Any], None]] = {
    "score": _score,
    "recuse": _recuse,
    "ballot": _ballot,
    "mail": _mail,
}
DONE = {
    "score": _("Your points are kept. You can change them until the sitting opens."),
    "recuse": _("Your recusal is noted. You take no part in this item."),
    "mail": _("Your answer is in. Thank you."),
    "ballot": _("Your ballot is in. Nobody can see whose it is."),
}


class MyItemFileView(SignedInView):
    """A paper of the applicant for the members who decide; for others it does not exist."""

    def get(self, request: HttpRequest, pk: int, item_pk: int, file_pk: int) -> FileResponse:
        """Ask, then hand out."""
        item = _own_item(request, pk, item_pk)
        whole = whole_case(item.case.uuid) if may.may_read_item(request.user, item) else None
        papers = _papers(whole) if whole else []
        found = next((each for each in papers if each.pk == file_pk), None)
        if found is None:
            raise Http404
        return file_response(found)


ITEM = "konto/sitzungen/<int:pk>/antraege/<int:item_pk>/"
urlpatterns: list[URLPattern] = [
    path(ITEM, MyItemView.as_view(), name="my_item"),
    path(f"{ITEM}dateien/<int:file_pk>/", MyItemFileView.as_view(), name="my_item_file"),
]
