"""What a question type is, and where types are registered.

One type is one file with all its faces: the editor's block, the applicant's field, cleaning,
display, export and the difference between two answers. A file in `portal/forms/questions/` (or in
a package that a feature discovers) makes itself known with `@question_type`; nothing else names it.

An *answer* is plain JSON. What could not be read as an answer is kept as *typed* text, so that a
draft never loses what somebody wrote.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, TypeVar

from django import forms
from django.template.loader import render_to_string
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StructValue

from portal.cms.fields import Labels
from portal.forms.schema import Question

Answer = Any
"""JSON: text, number, boolean, list or dictionary; None where nothing was answered."""
GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Situation:
    """What a question may know of the place where it is asked; features subclass it.

    `answers` are the answers given so far by question id, `files` the files of each question
    that takes some (objects with `name`, `size` in bytes, `url` and `remove_value`, the value of
    the button that removes it), `extra_rows` how many empty rows were asked for beyond the filled.
    `watch` tells for questions with files that are still being checked where to ask for news.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    files: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    extra_rows: Mapping[str, int] = field(default_factory=dict)
    watch: Mapping[str, Watch] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Watch:
    """Where a page asks again for something that is not settled, and after how many seconds."""

    url: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two answers, in words: part (may be empty), before, after."""

    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Table:
    """An answer that is a table: heads of the columns, rows of words, and sums (may be empty).

    `numeric` are the places of the columns that are set flush with their figures.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    numeric: tuple[int, ...] = ()


class QuestionType:
    """One kind of question. Subclasses override the faces that differ; all are free of requests."""

    code = ""
    """Stable English code, kept in every frozen form."""
    label: Any = ""
    description: Any = ""
    icon = "help"
    chapter: Any = gettext_lazy("Free questions")
    """The head under which editors find it."""
    order = 500
    """Its place under that head: small numbers come first."""
    group = GENERAL
    """Which features offer it: `general` or a feature's own name."""
    takes_answer = True
    """False for guidance, which asks nothing."""
    reads_post = True
    """False where the feature keeps the answer itself (files)."""
    first_code = ""
    """The code that a new question begins with; for types that a form asks once."""
    template = "portal/forms/questions/field.html"
    is_personal = True
    """Whether an answer may hold personal data (Art. 30 GDPR register; stripped when copied)."""
    moves_on = True
    """Whether an answer may begin another form. Days, files and consents belong to one alone."""

    # ---- the editor's side

    def fields(self) -> list[tuple[str, Any]]:
        """The editor's fields beyond label, help, required, code and condition."""
        return []

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """What is frozen of the editor's fields: plain data, texts as `{locale: text}`.

        `values` holds the same block in every language, `source` the language that codes and
        numbers are read from.
        """
        return {}

    def editor_problems(self, value: StructValue) -> dict[str, Any]:
        """Names of the editor's fields with what is wrong with them."""
        return {}

    # ---- the applicant's side

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """The form field. It is never required: what is missing is said on the way to sending."""
        raise NotImplementedError

    def hint(self, question: Question) -> str:
        """What stands below the label: the editor's help; types add their limits."""
        return str(question.help)

    def hint_in(self, question: Question, situation: Situation) -> str:
        """The hint where it is asked; types that know more of the place say it too."""
        return self.hint(question)

    def to_answer(self, cleaned: Any) -> Answer:
        """The JSON answer of what the field cleaned."""
        return cleaned

    def to_initial(self, answer: Answer) -> Any:
        """What the field shows of a stored answer."""
        return answer

    def reusable(
        self, question: Question, answer: Answer, before: Question | None, situation: Situation
    ) -> Answer:
        """What of an answer to `before` this question of another form can still hold.

        `before` is None where the answer comes from no form. The default takes everything.
        """
        return answer

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """More for the template of this type, e.g. sums or what is left.

        The common template knows `suffix` (a unit), `width`, `rows` and `label`.
        """
        return {}

    def is_empty(self, answer: Answer) -> bool:
        """Whether nothing was answered."""
        return answer in (None, "", [], {})

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """What keeps the answer from being sent, in words that say what to do.

        The default asks for an answer where one is required.
        """
        if question.required and self.is_empty(answer):
            return [self.missing(question)]
        return []

    def missing(self, question: Question) -> str:
        """The text for a required question without an answer."""
        return _("Please answer this question.")

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """The answer as codes or numbers, for `show if`."""
        return [] if self.is_empty(answer) else [str(answer)]

    # ---- everybody who reads the answer

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """The answer in plain words and lines, in the active language; empty without one."""
        return "" if self.is_empty(answer) else str(answer)

    def table(self, question: Question, answer: Answer, situation: Situation) -> Table | None:
        """The answer as a table where it is one."""
        return None

    def display(self, question: Question, answer: Answer, situation: Situation) -> SafeString:
        """The answer as HTML."""
        table = self.table(question, answer, situation)
        if table is not None:
            context = {"table": table, "question": question}
            return render_to_string("portal/forms/questions/table_answer.html", context)
        words = self.words(question, answer, situation)
        return mark_safe(linebreaks(words, autoescape=True))

    def columns(self, question: Question) -> list[str]:
        """Heads of the columns in an export; the code alone, or `code.part` for each part."""
        return [question.code] if self.takes_answer else []

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """One value for each of `columns`: text, number or date."""
        return [self.words(question, answer, situation)] if self.takes_answer else []

    def differences(
        self, question: Question, before: Answer, after: Answer, situation: Situation
    ) -> list[Difference]:
        """What changed between two answers; empty where they are equal."""
        if before == after:
            return []
        words = (self.words(question, each, situation) for each in (before, after))
        return [Difference("", *words)]


_types: dict[str, QuestionType] = {}
Made = TypeVar("Made", bound=type[QuestionType])


def question_type(made: Made) -> Made:
    """Make a class known as a question type; raises ValueError for a code that is taken."""
    known = _types.get(made.code)
    if not made.code or (known is not None and type(known) is not made):
        raise ValueError(made.code)
    _types[made.code] = made()
    return made


def discover(package: str) -> None:
    """Import every module of a package, so that its types make themselves known."""
    for module in pkgutil.iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")


def type_of(question: Question) -> QuestionType:
    """The type of a frozen question; raises KeyError for one that nobody registered."""
    return _types[question.type]


def type_by_code(code: str) -> QuestionType:
    """The type of a code; raises KeyError for one that nobody registered."""
    return _types[code]


def known_types(groups: Sequence[str] = (GENERAL,)) -> list[QuestionType]:
    """The types of the given groups as editors find them: a feature's own first, then by order."""
    found = [each for each in _types.values() if each.group in groups]
    return sorted(found, key=lambda kind: (kind.group == GENERAL, kind.order, kind.code))


def labels(values: Mapping[str, StructValue], name: str) -> Labels:
    """One text of a block in all languages that have it."""
    texts = {code: str(value.get(name) or "").strip() for code, value in values.items()}
    return Labels({code: text for code, text in texts.items() if text})
