"""Which stored files belong to a case, in folders with speaking names."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.kernel.packing import Paper
from projects.cases.models import Case, CaseFile, FileKind
from projects.decision.queries import notices_of
from projects.proposals.queries import proposal_of
from projects.recoveries.queries_claims import orders_of


def papers_of(case: Case) -> list[Paper]:
    """The application, what was added to it, archived notices, orders to the cash office."""
    return [*_application(case), *_notices(case), *_orders(case)]


def _application(case: Case) -> list[Paper]:
    proposal = proposal_of(case)
    is_private = proposal is None or not proposal.is_proposed
    return [
        _stored(case, each)
        for each in case.files.all()
        # Photos of a draft are for the carrier alone.
        if each.kind != FileKind.PHOTO or not is_private
    ]


def _stored(case: Case, each: CaseFile) -> Paper:
    attached = each.kind == FileKind.ATTACHMENT
    return Paper(
        folder=pgettext("application", "Attachments") if attached else _("Application"),
        name=each.name,
        kind=each.get_kind_display(),
        added_at=each.added_at,
        file=each.file,
        sha256=each.sha256,
        held_back=each.scan_note,
    )


def _notices(case: Case) -> list[Paper]:
    return [
        Paper(
            folder=_("Notices"),
            name=each.file_name,
            kind=each.get_kind_display(),
            added_at=each.released_at,
            file=each.file,
            sha256=each.sha256,
        )
        for each in notices_of(case)
        if each.is_released
    ]


def _orders(case: Case) -> list[Paper]:
    return [
        Paper(
            folder=_("Notices"),
            name=each.file_name,
            kind=str(each._meta.verbose_name),
            added_at=each.at,
            file=each.file,
            sha256=each.sha256,
        )
        for each in orders_of(case)
    ]
