"""Regular work, called every few minutes by the system's scheduler (see docs/betrieb.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from home.enquiries.actions import forget_old_enquiries
from portal.accounts.actions import forget_unopened_accounts
from portal.accounts.actions_requests import forget_old_exports
from portal.kernel.jobs import forget_old_mails, put_back_tasks
from projects.advice.actions import forget_old_advice
from projects.casefile.actions import forget_old_dossiers
from projects.cases.actions import forget_old_workbooks, keep_missing_texts
from projects.correspondence.actions_reminders import send_reminders
from projects.decision.actions_delivery import make_notices_final
from projects.imports.actions import forget_pending_sheets
from projects.intake.actions_members import forget_old_invitations
from projects.intake.actions_scan import scan_waiting_files
from projects.monitoring.actions_reminders import (
    ask_in_the_middle,
    send_monitoring_reminders,
)
from projects.proof.actions_reminders import send_proof_reminders
from projects.recoveries.actions_ends import remind_of_claims
from projects.review.actions_asking import send_clarification_reminders
from projects.review.actions_opinions import send_opinion_reminders
from projects.sittings.actions_pack import forget_old_packs

WORK: tuple[tuple[str, Callable[[], int]], ...] = (
    ("tasks put back", put_back_tasks),
    ("mails", forget_old_mails),
    ("accounts", forget_unopened_accounts),
    ("enquiries", forget_old_enquiries),
    ("advice", forget_old_advice),
    ("sheets", forget_pending_sheets),
    ("copies of data", forget_old_exports),
    ("reminders", send_reminders),
    ("questions", send_clarification_reminders),
    ("opinions", send_opinion_reminders),
    ("notes asked for", ask_in_the_middle),
    ("projects reminded", send_monitoring_reminders),
    ("proofs", send_proof_reminders),
    ("notices final", make_notices_final),
    ("payments reminded", remind_of_claims),
    ("texts", keep_missing_texts),
    ("workbooks", forget_old_workbooks),
    ("cases as files", forget_old_dossiers),
    ("paper packs", forget_old_packs),
    ("invitations", forget_old_invitations),
    ("files checked", scan_waiting_files),
)
"""What is done, by name; each says how many it did. Every piece may be done twice."""


class Command(BaseCommand):
    """Put unfinished tasks back, publish scheduled pages, forget what is due; idempotent."""

    help = "Do the regular work."

    def handle(self, *args: Any, **options: Any) -> None:
        done = [f"{name}: {work()}" for name, work in WORK]
        call_command("publish_scheduled", verbosity=0)
        call_command("clearsessions", verbosity=0)
        call_command("prune_db_task_results", "--backend", "jobs", verbosity=0)
        if options["verbosity"]:
            self.stdout.write(", ".join(done))
