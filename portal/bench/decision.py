"""A notice, measured from its text modules to the archived PDF with its hash."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.bench.rounds import Row, repeated
from portal.kernel.files import private_storage
from projects.decision.actions_notices import draft_notice, release_notice
from projects.decision.kinds import Remedy
from projects.models import Case, Notice

NOTICE_QUERIES = 50
"""Two actions, each under the lock of its case; none of them grows with the plan."""
NOTICE_MS = 60.0


def decision_rows() -> list[Row]:
    """Measure one notice; raises RuntimeError without a decided application of the demo."""
    draft = Notice.objects.filter(released_at__isnull=True, kind="award").first()
    offices = User.objects.filter(groups__name=Role.COORDINATOR.group_name).order_by("pk")
    first, second = [*offices[:2], None, None][:2]
    if draft is None or first is None or second is None:
        raise RuntimeError("bench of notices needs the demo content")
    return [_notice_row(draft.case, first, second)]


def _notice_row(case: Case, first: User, second: User) -> Row:
    """Drafted by one person, released by another: number, PDF, hash, transition, mail."""

    def ask() -> None:
        with transaction.atomic():
            draft = draft_notice(by=first, case=case, kind="award", remedy=Remedy.COURT)
            seen = draft.drafted_at.isoformat()
            made = release_notice(by=second, notice=draft, seen=seen)
            transaction.set_rollback(True)
        private_storage.delete(made.file.name or "")

    return repeated("notice", ask, max_queries=NOTICE_QUERIES, max_ms=NOTICE_MS, rows=1, cold=False)
