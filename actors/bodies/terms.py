"""What may be wrong with a term: who stands in for whom, one chair, one seat for each person."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from actors.bodies.models_members import BodyMember, MemberFunction

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
"""Days outside are slips of the keyboard."""


def is_plausible(day: date) -> bool:
    """Whether a day can be meant."""
    return FIRST_DAY <= day <= LAST_DAY


def problems_of(member: BodyMember) -> dict[str, str]:
    """What speaks against a term, by field in the reader's language; empty if nothing does."""
    found = _of_days(member)
    if found:
        return found
    if member.function == MemberFunction.ADVISORY and member.has_vote:
        found["has_vote"] = _("An advisory member has no vote.")
    found |= _of_substitute(member)
    beside = _beside(member)
    if _is_chair(member) and beside.filter(function="chair", substitute_of=None).exists():
        found["function"] = _("Somebody else is the chair in this time. End their term first.")
    if member.person_id and beside.filter(person=member.person_id).exists():
        found["account"] = _("This account already has a seat in this body in this time.")
    elif member.name and beside.filter(name__iexact=member.name).exists():
        found["name"] = _("Somebody of this name already has a seat in this body in this time.")
    return found


def _of_days(member: BodyMember) -> dict[str, str]:
    for name in ("from_day", "until_day"):
        day = getattr(member, name)
        if day and not is_plausible(day):
            return {name: _("Please check the year.")}
    if member.until_day and member.until_day < member.from_day:
        return {"until_day": _("The end lies before the beginning.")}
    return {}


def _of_substitute(member: BodyMember) -> dict[str, str]:
    other = member.substitute_of
    if other is None:
        return {}
    if other.pk == member.pk or other.is_substitute:
        return {"substitute_of": _("Please choose a member who is no substitute.")}
    if member.pk and member.substitutes.exists():
        return {"substitute_of": _("Others stand in for this member.")}
    if other.body_id != member.body_id:
        return {"substitute_of": _("Please choose a member of the same body.")}
    if member.has_vote and not other.has_vote:
        return {"has_vote": _("The member has no vote, so the substitute has none.")}
    return {}


def _is_chair(member: BodyMember) -> bool:
    return member.function == MemberFunction.CHAIR and not member.is_substitute


def _beside(member: BodyMember) -> QuerySet[BodyMember]:
    """Other terms in the same body that share a day with this one."""
    others = BodyMember.objects.filter(body=member.body_id).exclude(pk=member.pk)
    others = others.filter(Q(until_day__isnull=True) | Q(until_day__gte=member.from_day))
    return others.filter(from_day__lte=member.until_day) if member.until_day else others
