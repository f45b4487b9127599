"""Indexes of the office's list: all received applications, by status, and by what filters them.

The order of the list is read from indexes that hold only rows with a reference number, that is
everything but drafts (constraint `case_number_when_submitted`). Their condition is written
`number IS NOT NULL`, because SQLite uses a partial index only for a condition without parameters.
The counts per status are read from the other ones alone, without touching the rows.
"""

from __future__ import annotations

from django.db import models

_RECEIVED = models.Q(number__isnull=False)

LIST_INDEXES = [
    models.Index(fields=["-submitted_at", "-id"], condition=_RECEIVED, name="case_received"),
    models.Index(fields=["title"], condition=_RECEIVED, name="case_title_received"),
    models.Index(fields=["carrier_name"], condition=_RECEIVED, name="case_carrier_received"),
    models.Index(fields=["state", "-submitted_at", "-id"], name="case_state_received"),
    models.Index(fields=["state", "amount_cents"], name="case_state_amount"),
    models.Index(fields=["call", "state"], name="case_call_state"),
    models.Index(fields=["theme", "state"], name="case_theme_state"),
    models.Index(fields=["office", "state"], name="case_office_state"),
]

# The same paper handed in for two projects (`projects.proof`).
FILE_INDEXES = [models.Index(fields=["sha256"], name="case_file_hash")]
