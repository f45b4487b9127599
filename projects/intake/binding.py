"""Questions bound to typed columns of the case, and the way between a case and its sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import BigAutoField, CharField
from django.utils.translation import gettext_lazy

from actors.themes.models import Theme
from portal.forms.schema import Question, Schema
from portal.forms.sheets import Change, Sheet
from portal.forms.types import Answer, QuestionType, Situation, discover, type_of
from portal.kernel.prepared import Prepared
from portal.kernel.scan import ScanState
from portal.kernel.together import Part
from projects.calls.models import Call
from projects.cases.models import Case, CaseFile, FileKind
from projects.programmes.models import CostCategory, ProgrammeOption

APPLICATION = "application"
FILES = "files"
CHAPTER = gettext_lazy("Fixed questions of an application")


_THEMES = Prepared(lambda: Theme.objects.all())
_CATEGORIES = Prepared(
    lambda rules: CostCategory.objects.filter(rules__pk__in=rules), rules=BigAutoField()
)
_OPTIONS = Prepared(
    lambda programmes: ProgrammeOption.objects.filter(programme__pk__in=programmes),
    programmes=BigAutoField(),
)
_FILES = Prepared(
    lambda cases, asking: (
        CaseFile.objects.filter(case__pk__in=cases, question__in=asking)
        .filter(kind=FileKind.ATTACHMENT)
        .exclude(scan=ScanState.INFECTED)
        .values_list("pk", "question")
    ),
    cases=BigAutoField(),
    asking=CharField(),
)


THEMES = Part(_THEMES, lambda _case: {})
CATEGORIES = Part(_CATEGORIES, lambda case: {"rules": [case.call.rules_id]})
OPTIONS = Part(_OPTIONS, lambda case: {"programmes": [case.call.programme_id]})


class Records:
    """What the questions of one call choose from; each list is read once, when first asked for."""

    @classmethod
    def of(cls, case: Case) -> Records:
        """Those of a case's call, without a question where its page has gathered them."""
        found, known = cls(case.call), vars(case).get("_parts", {})
        parts = {"themes": THEMES, "categories": CATEGORIES, "_options": OPTIONS}
        vars(found).update({name: known[part] for name, part in parts.items() if part in known})
        return found

    def __init__(self, call: Call) -> None:
        self.call = call

    @cached_property
    def themes(self) -> list[Theme]:
        """All themes in their order."""
        return _THEMES.objects()

    @cached_property
    def categories(self) -> list[CostCategory]:
        """The cost categories of the call's rules, payable or not."""
        return _CATEGORIES.objects(rules=[self.call.rules_id])

    @cached_property
    def _options(self) -> list[ProgrammeOption]:
        return _OPTIONS.objects(programmes=[self.call.programme_id])

    def options(self, kind: str) -> list[ProgrammeOption]:
        """The options of the programme of one kind."""
        return [option for option in self._options if option.kind == kind]


@dataclass(frozen=True, slots=True)
class ApplicationSituation(Situation):
    """An application: its call with the records to choose from, and its form."""

    records: Records | None = None
    schema: Schema | None = None
    totals: dict[str, Any] = field(default_factory=dict)

    @property
    def call(self) -> Call | None:
        """The call; None in the preview of a form that no call uses."""
        return self.records.call if self.records else None

    def answer_to(self, code: str) -> Answer:
        """The answer to the question of a type that a form asks once; None without one."""
        found = next(self.schema.of_type(code), None) if self.schema else None
        return self.answers.get(found.id) if found else None

    def asks(self, code: str) -> bool:
        """Whether the form has a question of that type."""
        return self.schema is not None and any(self.schema.of_type(code))


class BoundType(QuestionType):
    """A question whose answer lives in columns or rows of the case, not in its JSON."""

    group = APPLICATION
    chapter = CHAPTER
    related = False
    """Whether the answer lives in rows of other tables (written once the case is saved)."""

    def read(self, case: Case) -> Answer:
        """The answer of a case."""
        raise NotImplementedError

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """Put an answer (None: nothing) into the case."""
        raise NotImplementedError


class ColumnType(BoundType):
    """A question bound to one text column."""

    column = ""

    def read(self, case: Case) -> Answer:
        """The column."""
        return getattr(case, self.column) or None

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """The column; empty text for nothing."""
        setattr(case, self.column, answer or "")


def application_of(situation: Situation) -> ApplicationSituation:
    """The situation as an application's; raises TypeError elsewhere."""
    if not isinstance(situation, ApplicationSituation):
        raise TypeError(type(situation))
    return situation


def know_types() -> None:
    """Make the general question types and those of applications known."""
    discover("portal.forms.questions")
    discover("projects.intake.questions")


def sheet_of(case: Case, schema: Schema, only: Collection[str] | None = None) -> Sheet:
    """All answers of a case by question id; rows of other tables only for the questions `only`."""
    sheet = case.own_sheet
    answers = dict(sheet.answers)
    for question in schema.questions.values():
        kind = type_of(question)
        if not isinstance(kind, BoundType) or question.id in sheet.typed:
            continue
        if kind.related and only is not None and question.id not in only:
            continue
        answer = kind.read(case)
        if not kind.is_empty(answer):
            answers[question.id] = answer
    return Sheet(answers | _file_answers(case, schema, only), sheet.typed)


def _file_answers(case: Case, schema: Schema, only: Collection[str] | None) -> dict[str, list[int]]:
    """The files of each question that takes some, by their keys: the case keeps them itself."""
    asking = [each.id for each in schema.of_type(FILES) if only is None or each.id in only]
    found: dict[str, list[int]] = {}
    if asking and "files" in getattr(case, "_prefetched_objects_cache", ()):
        for item in case.files.all():
            kept = item.kind == FileKind.ATTACHMENT and item.scan != ScanState.INFECTED
            if kept and item.question in asking:
                found.setdefault(item.question, []).append(item.pk)
    elif asking:
        for pk, question in _FILES.rows(cases=[case.pk], asking=asking):
            found.setdefault(question, []).append(pk)
    return found


def write_changes(case: Case, schema: Schema, changes: Iterable[Change], records: Records) -> None:
    """Put changed answers into the columns, rows and JSON of a case, and save it."""
    related: list[tuple[BoundType, Answer]] = []
    sheet = case.own_sheet
    for change in changes:
        question = schema.questions[change.question]
        kind = type_of(question)
        answer = change.after.get("answer")
        if not isinstance(kind, BoundType):
            sheet = sheet.with_entry(question.id, change.after)
            continue
        sheet = sheet.with_entry(
            question.id, {k: v for k, v in change.after.items() if k == "typed"}
        )
        if kind.related:
            related.append((kind, answer))
        else:
            kind.write(case, answer, records)
    case.answers, case.typed = sheet.answers, sheet.typed
    case.save()
    for kind, answer in related:
        kind.write(case, answer, records)


def labelled(question: Question) -> str:
    """The question without its mark, as a head in tables."""
    return str(question.label).rstrip("?: ")
