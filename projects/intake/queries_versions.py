"""Reads about drafts on older versions of a form: numbers for the office, words for the writer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from portal.forms.models import Form, FormVersion
from portal.forms.queries import schema_of
from portal.forms.schema import Schema
from portal.forms.types import type_of
from portal.forms.versions import FormDifference, form_differences
from projects.calls.models import Call
from projects.cases.lifecycle import DRAFT
from projects.cases.models import AnswerChange, Case
from projects.intake.binding import FILES
from projects.intake.completeness import situation_for
from projects.intake.models_versions import OfferAnswer, VersionOffer
from projects.intake.reading import Attached, files_of


@dataclass(frozen=True, slots=True)
class Begun:
    """How many drafts of one call follow one version; never which."""

    call: Call
    number: int
    drafts: int
    open_offers: int
    kept: int


def begun_by_version(form: Form) -> list[Begun]:
    """The drafts that follow a form, counted by call and version, the newest call first."""
    offered = Q(version_offer__answer=OfferAnswer.OPEN)
    rows = list(
        Case.objects.filter(form_version__form=form, state=DRAFT)
        .order_by("-call__opens_at", "call", "-form_version__number")
        .values("call", "form_version__number")
        .annotate(
            drafts=Count("pk"),
            open_offers=Count("pk", filter=offered),
            kept=Count("pk", filter=Q(version_offer__answer=OfferAnswer.KEPT)),
        )
    )
    calls = Call.objects.select_related("form").in_bulk({row["call"] for row in rows})
    return [
        Begun(
            calls[row["call"]],
            row["form_version__number"],
            row["drafts"],
            row["open_offers"],
            row["kept"],
        )
        for row in rows
    ]


def versions_of(form: Form) -> list[FormVersion]:
    """All versions of a form without their data, the newest first."""
    return list(form.versions.defer("data").order_by("-number"))


def differences_between(older: FormVersion, newer: FormVersion) -> list[FormDifference]:
    """What differs, in the active language."""
    return form_differences(schema_of(older), schema_of(newer))


@dataclass(frozen=True, slots=True)
class Lost:
    """An answer that found no place in the newer form: the old question and what it said."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What the task list says of an offer: what differs, or what became of the answers."""

    offer: VersionOffer
    differences: tuple[FormDifference, ...] = ()
    lost: tuple[Lost, ...] = ()
    files: tuple[Attached, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the writer has not answered yet."""
        return self.offer.answer == OfferAnswer.OPEN

    @property
    def is_taken(self) -> bool:
        """Whether the draft was moved."""
        return self.offer.answer == OfferAnswer.TAKEN

    @property
    def is_told(self) -> bool:
        """Whether the writer is still told what found no place."""
        lost_any = bool(self.lost or self.files)
        return self.is_taken and self.offer.hidden_at is None and lost_any


def offer_for(case: Case) -> Offered | None:
    """The offer that a draft's task list shows; None without one and where one stays."""
    offers = VersionOffer.objects.select_related("version", "before")
    offer = offers.defer("version__data", "before__data").filter(case=case).first()
    if offer is None or offer.answer == OfferAnswer.KEPT:
        return None
    if offer.answer == OfferAnswer.OPEN:
        return Offered(offer, tuple(differences_between(offer.before, offer.version)))
    lost = () if offer.hidden_at else tuple(_lost(case, offer))
    return Offered(offer, lost=lost, files=tuple(_loose(case, offer)))


def _lost(case: Case, offer: VersionOffer) -> list[Lost]:
    if offer.answered_at is None:
        return []
    old = schema_of(offer.before)
    entries = AnswerChange.objects.filter(case=case, parked=True, at=offer.answered_at)
    return [
        Lost(str(old.questions[entry.question].label), _words(case, old, entry))
        for entry in entries
        if entry.question in old.questions
    ]


def _words(case: Case, old: Schema, entry: AnswerChange) -> str:
    if "typed" in entry.before:
        return "; ".join(text for texts in entry.before["typed"].values() for text in texts if text)
    question: Any = old.questions[entry.question]
    situation = situation_for(case, old, case.own_sheet)
    return type_of(question).words(question, entry.before.get("answer"), situation)


def _loose(case: Case, offer: VersionOffer) -> list[Attached]:
    """Files whose question is gone; only where the older form took files."""
    if not any(schema_of(offer.before).of_type(FILES)):
        return []
    return files_of(case).get("", [])
