"""How a finished project is told in public: whose name stands there, and what is left out.

The rule of the register holds (docs/decisions/0017-register.md): a natural person is named only
with a consent of their own, and never where the office says that nobody is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from projects.cases.models import Case
from projects.cases.queries_members import members_of
from projects.proposals.models import PageProposal
from projects.register.grants import (
    SHORTEST_NAME,
    Told,
    is_person,
    nobodys_name,
    nobodys_title,
    public_title,
)
from projects.register.queries_words import told_of
from projects.showcase.names import without_names

ADDRESS = re.compile(
    r"""\b(?:[\w.-]*(?:stra(?:ß|ss)e|str\.)|[\w-]{2,}(?:weg|allee|gasse|platz|ring|ufer))\s+
    \d{1,4}\s?[a-z]?\b(?:\s*,?\s*\d{5}\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
"""A street with the number of a house: only such a one says where somebody lives."""
SUMMARY = 180
"""Characters of the sentences that lists show."""


def asks_for_name(case: Case) -> bool:
    """Whether the carrier is a natural person who may say if the name is shown."""
    told = told_of(case)
    return is_person(told) and not told.is_hidden and bool(told.carrier.strip())


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of one case in public; texts are in the active language."""

    case: Case
    told: Told
    is_named: bool

    @property
    def carrier(self) -> str:
        """Who did it, or that the name is protected."""
        return self.told.carrier.strip() if self.is_named else nobodys_name()

    @property
    def title(self) -> str:
        """The title; of a protected carrier only the theme."""
        if not self.is_named:
            subject = self.case.theme or self.case.project_type or self.case.call.programme.name
            return nobodys_title(str(subject))
        said = public_title(self.told)
        return said or without_names((self.told.words or self.told.title).strip(), [])

    def plain(self, text: str) -> str:
        """A text without the names of people, without ways to reach them and house numbers."""
        return ADDRESS.sub(_("[address]"), without_names(text.strip(), self._names()))

    def credit(self, author: str) -> str:
        """Who took a photo, as the group wants it named (§ 13 UrhG); never a protected carrier."""
        name = self.told.carrier.strip()
        return author if self.is_named else credit_without(author, name)

    def _names(self) -> list[str]:
        people = {self.told.contact, self.told.owner, self.case.contact_email}
        people |= {each.user.get_full_name() for each in members_of(self.case) if each.user}
        carrier = self.told.carrier.strip()
        if not self.is_named:
            people.add(carrier)
        known = {name.strip() for name in people}
        if self.is_named:  # a person who agreed to be named is
            known = {name for name in known if name.casefold() not in carrier.casefold()}
        return sorted((name for name in known if len(name) >= SHORTEST_NAME), key=len, reverse=True)


def credit_without(author: str, name: str) -> str:
    """The author of a photo, where that is not the person who is not to be named."""
    return nobodys_name() if name and name.casefold() in author.casefold() else author


def teller_of(case: Case, proposal: PageProposal | None) -> Teller:
    """Who tells of a case, with what its carrier agreed to."""
    told = told_of(case)
    agreed = bool(proposal and proposal.is_proposed and proposal.shows_name)
    is_named = not is_person(told) or (agreed and asks_for_name(case))
    return Teller(case, told, is_named)


def summary_of(text: str) -> str:
    """The first sentences of a text, at most so many characters."""
    words = " ".join(text.split())
    if len(words) <= SUMMARY:
        return words
    cut = words[: SUMMARY + 1]
    ends = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    if ends > 0:
        return cut[: ends + 1]
    return f"{cut.rpartition(' ')[0] or cut[:SUMMARY]} …"
