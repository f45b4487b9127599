"""One text of the interface and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Text:
    """A text to translate: its English form is its key (`msgid`), with an optional context."""

    singular: str
    plural: str = ""
    context: str | None = None
    places: list[str] = field(default_factory=list)
    public: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes it the same text in one catalogue."""
        return self.context, self.singular
