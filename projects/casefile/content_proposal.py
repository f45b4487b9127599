"""What a carrier proposed for its project page, in the PDF of a case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.kernel.reports import Chapter, Part, chapter
from portal.templatetags.formats import datetime_long
from projects.casefile.words import NOTHING
from projects.cases.models import Case
from projects.proposals.models import ProposedPhoto
from projects.proposals.queries import microproject_of, photos_of, proposal_of


def project_page(case: Case) -> Chapter:
    """Texts, photos with what was agreed, the finished project; drafts stay with the carrier."""
    proposal, project = proposal_of(case), microproject_of(case)
    parts = []
    if proposal and proposal.is_proposed:
        facts = [
            [_("Proposed"), datetime_long(proposal.proposed_at)],
            [_("What was done"), proposal.done],
            [_("What came of it"), proposal.results or NOTHING],
            [_("What others can learn"), proposal.lessons or NOTHING],
        ]
        parts.append(Part(facts=facts, items=[_photo(each) for each in photos_of(case)]))
    if project:
        parts.append(Part(facts=[[_("Finished project"), f"{project.title} ({project.code})"]]))
    return chapter(_("Project page"), *parts, otherwise=_("Nothing was proposed."))


def _photo(photo: ProposedPhoto) -> str:
    said = [
        str(photo),
        photo.credit,
        str(photo.get_people_display()),
        str(photo.get_use_display()),
        datetime_long(photo.said_at),
    ]
    if photo.withdrawn_at:
        when = datetime_long(photo.withdrawn_at)
        said.append(_("consent withdrawn on %(when)s") % {"when": when})
    return " · ".join(said)
