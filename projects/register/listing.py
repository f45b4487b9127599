"""The list on the page: what it can be narrowed by, and what fits."""

from __future__ import annotations

from collections.abc import Iterable

from projects.register.grants import Grant
from projects.showcase.forms import Pairs


def choices_in(grants: Iterable[Grant]) -> dict[str, Pairs]:
    """Only what occurs, so that no choice leads to an empty list."""
    listed = list(grants)
    themes = {grant.theme.code: grant.theme for grant in listed if grant.theme}
    ordered = sorted(themes.values(), key=lambda theme: (theme.order, theme.code))
    programmes = {grant.programme.code: grant.programme.name for grant in listed}
    years = sorted({grant.year for grant in listed}, reverse=True)
    return {
        "year": [(str(year), str(year)) for year in years],
        "theme": [(theme.code, str(theme)) for theme in ordered],
        "programme": sorted(programmes.items(), key=lambda pair: pair[1].casefold()),
    }


def narrowed(grants: Iterable[Grant], chosen: dict[str, str]) -> list[Grant]:
    """The grants that fit all choices; words are looked for in what everybody sees."""
    words = chosen.get("q", "").casefold().split()
    return [
        grant
        for grant in grants
        if chosen.get("year", str(grant.year)) == str(grant.year)
        and ("theme" not in chosen or (grant.theme and grant.theme.code == chosen["theme"]))
        and chosen.get("programme", grant.programme.code) == grant.programme.code
        and (not words or all(word in _words(grant) for word in words))
    ]


def _words(grant: Grant) -> str:
    return f"{grant.heading} {grant.recipient}".casefold()
