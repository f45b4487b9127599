"""The forms of the demo, made of the ready templates through the same actions as an editor's."""

from __future__ import annotations

from portal.demo.book import Book
from portal.forms.actions import import_form
from portal.forms.models import Form
from projects.intake.models import ApplicationForm
from projects.intake.patterns import pattern


def demo_form(book: Book, code: str) -> Form:
    """The published form made of a template, in all its languages; made once.

    Raises KeyError for a template that does not exist.
    """
    ready = pattern(code)
    if ready is None:
        raise KeyError(code)
    known = ApplicationForm.objects.filter(title=ready.title["de"]).first()
    if known is not None:
        return known.form
    author, second = book.users["coordinator"], book.users["approver"]
    composed = import_form(by=author, model=ApplicationForm, content=ready.content())
    texts = ApplicationForm.objects.filter(translation_key=composed.translation_key)
    for text in texts.order_by("-pk"):  # the source last: one version in all languages
        revision = text.latest_revision
        if revision is not None:
            revision.publish(user=second)
    return composed.form
