"""Placeholders of text modules: words in braces that a notice fills in, such as `{amount}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from projects.decision import later

PLACEHOLDERS: dict[str, StrPromise] = {
    "authority": gettext_lazy("the office"),
    "carrier": gettext_lazy("the carrier"),
    "number": gettext_lazy("reference number of the application"),
    "title": gettext_lazy("title of the project"),
    "purpose": gettext_lazy("what is planned"),
    "applied_on": gettext_lazy("day of the application"),
    "decided_on": gettext_lazy("day of the decision"),
    "decided_by": gettext_lazy("who decided, with rule or resolution"),
    "legal_basis": gettext_lazy("legal basis"),
    "programme": gettext_lazy("programme"),
    "amount": gettext_lazy("amount in figures"),
    "amount_words": gettext_lazy("amount in words"),
    "asked": gettext_lazy("amount asked for"),
    "costs": gettext_lazy("costs of the plan"),
    "rate": gettext_lazy("share of the costs in percent"),
    "financing_type": gettext_lazy("type of financing"),
    "starts_on": gettext_lazy("first day of the period"),
    "ends_on": gettext_lazy("last day of the period"),
    "proof_on": gettext_lazy("day by which the proof of use is due"),
    "reason": gettext_lazy("reason of the decision"),
    "new_end": gettext_lazy("new last day of an extension"),
    "note": gettext_lazy("words of this notice alone"),
    "remedy_months": gettext_lazy("months for a remedy, in words"),
}
"""What a notice can fill in, and what it means; later steps add theirs."""
_ONE = re.compile(r"\{([a-z_]+)\}")


def known() -> dict[str, StrPromise]:
    """All placeholders with their meaning."""
    return PLACEHOLDERS | later.placeholders()


def names_in(text: str) -> set[str]:
    """The placeholders of a text."""
    return set(_ONE.findall(text))


def problem_of(text: str) -> str:
    """What is wrong with the placeholders of a text, in words; empty where nothing is."""
    unknown = sorted(names_in(text) - set(known()))
    if unknown:
        names = ", ".join(f"{{{name[:40]}}}" for name in unknown[:5])
        return _("No notice can fill these in: %(names)s.") % {"names": names}
    rest = _ONE.sub("", text)
    if "{" in rest or "}" in rest:
        return _("A brace is left over. Placeholders look like {amount}.")
    return ""


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled in; raises KeyError for one without a value."""
    return _ONE.sub(lambda found: values[found.group(1)], text)


def _overview() -> str:
    return " · ".join(f"{{{name}}} {meaning}" for name, meaning in known().items())


overview = lazy(_overview, str)
"""All placeholders with their meaning, for the help text of a module."""
