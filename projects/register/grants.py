"""What everybody may know of a grant; natural persons are protected here and nowhere else.

A grant is made of the plain columns of a case. Whatever could name a person is compared here and
then left behind: a `Grant` does not hold it (docs/decisions/0017-register.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from actors.themes.models import Theme
from portal.kernel.amounts import Amount
from projects.programmes.carriers import CarrierKind
from projects.programmes.models import FundingProgramme, ProgrammeOption
from projects.register.pseudonyms import pseudonym
from projects.showcase.names import without_names

SHORTEST_NAME = 3
ORGANISATIONS = frozenset(CarrierKind.values) - {CarrierKind.PERSON}
"""Kinds of carriers that may be named; one that nobody stated is no reason to name anybody."""


def nobodys_title(subject: str) -> str:
    """The heading of what a natural person did, in the active language."""
    return _("Individual person: %(subject)s") % {"subject": subject}


def nobodys_name() -> str:
    """What stands instead of the name of a natural person, in the active language."""
    return _("Individual person (name protected)")


@dataclass(frozen=True, slots=True)
class Told:
    """What a case says of who stands behind it, read by the functions of this file alone.

    `words` is the title that the office set, `is_hidden` that it wants nobody named.
    """

    uuid: str
    number: str
    title: str
    carrier: str
    kind: str
    contact: str
    owner: str
    words: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant as it is published; amounts in cents.

    `id` is the reference number, of a protected one a pseudonym. `title` and `carrier` are empty
    and the days of the project None where a natural person is protected.
    """

    id: str
    title: str
    carrier: str
    kind: str
    theme: Theme | None
    programme: FundingProgramme
    project_type: ProgrammeOption | None
    cents: int
    paid_cents: int
    awarded_on: date
    starts_on: date | None
    ends_on: date | None
    changed_at: datetime

    @property
    def is_protected(self) -> bool:
        """Whether a natural person may stand behind it."""
        return not self.carrier

    @property
    def heading(self) -> str:
        """The title, of a protected grant its theme, in the active language."""
        if self.title:
            return self.title
        return nobodys_title(str(self.theme or self.project_type or self.programme.name))

    @property
    def recipient(self) -> str:
        """Who got it, in the active language."""
        return self.carrier or nobodys_name()

    @property
    def kind_label(self) -> str:
        """The kind of carrier in words."""
        return str(CarrierKind(self.kind).label) if self.kind else ""

    @property
    def year(self) -> int:
        """The year of the award."""
        return self.awarded_on.year

    @property
    def money(self) -> Amount:
        """What was awarded."""
        return Amount(self.cents)

    @property
    def months(self) -> int | None:
        """How many months the project lasts, begun ones counted whole; None where unknown."""
        first, last = self.starts_on, self.ends_on
        if first is None or last is None or last < first:
            return None
        whole = (last.year - first.year) * 12 + last.month - first.month
        return whole + (1 if last.day >= first.day else 0) or 1


def is_person(told: Told) -> bool:
    """Whether a natural person is, or may be, the carrier: by the kind, or by the name.

    A group or firm that bears the name of its contact person is protected as well.
    """
    carrier = _plain(told.carrier)
    if told.is_hidden or told.kind not in ORGANISATIONS or not carrier:
        return True
    return any(name in carrier for name in _full_names(told))


def public_id(told: Told, key: str) -> str:
    """The reference number; of a person a pseudonym that the number cannot be found by."""
    return f"p-{pseudonym(key, 'grant', told.uuid)}" if is_person(told) else told.number


def public_title(told: Told) -> str:
    """The title without the names of contact and account; nothing of a person's project."""
    if is_person(told):
        return ""
    names = sorted({told.contact.strip(), told.owner.strip()}, key=len, reverse=True)
    known = [name for name in names if len(name) >= SHORTEST_NAME]
    return without_names((told.words or told.title).strip(), known)


def _full_names(told: Told) -> Iterable[str]:
    """Names of two words and more: a single one may be a word like any other."""
    return (name for name in map(_plain, (told.contact, told.owner)) if " " in name)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
