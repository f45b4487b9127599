"""The one entry point of the demo content: idempotent, with its progress told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from portal.demo.aliases import load_aliases
from portal.demo.book import Book
from portal.demo.cases import load_cases, load_enquiries
from portal.demo.decisions import load_decisions
from portal.demo.desk import load_desk
from portal.demo.drafts import load_drafts
from portal.demo.following import load_following
from portal.demo.funding import load_funding
from portal.demo.household import load_household
from portal.demo.ledger import load_allotments
from portal.demo.library import begin_pictures, finish_pictures, load_documents
from portal.demo.meetings import load_meetings
from portal.demo.messages import load_messages
from portal.demo.monitoring import load_monitoring
from portal.demo.network import load_network
from portal.demo.past import load_past
from portal.demo.payments import load_paying, load_payments
from portal.demo.people import load_people
from portal.demo.proofs import load_proofs
from portal.demo.quiet import quiet_indexes, write_indexes
from portal.demo.recoveries import load_recoveries
from portal.demo.review import load_review
from portal.demo.seats import load_seats
from portal.demo.showcases import load_showcases
from portal.demo.sittings import load_sittings
from portal.demo.surroundings import load_surroundings
from portal.demo.together import load_together
from portal.demo.translations import load_translations, other_locales
from portal.demo.tree import load_tree

Say = Callable[[str], object]


def seed(progress: Say = print) -> None:
    """Make the demo content that is missing; what an editor changed stays as it is."""
    book = Book()
    with _step(progress, "Accounts"):
        load_people(book)
    studio = begin_pictures(book)
    try:
        with quiet_indexes(), transaction.atomic():
            new = _pages(book, progress)
        with _step(progress, "Search index"), transaction.atomic():
            write_indexes(new)
        with _step(progress, "Pictures"):
            finish_pictures(studio)
    finally:
        studio.close()
    with _step(progress, "Applications and messages"):
        load_surroundings(book)
        load_meetings(book)
        load_cases(book)
        load_messages(book)
        load_enquiries(book)
        load_desk(book)
        load_together(book)
        load_review(book)
        load_decisions(book)
        load_sittings(book)
        load_following(book)
        load_paying(book)
        load_proofs(book)
        load_payments(book)
        load_recoveries(book)
        load_monitoring(book)
        load_showcases(book)
        load_household(book)
    with _step(progress, "A funding period that is over"):
        load_past(book)
    with _step(progress, "Drafts and texts in approval"), transaction.atomic():
        load_drafts(book, set(new))


def _pages(book: Book, progress: Say) -> list[int]:
    """Records and pages; returns the keys of the pages to index."""
    with _step(progress, "Organisations, programmes and projects"):
        load_network(book)
        load_seats(book)
        load_funding(book)
        load_allotments(book)
    with _step(progress, "Pages in German"):
        load_documents(book)
        made = load_tree(book)
    with _step(progress, "Pages in the other languages"):
        load_aliases(made, other_locales())
    with _step(progress, "Translations"):
        translated = load_translations(book)
    return [*(page.pk for page in made), *translated]


@contextmanager
def _step(progress: Say, title: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    progress(f"  {title}: {time.monotonic() - start:.1f} s")
