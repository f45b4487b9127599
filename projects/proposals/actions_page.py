"""One click: finished project, pictures with their consents, and the draft of the page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page
from wagtail.rich_text import RichText
from wagtail_localize.synctree import create_aliases_for_new_page

from actors.themes.models import Theme
from media.images.actions import add_image, record_consent
from media.images.models import Licence, PortalImage
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from portal.kernel.scan import ScanState
from projects.cases.models import Case
from projects.proposals import mails
from projects.proposals import permissions as may
from projects.proposals.kinds import PURPOSES, People
from projects.proposals.models import PageProposal, ProposedPhoto
from projects.proposals.queries import microproject_of, page_of, proposal_of, shown_photos
from projects.proposals.records import new_record
from projects.proposals.telling import Teller, summary_of, teller_of
from projects.review.actions import locked, require
from projects.showcase.models import Microproject
from projects.showcase.pages import MicroprojectIndexPage, MicroprojectPage, ProjectPhoto

COLLECTION = "Projektseiten"


@transaction.atomic
def make_project_page(*, by: Any, case: Case, theme: Theme | None = None) -> Page:
    """Make the finished project of a case with its pictures and the draft of its German page.

    All of it or nothing; nothing is public before the page is published. A page that exists is
    given back. `theme` counts where the application names none. Raises PermissionDenied, NotAllowed
    (`no_index`: the portal has no list of projects, `theme`, `scan`: a photo waits for its virus
    check), ValidationError (the virus check does not answer).
    """
    case = locked(case)
    require(may.may_make_page(by, case))
    index = _held_index()
    before = page_of(case)
    if before:
        return before
    proposal = proposal_of(case)
    proposed = proposal if proposal and proposal.is_proposed else None
    with translation.override(settings.LANGUAGE_CODE):
        teller = teller_of(case, proposed)
        project = microproject_of(case)
        if project is None:
            project = new_record(case, teller, proposed, theme, index)
            project.save()
        images = _images(by, case, teller, project) if proposed else []
        page = _page(index, project, teller, proposed, images)
    page.save_revision(user=by)
    create_aliases_for_new_page(page)  # as for a page that an editor begins
    data = {"microproject": project.code, "page": page.pk, "photos": len(images)}
    audit.record(actor=by, subject=case, event="project_page_made", data=data)
    if proposed:
        mails.tell_taken_over(case)
    return page


def _held_index() -> MicroprojectIndexPage:
    """The German list of projects, held: two pages at once would take the same place below it."""
    found = MicroprojectIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    index = found.order_by("-live", "path").first()
    if index is None:
        raise NotAllowed("no_index")
    Page.objects.select_for_update().get(pk=index.pk)
    index.refresh_from_db()
    return index


def _images(by: Any, case: Case, teller: Teller, project: Microproject) -> list[PortalImage]:
    """The photos in the library, each once, with the consent that the carrier told."""
    photos = shown_photos(case)
    if any(photo.file and photo.file.scan == ScanState.WAITING for photo in photos):
        raise NotAllowed("scan")
    images = [photo.image or _image(by, photo, teller, project) for photo in photos]
    return [image for image in images if image]


def _image(
    by: Any, photo: ProposedPhoto, teller: Teller, project: Microproject
) -> PortalImage | None:
    """A new picture of the library; None where the virus check deleted the file."""
    if photo.file is None or not photo.file.is_released:
        return None
    with photo.file.file.open("rb") as stored:
        # A name that nobody guesses: the file is public from now on, its page is not.
        upload = File(stored, name=f"{uuid4().hex}.jpg")
        upload.size = photo.file.size
        image = add_image(
            by=by,
            title=f"{project.title} ({photo.number})",
            file=upload,
            description=teller.plain(photo.description),
            credit=teller.credit(photo.credit),
            licence=Licence.PERMITTED,
            collection=_collection(),
        )
    record_consent(
        by=by,
        image=image,
        person=_agreed(photo),
        given_on=clock.local(photo.said_at).date(),
        purposes=PURPOSES[photo.use],
    )
    photo.image = image
    photo.save(update_fields=["image"])
    return image


def _agreed(photo: ProposedPhoto) -> str:
    """Who agreed, as the record of consents keeps it: no names are asked."""
    return {
        People.NOBODY: _("the group itself; nobody can be recognised"),
        People.WRITTEN: _("all recognisable people, in writing (the group keeps it)"),
        People.GUARDIANS: _("guardians and all others, in writing (the group keeps it)"),
    }[People(photo.people)]


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION).first()
    return found or root.add_child(name=COLLECTION)


def _page(
    index: MicroprojectIndexPage,
    project: Microproject,
    teller: Teller,
    proposed: PageProposal | None,
    images: list[PortalImage],
) -> MicroprojectPage:
    """The unpublished page with texts and photos."""
    done = teller.plain(proposed.done) if proposed else ""
    said = done or str(project.results)
    page = MicroprojectPage(
        title=project.title,
        slug=_free_slug(index, project.code),
        summary=summary_of(said),
        search_description=summary_of(said),
        microproject=project,
        lessons=teller.plain(proposed.lessons) if proposed else "",
        picture=images[0] if images else None,
        is_demo=project.is_demo,
        live=False,
        locale=index.locale,
    )
    if done:
        page.body = [("rich_text", _paragraphs(done))]
    page.photos = [
        ProjectPhoto(image=image, sort_order=place) for place, image in enumerate(images[1:])
    ]
    index.add_child(instance=page)
    return page


def _free_slug(index: MicroprojectIndexPage, code: str) -> str:
    """The code as the end of the address; empty where it is taken: Wagtail then finds another."""
    return "" if index.get_children().filter(slug=code).exists() else code


def _paragraphs(text: str) -> RichText:
    """Plain words as running text."""
    parts = (part.strip() for part in text.split("\n\n"))
    return RichText(
        "".join(f"<p>{escape(part).replace(chr(10), '<br/>')}</p>" for part in parts if part)
    )
