"""The words of applications for the office's search: German stems in an index of the database.

SQLite keeps them in an FTS5 table that triggers fill (`projects_casetext_words`), PostgreSQL in a
GIN index over the stems (`case_text_words`); the migration makes both. A migration that rebuilds
this table on SQLite has to make the triggers again.
"""

from __future__ import annotations

import re
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.privacy import Personal, classify
from portal.kernel.stems import stems
from projects.cases.models import PURPOSE, RETENTION, Case

MOST_CHARACTERS = 100_000
MOST_ASKED = 200
MOST_TERMS = 8
# Fewer letters would begin half of all words, so they count only as a whole word.
SHORTEST_BEGINNING = 3
_NUMBER = re.compile(r"^\s*([A-Za-z][A-Za-z0-9]{1,9})-(\d{4})-(\d{0,9})\s*$")


class WordsField(models.TextField):
    """Stems separated by blanks; `matches` takes a list of their beginnings."""


@WordsField.register_lookup
class Matches(models.Lookup):
    """Rows that hold a word for each of the beginnings (`term` alone is a whole word)."""

    lookup_name = "matches"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        """The list goes on as it is; each database writes its own query of it."""
        return "%s", [value]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """FTS5 of SQLite, by the key of the row."""
        alias = compiler.quote_name_unless_alias(self.lhs.alias)
        query = " AND ".join(
            f'"{term}"' + ("*" if len(term) >= SHORTEST_BEGINNING else "") for term in self.rhs
        )
        found = "SELECT rowid FROM projects_casetext_words WHERE projects_casetext_words MATCH %s"
        return f"{alias}.case_id IN ({found})", (query,)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The GIN index over the stems; the lexemes are quoted, so nothing of them is parsed."""
        lhs, params = self.process_lhs(compiler, connection)
        query = " & ".join(
            f"'{term}'" + (":*" if len(term) >= SHORTEST_BEGINNING else "") for term in self.rhs
        )
        return f"{PG_VECTOR % lhs} @@ %s::tsquery", (*params, query)


PG_VECTOR = "array_to_tsvector(string_to_array(%s, ' '))"
"""The words as PostgreSQL compares them; the migration's index holds the same expression."""


class CaseText(models.Model):
    """The words of one received application: core columns, answers, plan. Written by actions."""

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="text"
    )
    words = WordsField()

    privacy = classify(
        none="case",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="words")],
    )

    class Meta:
        verbose_name = _("words of an application")
        verbose_name_plural = _("words of applications")

    def __str__(self) -> str:
        return str(self.case_id)


def words_of(case: Case, answers: str) -> str:
    """The stems of a case and of its answers in words."""
    columns = (
        case.number or "",
        (case.number or "").replace("-", ""),
        case.title,
        case.carrier_name,
        case.contact_name,
        case.contact_email,
        case.contact_phone,
        case.place,
        case.summary,
        answers,
    )
    return stems("\n".join(columns), MOST_CHARACTERS)


def asked_terms(asked: str) -> list[str]:
    """The stems of what was typed, at most eight; a reference number is one word."""
    number = _NUMBER.match(asked[:MOST_ASKED])
    if number:
        return stems("".join(number.groups())).split()
    return stems(asked, MOST_ASKED).split()[:MOST_TERMS]
