"""What deleting a person means for applications: which drafts go, what the law keeps until when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.kernel import audit, clock
from portal.kernel.registry import Kept, Outlook
from projects.cases.lifecycle import DRAFT
from projects.cases.models import Case, Channel
from projects.cases.models_members import Membership
from projects.correspondence.permissions import ENDED

ENDINGS = ("withdrawn", "waive", "revoke", "close", "waived", "revoked", "closed")
"""Log events that end a case, also as imports write them: retention counts from the last."""


def drafts_to_forget(user: Any) -> Any:
    """A person's own drafts; what somebody of the office types from paper is not theirs."""
    return Case.objects.filter(owner=user, state=DRAFT).exclude(channel=Channel.PAPER)


def kept_of(user: Any) -> list[Kept]:
    """The sent applications of a person and until when they are kept, the oldest first."""
    sent = Case.objects.filter(owner=user).exclude(state=DRAFT).order_by("submitted_at", "pk")
    cases = list(sent.select_related("call__programme"))
    label, keys = Case._meta.label_lower, [str(case.pk) for case in cases]
    ends = dict(
        audit.LogEntry.objects.filter(subject_type=label, subject_id__in=keys, event__in=ENDINGS)
        .values_list("subject_id")
        .annotate(last=Max("at"))
        .order_by()
    )
    kept = []
    for case in cases:
        is_over = case.state in ENDED
        end = (ends.get(str(case.pk)) or case.submitted_at) if is_over else None
        begins = end.astimezone(clock.BERLIN).date() if end else clock.today()
        years = case.call.programme.retention_years
        kept.append(Kept(case.number or "", years_after(begins, years), not is_over))
    return kept


def years_after(day: date, years: int) -> date:
    """The same day some years on; after 29 February the first of March (§ 188 BGB)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def outlook_of(user: Any) -> Outlook:
    """In words: drafts and parts in other applications that go, what stays, what to mind."""
    drafts = drafts_to_forget(user).count()
    parts = Membership.objects.filter(user=user, ended_at=None).count()
    goes = []
    if drafts:
        text = ngettext("%(count)s draft", "%(count)s drafts", drafts)
        goes.append(text % {"count": drafts})
    if parts:
        text = ngettext(
            "the part in %(count)s application of somebody else",
            "the parts in %(count)s applications of others",
            parts,
        )
        goes.append(text % {"count": parts})
    stays = kept_of(user)
    return Outlook(tuple(goes), tuple(stays), tuple(_warnings(user, stays)))


def _warnings(user: Any, stays: list[Kept]) -> list[str]:
    shared = drafts_to_forget(user).filter(
        memberships__ended_at=None, memberships__user__isnull=False
    )
    shared_count, found = shared.distinct().count(), []
    if shared_count:
        text = ngettext(
            "%(count)s draft is written together with others, who lose it too. "
            "The person can hand it over first.",
            "%(count)s drafts are written together with others, who lose them too. "
            "The person can hand them over first.",
            shared_count,
        )
        found.append(text % {"count": shared_count})
    if any(kept.at_least for kept in stays):
        text = _(
            "Applications are still running: the portal can then write only to their contact "
            "address. If nothing is to come of them, the person withdraws them first."
        )
        found.append(text)
    if any(kept.until <= clock.today() for kept in stays):
        found.append(_("The retention of an application is over; it has to be deleted as well."))
    return found
