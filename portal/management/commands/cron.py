"""Regular work, called every few minutes by the system's scheduler (see docs/betrieb.md)."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from home.enquiries.actions import forget_old_enquiries
from portal.accounts.actions import forget_unopened_accounts
from portal.kernel.jobs import forget_old_mails, put_back_tasks
from projects.intake.actions_scan import scan_waiting_files


class Command(BaseCommand):
    """Put unfinished tasks back, publish scheduled pages, forget what is due; idempotent."""

    help = "Do the regular work."

    def handle(self, *args: Any, **options: Any) -> None:
        put_back = put_back_tasks()
        mails = forget_old_mails()
        accounts = forget_unopened_accounts()
        enquiries = forget_old_enquiries()
        scanned = scan_waiting_files()
        call_command("publish_scheduled", verbosity=0)
        call_command("clearsessions", verbosity=0)
        call_command("prune_db_task_results", "--backend", "jobs", verbosity=0)
        if options["verbosity"]:
            self.stdout.write(
                f"tasks put back: {put_back}, mails: {mails}, accounts: {accounts}, "
                f"enquiries: {enquiries}, files checked: {scanned}"
            )
