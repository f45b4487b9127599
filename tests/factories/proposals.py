"""What carriers propose to show of their projects, for tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from portal.accounts.models import User
from projects.cases.models import Case
from projects.proposals import actions, actions_photos
from projects.proposals.actions import Words
from projects.proposals.actions_page import make_project_page
from projects.proposals.actions_photos import Entry
from projects.proposals.models import PageProposal, ProposedPhoto
from projects.showcase.pages import MicroprojectIndexPage, MicroprojectPage
from tests.factories import projects as funding
from tests.factories import proof
from tests.factories.accounts import user

WORDS = Words(
    done="Wir haben 18 Hochbeete gebaut.\n\nAlle durften mitmachen.",
    results="Die Nachbarschaft gießt gemeinsam.",
    lessons="Früh nach Wasser fragen\nErde teilen",
)
ENTRY = Entry("Beete auf dem Karlsplatz", "Gartengruppe", "written", "print")


def saved(case: Case, words: Words = WORDS, by: User | None = None) -> PageProposal:
    """A draft of the carrier."""
    known = PageProposal.objects.filter(case=case).first()
    seen = known.saved_at.isoformat() if known else ""
    return actions.save_proposal(by=by or case.owner, case=case, words=words, seen=seen)


def photo(case: Case, entry: Entry = ENTRY, **options: Any) -> ProposedPhoto:
    """A photo of the carrier."""
    return actions_photos.add_photo(
        by=options.pop("by", case.owner),
        case=case,
        entry=entry,
        key=options.pop("key", None) or uuid4(),
        upload=options.pop("upload", None) or funding.photo_upload(),
    )


def proposed(case: Case, photos: int = 2, words: Words = WORDS) -> PageProposal:
    """Texts and photos that lie at the office."""
    saved(case, words)
    for _number in range(photos):
        photo(case)
    return actions.propose_page(by=case.owner, case=case)


def index() -> MicroprojectIndexPage:
    """The German list of projects, made once."""
    return MicroprojectIndexPage.objects.first() or funding.microproject_index()


def closed(**columns: Any) -> Case:
    """A closed case with its receipts, and a list that its page can stand in."""
    index()
    return proof.closed(**columns)


def made(case: Case, by: User | None = None) -> MicroprojectPage:
    """The page that the office made of a case."""
    page = make_project_page(by=by or user("coordinator"), case=case)
    return MicroprojectPage.objects.get(pk=page.pk)


def published(case: Case) -> MicroprojectPage:
    """The same, published by an editor."""
    page = made(case)
    page.get_latest_revision().publish()
    return MicroprojectPage.objects.get(pk=page.pk)
