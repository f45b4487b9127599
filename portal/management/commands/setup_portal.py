"""What every portal needs before the first page: languages, groups, workflow, collection."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from portal.setup.collections import set_up_collections
from portal.setup.groups import set_up_groups
from portal.setup.locales import follow_german, set_up_locales
from portal.setup.site import set_up_site
from portal.setup.workflow import set_up_workflow


class Command(BaseCommand):
    """Set up the portal; safe to run again after every update."""

    help = "Set up languages, groups, rights, workflow, internal collection and cache table."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("createcachetable", verbosity=0)
        with transaction.atomic():
            set_up_locales()
            if not settings.DEMO:
                set_up_site()
            follow_german()
            set_up_groups()
            set_up_workflow()
            set_up_collections()
        if options["verbosity"]:
            self.stdout.write("Languages, groups, rights, workflow and collection are set up.")
