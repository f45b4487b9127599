"""Forgetting a person who sat in a body: the name goes, the term stays."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.bodies.models_members import BodyMember
from portal.kernel import audit, clock
from portal.kernel.registry import Erasure, Outlook


def _outlook(user: Any) -> Outlook:
    """Names go, memberships stay; who is still in office should be succeeded first."""
    terms = list(BodyMember.objects.filter(person=user).select_related("body"))
    if not terms:
        return Outlook()
    text = ngettext(
        "the name in %(count)s membership of a body",
        "the name in %(count)s memberships of bodies",
        len(terms),
    )
    today = clock.today()
    warning = _("Still a member of “%(body)s”. Please end the term or find a successor first.")
    sitting = [warning % {"body": term.body} for term in terms if term.is_in_office(today)]
    return Outlook((text % {"count": len(terms)},), warnings=tuple(sitting))


def _forget(by: Any, user: Any, whole: bool) -> None:
    """Empty the name: function, group and term stay, because minutes and votes count them."""
    named = BodyMember.objects.filter(person=user).exclude(name="")
    for member in named.select_for_update() if whole else ():
        member.name = ""
        member.save(update_fields=["name"])
        audit.record(actor=by, subject=member, event="member_forgotten")


ERASURE = Erasure(_outlook, _forget)
"""A membership outlives the account behind it, without the name."""
