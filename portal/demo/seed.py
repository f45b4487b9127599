"""The one entry point of the demo content: idempotent, with its progress told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from portal.demo.book import Book
from portal.demo.cases import load_cases, load_enquiries
from portal.demo.funding import load_funding
from portal.demo.library import begin_pictures, finish_pictures, load_documents
from portal.demo.network import load_network
from portal.demo.people import load_people
from portal.demo.surroundings import load_surroundings
from portal.demo.translations import load_aliases, load_translations
from portal.demo.tree import load_tree

Say = Callable[[str], object]


def seed(progress: Say = print) -> None:
    """Make the demo content that is missing; what an editor changed stays as it is."""
    book = Book()
    with _step(progress, "Accounts"):
        load_people(book)
    with _step(progress, "Organisations, programmes and projects"), transaction.atomic():
        load_network(book)
        load_funding(book)
    studio = begin_pictures(book)
    try:
        with _step(progress, "Pages in German"), transaction.atomic():
            load_documents(book)
            made = load_tree(book)
        with _step(progress, "Pages in the other languages"), transaction.atomic():
            load_aliases(made)
        with _step(progress, "Translations"), transaction.atomic():
            load_translations(book)
        with _step(progress, "Pictures"):
            finish_pictures(studio)
    finally:
        studio.close()
    with _step(progress, "Applications and messages"):
        load_surroundings(book)
        load_cases(book)
        load_enquiries(book)


@contextmanager
def _step(progress: Say, title: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    progress(f"  {title}: {time.monotonic() - start:.1f} s")
