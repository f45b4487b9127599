"""What must be true once the rush is over: every application is there, whole and once."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.bench.rush_sent import Application
from portal.bench.rush_stage import Stage
from portal.kernel import audit
from portal.kernel.mail import OutgoingMail
from projects.cases.models import AnswerChange, Case, CaseFile, FileKind
from projects.intake.actions import deliver_receipt

QUESTIONS = frozenset(
    (
        *("title", "summary", "theme", "carrier", "contact", "target-groups", "criteria"),
        *("period", "place", "permit", "permit-state", "permit-from", "amount", "costs", "consent"),
    )
)
"""What every applicant answered, besides the file."""
EVENTS = {"draft_begun": 1, "file_added": 1, "submitted": 1}


def losses(stage: Stage, seen: dict[int, str]) -> list[str]:
    """What was lost, doubled or changed; empty where everything is as it was sent.

    `seen` are the reference numbers that the applicants were shown, by their place.
    """
    owners = [person.pk for person in stage.people]
    cases = Case.objects.filter(owner__in=owners)
    by_uuid = {case.uuid: case for case in cases.prefetch_related("target_groups", "theme")}
    found = []
    if (count := cases.count()) != len(owners):
        found.append(f"{count} applications of {len(owners)}")
    if drafts := sum(case.is_draft for case in by_uuid.values()):
        found.append(f"{drafts} applications are drafts still")
    for place, uuid in enumerate(stage.uuids):
        who = f"applicant {place + 1}"
        case = by_uuid.get(uuid)
        if case is None:
            found.append(f"{who}: no application")
            continue
        wrong = _wrong(case, stage.sent[place], seen.get(place, ""))
        found += [f"{who}: {text}" for text in wrong]
    return [*found, *_number_gaps(case.number for case in by_uuid.values())]


def _number_gaps(numbers: Iterable[str | None]) -> list[str]:
    """Numbers are given once each and in one row: a number that was taken back is none."""
    counted = [int(found[1]) for each in numbers if each and (found := re.search(r"(\d+)$", each))]
    if sorted(counted) == list(range(1, len(counted) + 1)):
        return []
    return [f"reference numbers with gaps or doubles: {sorted(counted)}"]


def _wrong(case: Case, sent: Application, seen: str) -> Iterator[str]:
    if case.state != "submitted" or not case.number or case.number != seen:
        yield f"{case.state}, number {case.number}, shown {seen or 'none'}"
    for name, stored, wanted in _pairs(case, sent):
        if stored != wanted:
            yield f"{name}: {stored!r} instead of {wanted!r}"
    events = Counter(entry.event for entry in audit.history(case))
    if events != Counter(EVENTS):
        yield f"log {dict(events)}"
    changes = AnswerChange.objects.filter(case=case)
    entries = Counter(change.question for change in changes)
    if entries != Counter(QUESTIONS) or any(change.parked for change in changes):
        yield f"changes of answers {dict(entries)}"


def _pairs(case: Case, sent: Application) -> Iterator[tuple[str, Any, Any]]:
    """Name, what is stored, what was sent: every answer of the eight steps."""
    yield "title", case.title, sent.title
    yield "summary", case.summary, sent.summary
    yield "theme", case.theme and case.theme.code, sent.theme
    yield "carrier", (case.carrier_name, case.carrier_kind), (sent.carrier, "initiative")
    yield "contact", (case.contact_name, case.contact_email), (sent.contact, sent.email)
    groups = [option.code for option in case.target_groups.all()]
    yield "target groups", groups, [sent.target_group]
    yield "period", (case.starts_on, case.ends_on), (sent.starts_on, sent.ends_on)
    yield "place", case.place, sent.place
    yield "amount", case.amount_cents, sent.euro * 100
    rows = case.cost_items.select_related("category")
    lines = [(row.label, row.category and row.category.code, row.amount_cents) for row in rows]
    yield "costs", lines, [(label, kind, euro * 100) for label, kind, euro in sent.costs]
    yield "consent", case.consent, True
    yield "typed", case.typed, {}
    wanted = {
        "criteria": list(sent.criteria),
        "permit": {"value": "yes", "more": ""},
        "permit-state": sent.permit_state,
        "permit-from": sent.permit_from,
    }
    yield "answers", case.answers, wanted
    files = case.files.filter(kind=FileKind.ATTACHMENT, question="attachments")
    stored = [(file.name, _digest_of(file)) for file in files]
    yield "files", stored, [(sent.file_name, hashlib.sha256(sent.file.encode()).hexdigest())]


def _digest_of(file: CaseFile) -> str:
    with file.file.open("rb") as stored:
        return hashlib.sha256(stored.read()).hexdigest()


def waiting_jobs() -> int:
    """How many jobs the worker has still to do."""
    waiting = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return DBTaskResult.objects.filter(status__in=waiting).count()


def receipt_losses(stage: Stage, posted: list[tuple[str, str]]) -> list[str]:
    """What the worker lost or did twice; `posted` is each mail's recipient and subject."""
    found = []
    failed = DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL)
    found += [f"job {job.task_path}: {job.status}" for job in failed]
    numbers = dict(Case.objects.filter(uuid__in=stage.uuids).values_list("owner__email", "number"))
    jobs = DBTaskResult.objects.filter(task_path=deliver_receipt.module_path).count()
    receipts = CaseFile.objects.filter(kind=FileKind.RECEIPT, size__gt=0).count()
    unsent = OutgoingMail.objects.filter(sent_at__isnull=True).count()
    if (jobs, receipts, unsent) != (len(numbers), len(numbers), 0):
        found.append(f"{jobs} jobs, {receipts} copies, {unsent} mails not sent")
    for person in stage.people:
        subjects = [subject for to, subject in posted if to == person.email]
        number = numbers.get(person.email) or "no number"
        if sum(number in subject for subject in subjects) != 1 or len(subjects) != 2:
            found.append(f"{person.email}: mails {subjects}")
    return found
