"""What was typed into the form, sorted into what fits a column and what is kept as text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from projects.intake.forms import TYPED, ApplicationForm, BaseCostLines
from projects.intake.rules import COSTS

# Longer nonsense is not stored; the form shows it again with the reason.
KEPT_CHARACTERS = 10_000
COLUMNS = {"amount": "amount_cents"}


@dataclass(frozen=True, slots=True)
class Line:
    """One cost line as it can be stored."""

    label: str = ""
    category: Any = None
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All answers of a draft: columns of the case, its cost lines, and unreadable answers."""

    columns: dict[str, Any] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    unreadable: dict[str, str] = field(default_factory=dict)


def read(form: ApplicationForm, lines: BaseCostLines) -> Draft:
    """Sort the answers of a bound form (validated or not).

    An answer too long to be kept leaves its column as it was.
    """
    form.is_valid()
    lines.is_valid()
    unreadable = {name: _text(form[name].value()) for name in form.errors if name in TYPED}
    columns = {
        COLUMNS.get(name, name): form.cleaned_data.get(name, form.fields[name].to_python(""))
        for name in TYPED
        if name in form.cleaned_data or unreadable.get(name)
    }
    rows = []
    for index, row in enumerate(lines.filled()):
        rows.append(_line(getattr(row, "cleaned_data", {})))
        for name in row.errors:
            unreadable[f"{COSTS}-{index}-{name}"] = _text(row[name].value())
    kept = {name: text for name, text in unreadable.items() if text}
    return Draft(columns=columns, lines=tuple(rows), unreadable=kept)


def _line(clean: dict[str, Any]) -> Line:
    return Line(
        label=clean.get("label") or "",
        category=clean.get("category"),
        amount_cents=clean.get("amount"),
    )


def _text(value: Any) -> str:
    text = str(value or "").replace("\x00", "")
    return text if len(text) <= KEPT_CHARACTERS else ""
