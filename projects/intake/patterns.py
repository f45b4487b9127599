"""Ready-made forms to begin from: files like those that editors export."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.cms.fields import Labels

FOLDER = Path(__file__).parent / "form_templates"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A ready-made form: its name in the address, its title, how long it is."""

    code: str
    title: Labels
    steps: tuple[Labels, ...]
    questions: int

    def content(self) -> bytes:
        """The file as an import reads it."""
        return (FOLDER / f"{self.code}.json").read_bytes()


@cache
def patterns() -> tuple[Pattern, ...]:
    """All ready-made forms, by name."""
    return tuple(_pattern(path) for path in sorted(FOLDER.glob("*.json")))


def pattern(code: str) -> Pattern | None:
    """The ready-made form of that name."""
    return next((each for each in patterns() if each.code == code), None)


def _pattern(path: Path) -> Pattern:
    data = json.loads(path.read_text(encoding="utf-8"))
    steps = [step["value"] for step in data["steps"]]
    return Pattern(
        code=path.stem,
        title=Labels(data["title"]),
        steps=tuple(Labels(step["title"]) for step in steps),
        questions=sum(len(step["questions"]) for step in steps),
    )
