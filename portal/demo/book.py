"""What the loaders share while they work: records and pages by the keys of the TOML files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from actors.models import Body, Office, Organisation, Theme
from projects.models import Call, FundingProgramme, Microproject


@dataclass
class Book:
    """Filled step by step; each loader reads what the ones before it wrote."""

    themes: dict[str, Theme] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    programmes: dict[str, FundingProgramme] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    microprojects: dict[str, Microproject] = field(default_factory=dict)
    images: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    users: dict[str, Any] = field(default_factory=dict)

    def page_id(self, path: str) -> int:
        """The key of the German page with that path; raises KeyError."""
        return self.pages[path]

    def image_id(self, key: str | None) -> int | None:
        """The key of a picture, None where a page has none; raises KeyError for an unknown one."""
        return self.images[key] if key else None
