"""What an office of the demo notes on projects that it accompanies, through the same actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.desk import demo_key
from portal.kernel import clock
from projects.cases.actions import assign_office
from projects.models import Case
from projects.review.actions_following import note_of_office
from projects.review.permissions_following import ACCOMPANIED


def load_following(book: Book) -> None:
    """Give the projects their office, and note what it saw; made once."""
    for entry in read("review")["followed"]:
        case = Case.objects.filter(uuid=demo_key(entry["case"]), state__in=ACCOMPANIED).first()
        if case and case.office_id is None:
            office = book.offices[entry["office"]]
            case = assign_office(by=book.users["coordinator"], case=case, office=office)
            for number, note in enumerate(entry["notes"]):
                _note(book, case, number, note)


def _note(book: Book, case: Case, number: int, entry: list[Any]) -> None:
    kind, days, text = entry
    note_of_office(
        by=book.users["office"],
        case=case,
        kind=kind,
        day=clock.today() + timedelta(days=days),
        text=text,
        key=uuid5(NAMESPACE_URL, f"demo:followed:{case.uuid}:{number}"),
    )
