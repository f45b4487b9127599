"""What carriers of the demo show of their projects, through the same actions as real ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from media.models import PortalImage
from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.desk import demo_key
from portal.kernel import clock
from projects.models import Case, Microproject, MicroprojectPage, PageProposal
from projects.proposals.actions import Words, propose_page, save_proposal
from projects.proposals.actions_page import make_project_page
from projects.proposals.actions_photos import Entry, add_photo
from projects.proposals.permissions import SHOWN

Step = Callable[[Book, Case, dict[str, Any]], object]


def load_showcases(book: Book) -> None:
    """Play the proposals that are missing, of projects that there are."""
    now = clock.now()
    for entry in read("showcases")["showcase"]:
        case = Case.objects.filter(uuid=demo_key(entry["case"]), state__in=SHOWN).first()
        if case is None or PageProposal.objects.filter(case=case).exists():
            continue
        for number, (days, step) in enumerate(entry["steps"]):
            with clock.frozen(now + timedelta(days=days, minutes=number)):
                STEPS[step](book, Case.objects.get(pk=case.pk), entry)


def _save(_book: Book, case: Case, entry: dict[str, Any]) -> None:
    words = Words(entry["done"].strip(), entry["results"].strip(), entry["lessons"].strip())
    save_proposal(by=case.owner, case=case, words=words, seen="")


def _photos(book: Book, case: Case, entry: dict[str, Any]) -> None:
    for picture, credit, people, use in entry["photos"]:
        image = PortalImage.objects.get(pk=book.images[picture])
        with image.file.open("rb") as stored:
            upload = ContentFile(stored.read(), name=f"{picture}.png")
        add_photo(
            by=case.owner,
            case=case,
            entry=Entry(image.description, credit, people, use),
            key=uuid5(NAMESPACE_URL, f"demo:photo:{case.uuid}:{picture}"),
            upload=upload,
        )


def _propose(_book: Book, case: Case, _entry: dict[str, Any]) -> None:
    propose_page(by=case.owner, case=case)


def _make(book: Book, case: Case, _entry: dict[str, Any]) -> None:
    """The page, marked as invented like all others of the demo."""
    page = make_project_page(by=book.users["coordinator"], case=case).specific
    Microproject.objects.filter(case=case).update(is_demo=True)
    page.is_demo = True
    page.save_revision(user=book.users["coordinator"])


def _publish(book: Book, case: Case, _entry: dict[str, Any]) -> None:
    page = MicroprojectPage.objects.get(
        microproject__case=case, locale__language_code="de", alias_of=None
    )
    revision = page.get_latest_revision()
    if revision:
        revision.publish(user=book.users["approver"])


STEPS: dict[str, Step] = {
    "save": _save,
    "photos": _photos,
    "propose": _propose,
    "make": _make,
    "publish": _publish,
}
"""What happens on a day, by the word in the file."""
