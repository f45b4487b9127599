"""What editors of the demo are at work on: drafts, texts in approval, one that came back."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from wagtail.models import Page

from portal.demo.book import Book
from portal.demo.content import read, read_all


def load_drafts(book: Book, new: Container[int]) -> None:
    """Write versions of the pages that were just made (`new` holds their keys), of no others.

    So a second start adds nothing, and what became of a draft in the meantime stays.
    """
    for path, entry in read_all("drafts").items():
        if (key := book.page_id(path)) in new:
            _write(book, Page.objects.get(pk=key).specific, entry)
    for entry in read("changes")["change"]:
        if (key := book.page_id(entry["page"])) in new:
            page = Page.objects.get(pk=key).specific
            page.summary = entry["summary"]
            _write(book, page, entry)


def _write(book: Book, page: Any, entry: dict[str, Any]) -> None:
    """A version of the author's; handed in, and sent back with a remark, where the file says so."""
    author = book.users[entry["author"]]
    page.save_revision(user=author)
    if not entry.get("handed_in"):
        return
    state = page.get_workflow().start(page, author)
    if "sent_back" in entry:
        waiting = state.current_task_state
        waiting.task.specific.on_action(
            waiting, book.users["approver"], "reject", comment=entry["sent_back"]
        )
