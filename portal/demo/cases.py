"""Applications and messages of the demo, sent through the same actions as real ones."""

from __future__ import annotations

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from home.enquiries.actions import answer_enquiry, send_enquiry
from home.models import Enquiry
from portal.demo.answers import fill_in
from portal.demo.book import Book
from portal.demo.content import read
from portal.kernel import clock
from projects.intake.actions import submit_application
from projects.models import Case


def load_cases(book: Book) -> None:
    """Make the applications that are missing; time runs as if they had come one by one."""
    for entry in read("cases")["case"]:
        uuid = uuid5(NAMESPACE_URL, f"demo:case:{entry['key']}")
        if Case.objects.filter(uuid=uuid).exists():
            continue
        with clock.frozen(clock.now() + timedelta(days=entry.get("submitted", -1))):
            user = book.users[entry["owner"]]
            case = fill_in(book, entry, user, uuid)
            if entry["state"] == "submitted":
                submit_application(by=user, case=case)


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
