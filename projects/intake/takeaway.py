"""An application as a package to take away: answers, files, messages and timeline in one ZIP."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from projects.cases.models import Case, CaseFile
from projects.cases.queries import attachments, own_cases_of, receipt_of, whole_case
from projects.correspondence.queries import thread
from projects.correspondence.telling import timeline
from projects.intake.pdfs import receipt_name, receipt_pdf
from projects.intake.reading import sections


def package_name(case: Case) -> str:
    """File name of the package: `Antrag-LKS-2026-0007.zip`."""
    with translation.override(case.language):
        return f"{_('Application')}-{case.number or case.uuid}.zip"


def write_package(case: Case, target: IO[bytes], folder: str = "") -> None:
    """Write the ZIP of one application into an open file; files are copied piece by piece."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        add_case(archive, case, folder)


def add_case(archive: zipfile.ZipFile, case: Case, folder: str = "") -> None:
    """Put an application into an archive, in the language it was written in."""
    with translation.override(case.language):
        answers = list(_answers(case))
        told = [{"text": each.text, "when": each.when} for each in timeline(case)]
        messages = [_message(each) for each in thread(case)]
        texts = {
            "antworten.json": _json({**_facts(case), "answers": answers}),
            "antworten.html": render_to_string(
                "projects/intake/package.html",
                {"case": case, "answers": answers, "messages": messages, "stations": told},
            ),
            "nachrichten.json": _json(messages),
            "verlauf.json": _json(told),
        }
        for name, text in texts.items():
            archive.writestr(f"{folder}{name}", text)
        if not case.is_draft:
            _add_receipt(archive, case, folder)
    for number, item in enumerate(attachments(case), start=1):
        name = item.name.replace("/", "_").replace("\\", "_")
        _copy(archive, item, f"{folder}dateien/{number:02d}-{name}")


def add_cases_of(user: Any, archive: zipfile.ZipFile) -> None:
    """Put all applications that belong to a person into the copy of their data.

    Shared ones hold the data of others (Art. 15 (4) GDPR): their owner may take them away.
    """
    for uuid in own_cases_of(user).values_list("uuid", flat=True):
        case = whole_case(uuid)
        if case:
            add_case(archive, case, f"antraege/{case.number or case.uuid}/")


def _add_receipt(archive: zipfile.ZipFile, case: Case, folder: str) -> None:
    stored = receipt_of(case)
    if stored:
        _copy(archive, stored, f"{folder}{receipt_name(case)}")
    else:
        archive.writestr(f"{folder}{receipt_name(case)}", receipt_pdf(case))


def _copy(archive: zipfile.ZipFile, item: CaseFile, name: str) -> None:
    if not item.is_released:
        archive.writestr(f"{name}.txt", f"{item.name}: {item.get_scan_display()}")
        return
    with item.file.open("rb") as source, archive.open(name, "w") as target:
        shutil.copyfileobj(source, target)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)


def _facts(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "status": case.public_status,
        "call": str(case.call.title),
        "language": case.language,
        "begun": case.created_at,
        "received": case.submitted_at,
        "amount_cents": case.amount_cents,
    }


def _answers(case: Case) -> Iterator[dict[str, str]]:
    """Question and answer in words."""
    for section in sections(case):
        for one in section.answers:
            yield {"section": section.title, "question": one.label, "answer": one.words}


def _message(message: Any) -> dict[str, Any]:
    """A message as the applicant reads it: the office writes under its own name."""
    return {
        "by": settings.OFFICE_NAME if message.from_office else message.by.name,
        "sent": message.sent_at,
        "text": message.text,
        "answer_asked_for_by": message.due_on,
    }
