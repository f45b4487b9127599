"""The texts of the demo as TOML files, one per page, actor, project, date or piece of news."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """One file by its path without the ending."""
    return tomllib.loads((ROOT / f"{name}.toml").read_text(encoding="utf-8"))


def read_all(folder: str) -> dict[str, dict[str, Any]]:
    """All files of a folder by their path in it, parents before children."""
    base = ROOT / folder
    files = sorted(base.rglob("*.toml"), key=lambda file: (len(file.parts), file))
    return {
        file.relative_to(base).with_suffix("").as_posix(): tomllib.loads(
            file.read_text(encoding="utf-8")
        )
        for file in files
    }
