"""Files to send along. The feature stores them and keeps the list of their ids as the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.blocks import IntegerBlock, MultipleChoiceBlock, StructValue

from portal.forms.schema import Question
from portal.forms.types import Answer, Difference, QuestionType, Situation, question_type
from portal.kernel import files as kernel

KINDS: dict[str, tuple[kernel.Kind, ...]] = {
    "pdf": (kernel.PDF,),
    "picture": (kernel.JPEG, kernel.PNG, kernel.WEBP),
    "document": (kernel.DOCX, kernel.ODT),
    "table": (kernel.XLSX, kernel.ODS),
}
DEFAULT_KINDS = ["pdf", "picture"]
MOST_MEGABYTES, MOST_FILES = 25, 20
DEFAULT_MEGABYTES, DEFAULT_FILES = 10, 5


def kinds_of(question: Question) -> tuple[kernel.Kind, ...]:
    """The kinds of files that a question takes."""
    return tuple(kind for name in question.options["kinds"] for kind in KINDS[name])


def max_bytes_of(question: Question) -> int:
    """How large each file may be."""
    return int(question.options["megabytes"]) * kernel.MEGABYTE


def most_of(question: Question) -> int:
    """How many files may be sent along."""
    return int(question.options["most"])


def input_name(question_id: str) -> str:
    """The name of the control that takes the files."""
    return f"q-{question_id}-files"


@question_type
class Files(QuestionType):
    """Files; the answer is the list of their ids."""

    code = "files"
    label = gettext_lazy("Files")
    description = gettext_lazy("Documents or pictures to send along.")
    order = 150
    icon = "upload"
    reads_post = False
    moves_on = False
    template = "portal/forms/questions/files.html"

    def fields(self) -> list[tuple[str, Any]]:
        """Kinds, size and number."""
        kinds = [
            ("pdf", gettext_lazy("PDF")),
            ("picture", gettext_lazy("pictures")),
            ("document", gettext_lazy("text documents")),
            ("table", gettext_lazy("spreadsheets")),
        ]
        return [
            (
                "kinds",
                MultipleChoiceBlock(
                    label=gettext_lazy("kinds"),
                    choices=kinds,
                    default=DEFAULT_KINDS,
                    widget=forms.CheckboxSelectMultiple,
                ),
            ),
            (
                "megabytes",
                IntegerBlock(
                    label=gettext_lazy("most megabytes each"),
                    min_value=1,
                    max_value=MOST_MEGABYTES,
                    default=DEFAULT_MEGABYTES,
                ),
            ),
            (
                "most",
                IntegerBlock(
                    label=gettext_lazy("most files"),
                    min_value=1,
                    max_value=MOST_FILES,
                    default=DEFAULT_FILES,
                ),
            ),
        ]

    def options(self, values: Mapping[str, StructValue], source: str) -> dict[str, Any]:
        """Kinds, size and number."""
        own = values[source]
        chosen = set(own.get("kinds") or DEFAULT_KINDS)
        return {
            "kinds": [name for name in KINDS if name in chosen],
            "megabytes": int(own.get("megabytes") or DEFAULT_MEGABYTES),
            "most": int(own.get("most") or DEFAULT_FILES),
        }

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """The control; its template writes it."""
        return forms.FileField()

    def hint(self, question: Question) -> str:
        """Help, kinds, size and number."""
        kinds = ", ".join(kind.endings[0].upper() for kind in kinds_of(question))
        limits = ngettext(
            "%(kinds)s; at most %(number)s file with up to %(size)s MB.",
            "%(kinds)s; at most %(number)s files with up to %(size)s MB each.",
            most_of(question),
        )
        values = {
            "kinds": kinds,
            "number": most_of(question),
            "size": question.options["megabytes"],
        }
        return " ".join(filter(None, [str(question.help), limits % values]))

    def context(self, question: Question, situation: Situation) -> dict[str, Any]:
        """The files that are there, and what the control takes."""
        files = list(situation.files.get(question.id, ()))
        endings = [ending for kind in kinds_of(question) for ending in kind.endings]
        return {
            "files": files,
            "name": input_name(question.id),
            "accept": ",".join(f".{ending}" for ending in endings),
            "several": most_of(question) > 1,
            "is_full": len(files) >= most_of(question),
            "watch": situation.watch.get(question.id),
        }

    def missing(self, question: Question) -> str:
        """What to do."""
        return _("Please add a file.")

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """How many files there are."""
        return [str(len(answer))] if answer else []

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """The names, one a line; how many there are where the names are not known."""
        names = [str(file.name) for file in situation.files.get(question.id, ())]
        return "\n".join(names) if names else self._number(answer)

    def _number(self, answer: Answer) -> str:
        number = len(answer or [])
        text = ngettext("%(number)s file", "%(number)s files", number)
        return text % {"number": number} if number else ""

    def display(self, question: Question, answer: Answer, situation: Situation) -> SafeString:
        """The files as links."""
        files = situation.files.get(question.id, ())
        if not files:
            return super().display(question, answer, situation)
        return render_to_string("portal/forms/questions/files_answer.html", {"files": files})

    def differences(
        self, question: Question, before: Answer, after: Answer, situation: Situation
    ) -> list[Difference]:
        """How many files were added and removed; gone files have no names any more."""
        old, new = set(before or []), set(after or [])
        if old == new:
            return []
        changed = _("%(added)s new, %(removed)s removed") % {
            "added": len(new - old),
            "removed": len(old - new),
        }
        parts = filter(None, [self._number(after), changed])
        return [Difference("", self._number(before), " · ".join(parts))]
