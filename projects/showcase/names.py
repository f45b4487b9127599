"""Taking out of a text what says who did a project: names, addresses, ways to reach somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from projects.showcase.models import Microproject

SHORTEST = 3
# Below this length a name may be part of a word by chance ("Awo" in "Awokado").
SAFE_LENGTH = 5
LEGAL_FORMS = re.compile(r"\s*(\([^)]*\)|,?\s*(e\.\s?V\.|g?GmbH|gUG|eG))\s*$", re.IGNORECASE)
REACHABLE = re.compile(
    r"""[^\s@<>]+@[^\s@<>]+\.\w+      # e-mail
    |(?:https?://|www\.)\S+          # address of a site
    |(?:\+[0-9]{2}|\b0[0-9]{2,})[0-9 ()/.-]{4,}[0-9]  # phone; days and hours begin shorter
    """,
    re.VERBOSE,
)


def names_of(project: Microproject) -> list[str]:
    """All that names the carrier of a project or its exact place, the longest first."""
    found = {each for name in _known(project) for each in _forms(name)}
    return sorted((each for each in found if len(each) >= SHORTEST), key=len, reverse=True)


def _known(project: Microproject) -> Iterator[str]:
    yield from (project.carrier_name, project.place)
    organisation = project.organisation
    if organisation is not None:
        yield from (organisation.name, organisation.street, organisation.phone)
        yield from (organisation.email, organisation.website)


def _forms(name: str) -> Iterator[str]:
    """The name as it stands, and without legal form or remark behind it."""
    name = " ".join(name.split())
    while name:
        yield name
        shorter = LEGAL_FORMS.sub("", name).strip(" ,")
        name = shorter if shorter != name else ""


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with names, e-mail addresses, phone numbers and sites replaced by a mark."""
    mark = _("[name]")
    for name in names:
        words = r"\s+".join(re.escape(part) for part in name.split())
        pattern = words if len(name) >= SAFE_LENGTH else rf"(?<!\w){words}(?!\w)"
        text = re.sub(pattern, lambda _found: mark, text, flags=re.IGNORECASE)
    return REACHABLE.sub(mark, text)
