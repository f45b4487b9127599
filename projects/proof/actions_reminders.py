"""Reminding carriers of proofs that are due soon."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from portal.kernel import clock
from projects.cases import lifecycle as life
from projects.cases.models import Case
from projects.proof import mails
from projects.proof.models_proof import Proof
from projects.proof.queries import due_days, due_on, settings_of

LONGEST = timedelta(days=90)
"""No programme reminds earlier (`ProofSettings.reminder_days`)."""


def send_proof_reminders() -> int:
    """Remind the people of projects whose proof is due soon, once each; returns how many cases.

    Called by the regular work; each has its own transaction. A granted extension begins anew.
    """
    waiting = Case.objects.filter(state=life.RUNNING).filter(
        Q(proof__isnull=True) | Q(proof__reminded_at__isnull=True)
    )
    cases = list(waiting.select_related("call__period").order_by("pk"))
    days, today = due_days(cases), clock.today()
    soon = [case.pk for case in cases if today <= days[case.pk] <= today + LONGEST]
    return sum(_remind(pk) for pk in soon)


@transaction.atomic
def _remind(pk: int) -> int:
    # Under the lock it is judged again: it may be handed in or reminded of by now.
    found = Case.objects.select_for_update(of=("self",)).select_related("call__programme", "owner")
    case = found.filter(pk=pk, state=life.RUNNING).first()
    if case is None or Proof.objects.filter(case=case, reminded_at__isnull=False).exists():
        return 0
    due = due_on(case)
    first = due - timedelta(days=settings_of(case.call.programme).reminder_days)
    if not first <= clock.today() <= due:
        return 0
    now = clock.now()
    proof, _is_new = Proof.objects.get_or_create(case=case, defaults={"saved_at": now})
    proof.reminded_at = now
    proof.save(update_fields=["reminded_at"])
    mails.remind(case, due)
    return 1
