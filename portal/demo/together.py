"""Drafts of the demo with more than one person and more than one version, and a copy of data."""

from __future__ import annotations

import json
import re
from typing import Any

from django.conf import settings

from portal.accounts.actions_requests import ask_for_export, make_export
from portal.accounts.models_requests import DataExport
from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.desk import demo_key
from portal.forms.queries import latest_version, schema_of
from portal.forms.sheets import Posted, Sheet
from portal.kernel.mail import OutgoingMail
from projects.intake.actions_answers import save_answers
from projects.intake.actions_members import accept_invitation, invite_member
from projects.intake.actions_versions import offer_version
from projects.intake.models import ApplicationForm
from projects.models import Call, Case


def load_together(book: Book) -> None:
    """Make what is missing; the draft with the offer first, since the others follow the newest."""
    content = read("together")
    call = book.calls[content["call"]]
    if not call.is_open or latest_version(call.form) is None:
        return
    offered, shared = content["offered"], content["shared"]
    if not _exists(offered):
        _begin(book, call, offered)
        _publish_question(book, call, content["question"])
        offer_version(by=book.users["coordinator"], call=call)
    if not _exists(shared):
        _share(book, _begin(book, call, shared), shared)
    _copy_of_data(book.users[offered["owner"]])


def _exists(entry: dict[str, Any]) -> bool:
    return Case.objects.filter(uuid=demo_key(entry["key"])).exists()


def _begin(book: Book, call: Call, entry: dict[str, Any]) -> Case:
    """A draft with the answers that the form asks for."""
    version = latest_version(call.form)
    asked = schema_of(version).questions if version else {}
    answers = {key: text for key, text in entry["answers"].items() if key in asked}
    return save_answers(
        by=book.users[entry["owner"]],
        call=call,
        uuid=demo_key(entry["key"]),
        language=settings.LANGUAGE_CODE,
        only=answers,
        read=lambda _stored: Posted(Sheet(answers), {}, tuple(answers)),
    ).case


def _publish_question(book: Book, call: Call, entry: dict[str, Any]) -> None:
    """Publish the form once more with one question, in every language it has."""
    author, second = book.users["coordinator"], book.users["approver"]
    for text in ApplicationForm.objects.filter(form=call.form).select_related("locale"):
        steps = [dict(step) for step in text.steps.raw_data]
        step = next((each for each in steps if each["id"] == entry["step"]), None)
        if step is None:
            continue
        labels = entry["label"]
        value = {
            "label": labels.get(text.locale.language_code, labels[settings.LANGUAGE_CODE]),
            "help": "",
            "required": False,
            "code": entry["code"],
        }
        question = {"type": "short_text", "id": entry["id"], "value": value}
        asked = [*step["value"]["questions"], question]
        step["value"] = {**step["value"], "questions": asked}
        text.steps = json.dumps(steps, default=str)  # type: ignore[assignment]  # read as raw data
        text.save_revision(user=author).publish(user=second)


def _share(book: Book, case: Case, entry: dict[str, Any]) -> None:
    """Two people who accepted, and an invitation that waits."""
    owner, language = case.owner, settings.LANGUAGE_CODE
    for member in entry["member"]:
        person = book.users[member["user"]]
        invite_member(
            by=owner, case=case, email=person.email, role=member["role"], language=language
        )
        accept_invitation(by=person, token=_mailed_token(person.email))
    invite_member(by=owner, case=case, email=entry["invited"], role="edit", language=language)


def _mailed_token(email: str) -> str:
    """The secret of the newest invitation: it stands in its mail alone."""
    mails = OutgoingMail.objects.filter(to=[email], text__contains="/mitarbeit/")
    found = re.search(r"/mitarbeit/([^/\s]+)/", mails.order_by("-pk")[0].text)
    assert found is not None
    return found[1]


def _copy_of_data(person: Any) -> None:
    """A copy of data that is ready, where there is none (the portal deletes it after a week)."""
    if DataExport.objects.filter(user=person).exists():
        return
    export = ask_for_export(by=person)
    make_export.call(export.pk)
