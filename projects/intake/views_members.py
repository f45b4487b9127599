"""Who works on an application: list, invitation, roles, leaving, handing over."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from portal.kernel import clock
from projects.cases.models import Case
from projects.cases.models_members import MemberRole, Membership
from projects.cases.permissions import (
    may_accept_invitation,
    may_act_as_owner,
    may_manage_members,
)
from projects.cases.queries_members import (
    invitation_by_hash,
    invitations_of,
    member_by_key,
    members_of,
)
from projects.correspondence.queries import hash_of
from projects.intake import actions_members as actions
from projects.intake.forms_members import InvitationForm
from projects.intake.views import CaseView

ASKED = ("edit", "view", "remove", "hand_over", "leave")
"""What is done only after a question."""
LONGEST_TOKEN = 100


class MembersView(CaseView):
    """The people of an application; the owner invites, changes and removes."""

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """The list; `?ask=` shows the question before something is changed."""
        case = self.find(request, code, uuid)
        asked = request.GET.get("ask", "")
        if asked in ASKED:
            return self._question(request, case, asked)
        return self._show(request, case, InvitationForm())

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID) -> HttpResponse:
        """Invite, or do what the question was about; a second click changes nothing."""
        case = self.find(request, code, uuid)
        button = request.POST.get("button", "")
        if button == "invite":
            return self._invite(request, case)
        try:
            return self._do(request, case, button)
        except PermissionDenied:
            raise Http404 from None

    def _do(self, request: HttpRequest, case: Case, button: str) -> HttpResponse:
        here = redirect("application_members", code=case.call.code, uuid=case.uuid)
        by, pk = request.user, _key(request.POST.get("member", ""))
        if button == "leave":
            actions.leave_case(by=by, case=case)
            messages.success(request, _("You no longer work on this application."))
            return redirect("account_area")
        if button in MemberRole.values:
            actions.change_role(by=by, case=case, member_id=pk, role=button)
            messages.success(request, _("The role is changed."))
        elif button == "remove":
            actions.remove_member(by=by, case=case, member_id=pk)
            messages.success(request, _("This person no longer has access."))
        elif button == "hand_over":
            actions.hand_over(by=by, case=case, member_id=pk)
            text = _("The application is handed over. You go on filling in together.")
            messages.success(request, text)
        return here

    def _invite(self, request: HttpRequest, case: Case) -> HttpResponse:
        if not may_manage_members(request.user, case):
            raise Http404
        form = InvitationForm(request.POST)
        if form.is_valid():
            wanted = form.cleaned_data
            try:
                actions.invite_member(
                    by=request.user,
                    case=case,
                    email=wanted["email"],
                    role=wanted["role"],
                    language=get_language() or settings.LANGUAGE_CODE,
                )
                text = _("The invitation to %(email)s is on its way.")
                messages.success(request, text % {"email": wanted["email"]})
                return redirect("application_members", code=case.call.code, uuid=case.uuid)
            except ValidationError as error:
                form.add_error("email", error)
        return self._show(request, case, form, status=422)

    def _question(self, request: HttpRequest, case: Case, asked: str) -> HttpResponse:
        member: Membership | None = None
        if asked == "leave":
            if may_act_as_owner(request.user, case):
                raise Http404
        else:
            member = member_by_key(case, _key(request.GET.get("member", "")))
            handed = asked == "hand_over" and (member is None or not member.user_id)
            if member is None or handed or not may_manage_members(request.user, case):
                raise Http404
        context = {"case": case, "asked": asked, "member": member}
        return render(request, "projects/intake/members_ask.html", context)

    def _show(
        self, request: HttpRequest, case: Case, form: InvitationForm, status: int = 200
    ) -> HttpResponse:
        may_manage = may_manage_members(request.user, case)
        context: dict[str, Any] = {
            "case": case,
            "members": members_of(case),
            "invitations": invitations_of(case) if may_manage else [],
            "now": clock.now(),
            "form": form if may_manage else None,
            "may_manage": may_manage,
            "is_owner": may_act_as_owner(request.user, case),
        }
        return render(request, "projects/intake/members.html", context, status=status)


def _key(text: str) -> int:
    """A posted key; 0, which nobody has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


class InvitationView(View):
    """Where the link of an invitation leads; it shows nothing before the right account is in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """No cache, search engine or other site learns the address."""
        response: Any = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Sign in, another address, join, or that the link does not work."""
        invitation = _invitation(token)
        if invitation is None:
            return self._show(request, "gone", status=404)
        if not request.user.is_authenticated:
            query = urlencode({"next": request.get_full_path()})
            way = f"{reverse('account_request_login_code')}?{query}"
            return self._show(request, "sign_in", sign_in_url=way)
        if not may_accept_invitation(request.user, invitation):
            return self._show(request, "other", status=403)
        case = invitation.case
        if invitation.user_id:
            return redirect("application_form", code=case.call.code, uuid=case.uuid)
        may_edit = invitation.role == MemberRole.EDIT
        return self._show(request, "join", case=case, invitation=invitation, may_edit=may_edit)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Join; a second click leads to the application as well."""
        try:
            if not request.user.is_authenticated or len(token) > LONGEST_TOKEN:
                raise PermissionDenied
            case = actions.accept_invitation(by=request.user, token=token)
        except PermissionDenied:
            return self.get(request, token)
        messages.success(request, _("You now work on this application."))
        return redirect("application_form", code=case.call.code, uuid=case.uuid)

    def _show(
        self, request: HttpRequest, what: str, status: int = 200, **context: Any
    ) -> HttpResponse:
        context |= {"what": what, "office": settings.OFFICE_EMAIL}
        return render(request, "projects/intake/invitation.html", context, status=status)


def _invitation(token: str) -> Membership | None:
    return invitation_by_hash(hash_of(token)) if len(token) <= LONGEST_TOKEN else None
