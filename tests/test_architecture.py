"""Rules of the house that import-linter cannot see."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from portal.kernel.privacy import Personal, classification

ROOT = Path(settings.BASE_DIR)
APPS = ["portal", "media", "actors", "projects", "home"]
CHAIN = [
    "programmes",
    "calls",
    "cases",
    "correspondence",
    "budget",
    "household",
    "intake",
    "advice",
    "review",
    "decision",
    "sittings",
    "payments",
    "monitoring",
    "proof",
    "recoveries",
    "showcase",
    "register",
    "proposals",
    "reports",
    "imports",
    "casefile",
]
HOUSE = [
    "portal.kernel",
    "portal.cms",
    "portal.forms",
    "portal.accounts",
    "media",
    "actors",
    *[f"projects.{package}" for package in CHAIN],
    "home",
]
SWAPPABLE = {
    settings.AUTH_USER_MODEL.lower(),
    settings.WAGTAILIMAGES_IMAGE_MODEL.lower(),
    settings.WAGTAILDOCS_DOCUMENT_MODEL.lower(),
}
OURS = [model for label in APPS for model in apps.get_app_config(label).get_models()]


def python_files() -> Iterator[Path]:
    """Our modules, migrations apart."""
    for name in [*APPS, "tests"]:
        for file in (ROOT / name).rglob("*.py"):
            if "migrations" not in file.parts:
                yield file


def floor(module: str) -> int | None:
    """How high in the house a module stands; None outside of it."""
    fitting = [i for i, prefix in enumerate(HOUSE) if f"{module}.".startswith(f"{prefix}.")]
    return max(fitting) if fitting else None


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model: type[models.Model]) -> None:
    here = floor(model.__module__)
    for field in model._meta.get_fields():
        target = getattr(field, "related_model", None)
        if not target or isinstance(target, str) or field.auto_created:
            continue
        there = floor(target.__module__)
        if there is None or here is None or target._meta.label_lower in SWAPPABLE:
            continue
        assert there <= here, f"{model._meta.label}.{field.name} looks up to {target._meta.label}"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_classified(model: type[models.Model]) -> None:
    fields = {f.name for f in [*model._meta.local_fields, *model._meta.local_many_to_many]}
    foreign = {f.name for base in _foreign_bases(model) for f in base._meta.local_fields}
    own = {name for name in fields - foreign if name != "id" and not name.endswith("_ptr")}
    declared = classification(model)
    missing = own - set(declared)
    assert not missing, f"{model._meta.label}: nobody classified {sorted(missing)}"
    for name, entry in declared.items():
        if isinstance(entry, Personal):
            assert entry.purpose, name
            assert entry.retention, name


def _foreign_bases(model: type[models.Model]) -> list[type[models.Model]]:
    """Abstract bases of libraries, whose technical fields we do not classify again."""
    ours = tuple(f"{name}." for name in APPS)
    return [
        base
        for base in model.__mro__[1:]
        if isinstance(base, models.base.ModelBase)
        and base is not models.Model
        and not base.__module__.startswith(ours)
        and base._meta.abstract
    ]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_records_are_protected(model: type[models.Model]) -> None:
    """No row of money, case or log disappears because another one is deleted."""
    if not model.__module__.startswith(("projects.cases", "portal.kernel")):
        return
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey) and not field.remote_field.parent_link:
            assert field.remote_field.on_delete in {models.PROTECT, models.CASCADE}, field
            if field.remote_field.on_delete is models.CASCADE:
                assert field.related_model.__module__ == model.__module__, field


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_codes_are_stable_and_english(model: type[models.Model]) -> None:
    for field in model._meta.local_fields:
        if not isinstance(field, models.CharField) or not field.choices:
            continue
        if field.name in {"language", "lang"}:
            continue
        for code, _label in field.flatchoices:
            assert re.fullmatch(r"[a-z0-9_.-]*", str(code)), f"{field}: {code!r}"


def test_files_stay_small() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in python_files()
        if (lines := len(file.read_text().splitlines())) > 300
    }
    assert not long


def test_everything_public_says_what_it_is_for() -> None:
    silent = []
    for file in python_files():
        if file.is_relative_to(ROOT / "tests"):
            continue
        tree = ast.parse(file.read_text())
        if not ast.get_docstring(tree) and file.name != "__init__.py":
            silent.append(f"{file.relative_to(ROOT)}")
        silent += [f"{file.relative_to(ROOT)}:{name}" for name in _silent(tree)]
    assert not silent


def _silent(node: ast.AST, prefix: str = "") -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if child.name.startswith("_") or child.name in {"Meta", "Command"}:
            continue
        is_command = child.name in {"handle", "add_arguments"}
        if not ast.get_docstring(child) and not is_command:
            yield prefix + child.name
        if isinstance(child, ast.ClassDef):
            yield from _silent(child, f"{prefix}{child.name}.")


def test_only_the_clock_reads_the_time() -> None:
    pattern = re.compile(r"timezone\.now\(|date\.today\(|datetime\.now\(|datetime\.utcnow\(")
    readers = [
        str(file.relative_to(ROOT))
        for file in python_files()
        if file.name not in {"clock.py", "test_architecture.py"}
        and pattern.search(file.read_text())
    ]
    assert not readers


def test_only_actions_change_a_state() -> None:
    """A status or state column is written in `actions.py` (and by factories), nowhere else."""
    pattern = re.compile(r"\.(state|status) = |update\((state|status)=")
    writers = [
        str(file.relative_to(ROOT))
        for file in python_files()
        if file.name not in {"actions.py", "test_architecture.py"}
        and not file.name.startswith("actions_")
        and "factories" not in file.parts
        and "tests" not in file.parts
        and "kernel" not in file.parts
        and pattern.search(file.read_text())
    ]
    assert not writers


def test_the_ledger_only_grows() -> None:
    """Entries are added by `projects/budget/posting.py`; nothing changes or deletes them.

    The bench fills a database that is thrown away.
    """
    change = re.compile(
        r"(LedgerEntry\.objects|\bentries|\bentry|journal\([^)]*\)|entries_of\([^)]*\))[^\n]*"
        r"\.(delete|update|bulk_update|update_or_create|save|_raw_delete)\("
    )
    add = re.compile(r"LedgerEntry(\.objects\.(create|bulk_create|get_or_create))?\(")
    ledger = [file for file in python_files() if "LedgerEntry" in file.read_text()]
    ours = [file for file in ledger if not {"tests", "migrations"} & set(file.parts)]
    assert ours
    one_line = {file: re.sub(r"\n\s*\.", ".", file.read_text()) for file in ours}
    assert not [str(file) for file, text in one_line.items() if change.search(text)]
    adds = {str(file.relative_to(ROOT)) for file, text in one_line.items() if add.search(text)}
    own = {f"projects/budget/{name}.py" for name in ("posting", "models")}
    assert adds <= own | {"portal/bench/ledger.py"}


def test_templates_hold_no_inline_style_or_script() -> None:
    bad = re.compile(r"\sstyle=|\son(click|load|change|submit|input|error)=|<script>|javascript:")
    found = []
    for name in APPS:
        for file in (ROOT / name).rglob("*.html"):
            if "mail" in file.parts or "email" in file.parts:
                continue
            found += [
                f"{file.relative_to(ROOT)}: {m.group()}" for m in bad.finditer(file.read_text())
            ]
    assert not found


def test_nothing_is_fetched_from_elsewhere() -> None:
    """No template, style or script names another host to load from."""
    bad = re.compile(
        r"""(src|srcset)=["']https?://|@import\s+["']?(url\()?["']?https?:|url\(["']?https?:"""
    )
    kinds = {".html", ".css", ".js"}
    found = [
        str(file.relative_to(ROOT))
        for name in APPS
        for file in (ROOT / name).rglob("*")
        if file.suffix in kinds and bad.search(file.read_text())
    ]
    assert not found


def test_models_files_of_apps_are_indexes() -> None:
    for name in APPS:
        tree = ast.parse((ROOT / name / "models.py").read_text())
        defined = [n for n in tree.body if isinstance(n, ast.ClassDef | ast.FunctionDef)]
        assert not defined, name


def test_migrations_follow_one_another() -> None:
    for name in APPS:
        numbers = sorted(int(file.name[:4]) for file in (ROOT / name / "migrations").glob("0*.py"))
        assert numbers, name
        assert numbers[0] == 1
        assert all(after == before + 1 for before, after in pairwise(numbers)), name


def test_block_trees_stay_out_of_migrations() -> None:
    for name in APPS:
        for file in (ROOT / name / "migrations").glob("0*.py"):
            assert "wagtail.blocks" not in file.read_text(), file
