"""The texts that a carrier proposes: writing, handing to the office, taking the name back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.proposals import mails_office
from projects.proposals import permissions as may
from projects.proposals.models import LONGEST_LESSONS, LONGEST_TEXT, PageProposal
from projects.proposals.queries import microproject_of
from projects.proposals.telling import asks_for_name, credit_without
from projects.register.grants import nobodys_name
from projects.review.actions import locked, plain_text, require
from projects.showcase.models import Microproject
from projects.showcase.names import without_names
from projects.showcase.pages import MicroprojectPage


@dataclass(frozen=True, slots=True)
class Words:
    """What a carrier writes; `shows_name` counts only where a natural person is the carrier."""

    done: str
    results: str = ""
    lessons: str = ""
    shows_name: bool = False


@transaction.atomic
def save_proposal(*, by: Any, case: Case, words: Words, seen: str) -> PageProposal:
    """Keep the texts as far as they are written; the office reads them once they are proposed.

    `seen` is the moment of the saving that the person saw (ISO; empty: none). Raises
    PermissionDenied, NotAllowed (`changed`: somebody else saved meanwhile, `long`).
    """
    case = locked(case)
    require(may.may_write_proposal(by, case))
    held = held_proposal(case)
    if (held.saved_at.isoformat() if held.pk else "") != seen:
        raise NotAllowed("changed")
    held.done = plain_text(words.done, LONGEST_TEXT)
    held.results = plain_text(words.results, LONGEST_TEXT)
    held.lessons = plain_text(words.lessons, LONGEST_LESSONS)
    held.shows_name = words.shows_name and asks_for_name(case)
    held.saved_at = clock.now()
    held.save()
    audit.record(
        actor=by, subject=case, event="proposal_saved", data={"shows_name": held.shows_name}
    )
    return held


def held_proposal(case: Case) -> PageProposal:
    """The proposal of a case whose row is held, or a new one; part of an action."""
    found = PageProposal.objects.filter(case=case).first()
    return found or PageProposal(case=case, saved_at=clock.now())


@transaction.atomic
def propose_page(*, by: Any, case: Case) -> PageProposal:
    """Hand texts and photos to the office; a second call changes nothing.

    Raises PermissionDenied, NotAllowed (`done`: nothing is written yet).
    """
    case = locked(case)
    require(may.may_write_proposal(by, case))
    held = held_proposal(case)
    if held.is_proposed:
        return held
    if not held.done:
        raise NotAllowed("done")
    held.proposed_at, held.proposed_by = clock.now(), by
    held.save()
    photos = held.photos.filter(withdrawn_at__isnull=True).count()
    audit.record(actor=by, subject=case, event="page_proposed", data={"photos": photos})
    mails_office.tell_office_proposed(case)
    return held


@transaction.atomic
def withdraw_name(*, by: Any, case: Case) -> None:
    """A natural person wants to be named no longer: the name leaves the finished project at once.

    Public pages that hold the name in their texts are taken from the net, and the office is told.
    A second call changes nothing. Raises PermissionDenied. Rule: Art. 7 (3) GDPR.
    """
    case = locked(case)
    require(may.may_withdraw_consent(by, case))
    held = PageProposal.objects.filter(case=case, shows_name=True).first()
    if held is None:
        return
    held.shows_name = False
    held.save(update_fields=["shows_name"])
    project = microproject_of(case)
    if project:
        _forget_name(project, case.carrier_name.strip())
        _forget_author(held, case.carrier_name.strip())
    audit.record(actor=by, subject=case, event="proposal_name_withdrawn")
    mails_office.tell_office_name_withdrawn(case)


def _forget_name(project: Microproject, name: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        project.carrier_name = nobodys_name()
        project.title = without_names(project.title, [name])
        project.results = _without(project.results, name)
        project.plan = _without(project.plan, name)
    project.organisation = None
    project.save()
    folded = name.casefold()
    for page in MicroprojectPage.objects.filter(microproject=project, alias_of__isnull=True):
        if page.live and folded in page.search_text().casefold():
            page.unpublish()


def _forget_author(proposal: PageProposal, name: str) -> None:
    """What stands at the pictures of the library, which other pages may show as well."""
    photos = proposal.photos.select_related("image")
    with translation.override(settings.LANGUAGE_CODE):
        for image in [photo.image for photo in photos if photo.image]:
            image.credit = credit_without(image.credit, name)
            image.title = without_names(image.title, [name])
            image.description = without_names(image.description, [name])
            image.save(update_fields=["credit", "title", "description"])


def _without(labels: dict[str, str], name: str) -> dict[str, str]:
    return {code: without_names(text, [name]) for code, text in labels.items()}
