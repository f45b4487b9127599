"""Moving drafts to a newer version of their form: offered by the office, never by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.forms.queries import latest_version, schema_of
from portal.forms.schema import Schema
from portal.forms.sheets import Change, Sheet
from portal.forms.types import type_of
from portal.forms.versions import Moved, moved_sheet
from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.calls.models import Call
from projects.cases import permissions as may
from projects.cases.lifecycle import DRAFT
from projects.cases.models import AnswerChange, Case, FileKind
from projects.intake.actions_answers import keep_progress
from projects.intake.binding import FILES, BoundType, Records, sheet_of, write_changes
from projects.intake.completeness import situation_for
from projects.intake.models_versions import OfferAnswer, VersionOffer
from projects.intake.permissions import may_offer_version


@transaction.atomic
def offer_version(*, by: Any, call: Call) -> int:
    """Offer the newest version of the call's form to its drafts on older ones; how many got it.

    A draft that was offered this version already is left alone, whatever was answered. Nothing
    about the drafts themselves changes. Raises PermissionDenied, and NotAllowed (`call_closed`).
    """
    if not may_offer_version(by):
        raise PermissionDenied
    newest = latest_version(call.form)
    if not call.is_open or newest is None:
        raise NotAllowed("call_closed")
    older = Case.objects.filter(
        call=call,
        state=DRAFT,
        form_version__form_id=newest.form_id,
        form_version__number__lt=newest.number,
    )
    older = older.select_related("form_version").defer("form_version__data")
    drafts = list(older.select_for_update(of=("self",)).order_by("pk"))
    offered = VersionOffer.objects.filter(case__in=drafts, version=newest)
    known = set(offered.values_list("case_id", flat=True))
    fresh = [case for case in drafts if case.pk not in known]
    now = clock.now()
    VersionOffer.objects.filter(case__in=fresh).delete()
    for case in fresh:
        assert case.form_version is not None
        VersionOffer.objects.create(
            case=case, version=newest, before=case.form_version, by=by, at=now
        )
        audit.record(
            actor=by, subject=case, event="version_offered", data={"version": newest.number}
        )
    return len(fresh)


def _locked_offer(by: Any, case: Case, version: int) -> tuple[Case, VersionOffer]:
    """Case and offer under the row lock; raises PermissionDenied, NotAllowed (`other_offer`)."""
    locked = Case.objects.select_for_update().filter(pk=case.pk).first()
    if locked is None or not may.may_edit_draft(by, locked):
        raise PermissionDenied
    offers = VersionOffer.objects.select_related("version", "before").filter(case=locked)
    offer = offers.defer("version__data", "before__data").first()
    if offer is None or offer.version_id != version:
        raise NotAllowed("other_offer")
    moved = locked.form_version_id == offer.version_id
    locked.form_version = offer.version if moved else offer.before
    return locked, offer


def _answer(by: Any, offer: VersionOffer, answer: OfferAnswer) -> None:
    offer.answer, offer.answered_at = answer, clock.now()
    offer.save(update_fields=["answer", "answered_at"])
    audit.record(
        actor=by,
        subject=offer.case,
        event=f"version_{answer.value}",
        data={"version": offer.version.number},
    )


@transaction.atomic
def keep_version(*, by: Any, case: Case, version: int) -> Case:
    """Stay with the older form; `version` is the key of the version that was offered.

    A second call changes nothing. Raises PermissionDenied, and NotAllowed (`other_offer`).
    """
    case, offer = _locked_offer(by, case, version)
    if offer.answer == OfferAnswer.OPEN:
        _answer(by, offer, OfferAnswer.KEPT)
    return case


@transaction.atomic
def hide_notice(*, by: Any, case: Case, version: int) -> Case:
    """Put away the notice on what found no place in the newer form (`version`: its key).

    The texts stay readable among the changes, the files stay attached. A second call changes
    nothing. Raises PermissionDenied, and NotAllowed (`other_offer`).
    """
    case, offer = _locked_offer(by, case, version)
    if offer.answer == OfferAnswer.TAKEN and offer.hidden_at is None:
        offer.hidden_at = clock.now()
        offer.save(update_fields=["hidden_at"])
        data = {"version": offer.version.number}
        audit.record(actor=by, subject=case, event="version_notice_hidden", data=data)
    return case


@transaction.atomic
def take_version(*, by: Any, case: Case, version: int) -> Case:
    """Bring a draft to the version that was offered (`version`: its key), with all its answers.

    What finds no place there is kept in the log of answers, files become plain attachments. A
    second call changes nothing. Raises PermissionDenied, and NotAllowed (`other_offer`).
    """
    case, offer = _locked_offer(by, case, version)
    if offer.answer == OfferAnswer.TAKEN or case.form_version_id == offer.version_id:
        return case
    _answer(by, offer, OfferAnswer.TAKEN)
    assert offer.answered_at is not None
    old, new = schema_of(offer.before), schema_of(offer.version)
    move = _move(case, old, new)
    _store(case, offer, move)
    AnswerChange.objects.bulk_create(
        AnswerChange(
            case=case,
            question=each.question,
            before=each.before,
            after=each.after,
            parked=each.parked,
            by=by,
            at=offer.answered_at,
        )
        for each in move.changes
    )
    keep_progress(by=by, case=case)
    return case


@dataclass(frozen=True, slots=True)
class _Move:
    """A draft's way to another version: the old form under the new ids, and what moves."""

    old: Schema
    new: Schema
    before: Sheet
    moved: Moved

    @property
    def changes(self) -> list[Change]:
        """For the log: what found no place (parked), and what stands in its field as typed now."""
        lost = [each for each in self.moved.lost if not self.is_file(each.question)]
        changed = [
            Change(key, self.before.entry(key), self.moved.sheet.entry(key))
            for key in {**self.moved.sheet.answers, **self.moved.sheet.typed}
            if self.before.entry(key) != self.moved.sheet.entry(key)
        ]
        return [*lost, *changed]

    def is_file(self, question: str) -> bool:
        """Whether the old question took files: the case keeps them itself."""
        return self.old.questions[question].type == FILES


def _move(case: Case, old: Schema, new: Schema) -> _Move:
    before = sheet_of(case, old)
    for mine, theirs in _made_anew(old, new).items():
        entry = before.entry(mine)
        before = before.with_entry(mine, {}).with_entry(theirs, entry)
        old = _renamed(old, mine, theirs)
    return _Move(old, new, before, moved_sheet(before, old, new, situation_for(case, new, before)))


def _made_anew(old: Schema, new: Schema) -> dict[str, str]:
    """Fixed questions that were taken out and put in again: the same column, another id."""
    found = {}
    for question in old.questions.values():
        again = next(new.of_type(question.type), None)
        if again is None or question.id in new.questions or again.id in old.questions:
            continue
        if isinstance(type_of(question), BoundType):
            found[question.id] = again.id
    return found


def _renamed(schema: Schema, mine: str, theirs: str) -> Schema:
    steps = (
        replace(
            step,
            questions=tuple(
                replace(each, id=theirs) if each.id == mine else each for each in step.questions
            ),
        )
        for step in schema.steps
    )
    return replace(schema, steps=tuple(steps))


def _store(case: Case, offer: VersionOffer, move: _Move) -> None:
    """Columns, rows, JSON and files as the newer version asks for them."""
    records = Records(case.call)
    sheet, gone = move.moved.sheet, move.moved.lost
    # Only what the newer form asks stays in the JSON; the columns of lost answers are emptied.
    case.answers, case.typed = {}, {}
    write_changes(
        case, move.old, [each for each in gone if not move.is_file(each.question)], records
    )
    case.form_version = offer.version
    kept = []
    for key in {**sheet.answers, **sheet.typed}:
        question = move.new.questions[key]
        entry = sheet.entry(key)
        in_place = isinstance(type_of(question), BoundType) and "typed" not in entry
        if question.type != FILES and not (in_place and entry == move.before.entry(key)):
            kept.append(Change(key, move.before.entry(key), entry))
    write_changes(case, move.new, kept, records)
    asking = [each.id for each in move.new.of_type(FILES)]
    loose = case.files.filter(kind=FileKind.ATTACHMENT).exclude(question__in=[*asking, ""])
    loose.update(question="")
