"""Writes on the people of a case: invite, accept, change, remove, leave, hand over."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import audit, clock
from projects.cases import permissions as may
from projects.cases.models import Case
from projects.cases.models_members import MemberRole, Membership
from projects.cases.queries_members import (
    invitation_by_hash,
    invitations_of,
    member_by_key,
    members_of,
)
from projects.correspondence.queries import hash_of
from projects.intake.actions_desk import move_late
from projects.intake.mails_members import (
    send_handed_over,
    send_invitation,
    send_joined,
    send_now_responsible,
)

VALID_FOR = timedelta(days=14)
MOST_OPEN = 10
"""Open invitations of one case."""
MOST_A_DAY = 20
"""Invitations of one case within a day, also those taken back: nobody's mailbox is flooded."""
MOST_MEMBERS = 30


def _locked(case: Case) -> Case:
    found = Case.objects.select_for_update(of=("self",)).select_related("owner", "call")
    locked = found.filter(pk=case.pk).first()
    if locked is None:
        raise PermissionDenied
    return locked


def _managed(by: Any, case: Case) -> Case:
    locked = _locked(case)
    if not may.may_manage_members(by, locked):
        raise PermissionDenied
    return locked


@transaction.atomic
def invite_member(*, by: Any, case: Case, email: str, role: str, language: str) -> Membership:
    """Invite somebody by e-mail; the link works 14 days, and only for an account of that address.

    An address that is invited already gets no second mail. Raises PermissionDenied,
    ValidationError (`already`, `too_many`, `often`).
    """
    case = _managed(by, case)
    email, role, now = email.strip().lower(), MemberRole(role), clock.now()
    people = [case.owner, *(each.user for each in members_of(case) if each.user)]
    if email in {person.email.lower() for person in people}:
        raise ValidationError(_("This person works on the application already."), code="already")
    waiting = invitations_of(case)
    known = next((each for each in waiting if each.email == email), None)
    if known and known.expires_at > now:
        return known
    if known:
        _end(known)
    _check_number(case, len(people), sum(each.expires_at > now for each in waiting))
    token = secrets.token_urlsafe(32)
    invitation = Membership.objects.create(
        case=case,
        email=email,
        role=role,
        invited_by=by,
        invited_at=now,
        expires_at=now + VALID_FOR,
        token_hash=hash_of(token),
    )
    audit.record(
        actor=by,
        subject=case,
        event="member_invited",
        data={"member": invitation.pk, "role": str(role)},
    )
    send_invitation(invitation, token, language)
    return invitation


def _check_number(case: Case, people: int, waiting: int) -> None:
    if waiting >= MOST_OPEN or people + waiting >= MOST_MEMBERS:
        text = _("There are too many open invitations. Please take one back first.")
        raise ValidationError(text, code="too_many")
    today = case.memberships.filter(invited_at__gt=clock.now() - timedelta(days=1))
    if today.count() >= MOST_A_DAY:
        text = _("You invited very many people today. Please go on tomorrow.")
        raise ValidationError(text, code="often")


@transaction.atomic
def accept_invitation(*, by: Any, token: str) -> Case:
    """Join the case of an invitation; a second time finds it accepted and changes nothing.

    Raises PermissionDenied for a link that does not work and for an account of another address.
    """
    found = invitation_by_hash(hash_of(token))
    if found is None:
        raise PermissionDenied
    case = _locked(found.case)
    invitation = invitation_by_hash(hash_of(token))
    if invitation is None or not may.may_accept_invitation(by, invitation):
        raise PermissionDenied
    if invitation.user_id:
        return case
    if may.may_take_part(by, case):  # under another of their addresses
        _end(invitation)
        return case
    invitation.user, invitation.accepted_at, invitation.email = by, clock.now(), ""
    invitation.save(update_fields=["user", "accepted_at", "email"])
    data = {"member": invitation.pk, "role": invitation.role}
    audit.record(actor=by, subject=case, event="member_joined", data=data)
    send_joined(invitation, case)
    return case


@transaction.atomic
def change_role(*, by: Any, case: Case, member_id: int, role: str) -> None:
    """Say what a member or an invited person may do; the same role again changes nothing.

    Raises PermissionDenied, also for somebody who is gone.
    """
    case = _managed(by, case)
    member = _member(case, member_id)
    if member.role == MemberRole(role):
        return
    member.role = MemberRole(role)
    member.save(update_fields=["role"])
    data = {"member": member.pk, "role": str(member.role)}
    audit.record(actor=by, subject=case, event="member_role", data=data)


def _member(case: Case, member_id: int) -> Membership:
    member = member_by_key(case, member_id)
    if member is None:
        raise PermissionDenied
    return member


@transaction.atomic
def remove_member(*, by: Any, case: Case, member_id: int) -> None:
    """Remove a member or take an invitation back; who is gone already is no error.

    Raises PermissionDenied.
    """
    case = _managed(by, case)
    member = member_by_key(case, member_id)
    if member is None:
        return
    _end(member)
    event = "member_removed" if member.user_id else "invitation_revoked"
    audit.record(actor=by, subject=case, event=event, data={"member": member.pk})


@transaction.atomic
def leave_case(*, by: Any, case: Case) -> None:
    """End one's own part in a case of somebody else; a second time changes nothing.

    Raises PermissionDenied for the owner, who hands over first.
    """
    case = _locked(case)
    if may.may_act_as_owner(by, case):
        raise PermissionDenied
    member = next((each for each in members_of(case) if each.user_id == by.pk), None)
    if member is None:
        return
    _end(member)
    audit.record(actor=by, subject=case, event="member_left", data={"member": member.pk})


@transaction.atomic
def hand_over(*, by: Any, case: Case, member_id: int) -> Case:
    """Make an accepted member the owner; the owner until now goes on as an editing member.

    A permission to apply late goes along. Both get a mail. Raises PermissionDenied, also for an
    invitation that is still open.
    """
    case = _managed(by, case)
    member = _member(case, member_id)
    if member.user is None or not member.user.is_active:
        raise PermissionDenied
    now, following = clock.now(), member.user
    _end(member)
    Membership.objects.create(
        case=case,
        user=by,
        role=MemberRole.EDIT,
        invited_by=following,
        invited_at=now,
        expires_at=now,
        accepted_at=now,
    )
    case.owner = following
    case.save(update_fields=["owner"])
    data = {"from": by.pk, "to": following.pk}
    audit.record(actor=by, subject=case, event="owner_changed", data=data)
    late_until = move_late(by=by, case=case, from_email=by.email)
    send_now_responsible(case, before=by, late_until=late_until)
    send_handed_over(case, before=by)
    return case


def forget_old_invitations() -> int:
    """End invitations whose link ran out two weeks ago, with their addresses; how many."""
    now = clock.now()
    old = Membership.objects.filter(user=None, ended_at=None, expires_at__lte=now - VALID_FOR)
    return old.update(ended_at=now, token_hash=None, email="")


def _end(member: Membership) -> None:
    member.ended_at, member.token_hash, member.email = clock.now(), None, ""
    member.save(update_fields=["ended_at", "token_hash", "email"])
