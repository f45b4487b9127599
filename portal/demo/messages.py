"""Messages of the demo on the applicant's case, through the same actions as real ones."""

from __future__ import annotations

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.days import in_days
from portal.kernel import clock
from projects.correspondence.actions import write_as_office, write_to_office
from projects.correspondence.permissions import ENDED
from projects.models import Case, Message


def load_messages(book: Book) -> None:
    """Write the messages that are missing, while their application has not ended."""
    for number, entry in enumerate(read("messages")["message"]):
        key = uuid5(NAMESPACE_URL, f"demo:message:{number}")
        case = Case.objects.get(uuid=uuid5(NAMESPACE_URL, f"demo:case:{entry['case']}"))
        if case.state in ENDED or Message.objects.filter(key=key).exists():
            continue
        writer, text = book.users[entry["writer"]], entry["text"]
        due = in_days(entry["due"]) if "due" in entry else None
        with clock.frozen(clock.now() + timedelta(days=entry["days"])):
            if entry["writer"] == "coordinator":
                write_as_office(by=writer, case=case, text=text, key=key, due_on=due)
            else:
                write_to_office(by=writer, case=case, text=text, key=key)
