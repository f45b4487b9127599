"""Applications and messages of the demo, sent through the same actions as real ones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from home.enquiries.actions import answer_enquiry, send_enquiry
from home.models import Enquiry
from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.funding import in_days
from portal.kernel import clock
from projects.intake.actions import save_draft, submit_application
from projects.intake.values import Draft, Line
from projects.models import Case


def load_cases(book: Book) -> None:
    """Make the applications that are missing; time runs as if they had come one by one."""
    for entry in read("cases")["case"]:
        uuid = uuid5(NAMESPACE_URL, f"demo:case:{entry['key']}")
        if Case.objects.filter(uuid=uuid).exists():
            continue
        with clock.frozen(clock.now() + timedelta(days=entry.get("submitted", -1))):
            user = book.users[entry["owner"]]
            case = save_draft(
                by=user,
                call=book.calls[entry["call"]],
                uuid=uuid,
                language=settings.LANGUAGE_CODE,
                draft=_draft(book, entry),
            )
            if entry["state"] == "submitted":
                submit_application(by=user, case=case)


def _draft(book: Book, entry: dict[str, Any]) -> Draft:
    name, email, phone = entry["contact"]
    columns = {
        "title": entry["title"],
        "summary": entry["summary"].strip(),
        "place": entry.get("place", ""),
        "starts_on": in_days(entry["starts"]) if "starts" in entry else None,
        "ends_on": in_days(entry["ends"]) if "ends" in entry else None,
        "theme": book.themes.get(entry.get("theme", "")),
        "amount_cents": entry["amount"] * 100 if "amount" in entry else None,
        "carrier_name": entry["carrier"],
        "carrier_kind": entry["carrier_kind"],
        "organisation": book.organisations.get(entry.get("organisation", "")),
        "contact_name": name,
        "contact_email": email,
        "contact_phone": phone,
        "consent": entry["state"] == "submitted",
    }
    programme = book.calls[entry["call"]].programme
    categories = {category.code: category for category in programme.categories.all()}
    lines = tuple(
        Line(label=label, category=categories[code], amount_cents=euro * 100)
        for label, code, euro in entry["costs"]
    )
    return Draft(columns=columns, lines=lines)


def load_enquiries(book: Book) -> None:
    """Two messages to the office, one of them answered."""
    for entry in read("enquiries")["enquiry"]:
        if Enquiry.objects.filter(email=entry["email"]).exists():
            continue
        now = clock.now()
        with clock.frozen(now + timedelta(days=entry["days"])):
            enquiry = send_enquiry(
                kind=entry["kind"],
                name=entry["name"],
                email=entry["email"],
                message=entry["message"],
                page_address=entry.get("page_address", ""),
                language=settings.LANGUAGE_CODE,
            )
        if "answered" in entry:
            with clock.frozen(now + timedelta(days=entry["answered"])):
                answer_enquiry(enquiry=enquiry, by=book.users["coordinator"])
