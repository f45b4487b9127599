"""The evaluation dataset: a table without names, its dictionary, the rule it was made by; a ZIP."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation

from actors.themes.queries import all_themes
from portal.kernel import clock
from portal.kernel.packing import Packer
from projects.cases.lifecycle import STATES
from projects.programmes.carriers import CarrierKind
from projects.programmes.models import FundingProgramme
from projects.register.dictionary import COLUMNS, NOTES
from projects.register.pseudonyms import pseudonym
from projects.register.queries_evaluation import PENDING, Sent, option_labels, sent_applications
from projects.register.suppression import (
    OTHER,
    Row,
    merged_lists,
    merged_months,
    suppressed,
)
from projects.register.tables import table

CROSSING = ("theme", "carrier_kind", "project_type")
SINGLE = ("programme", "period", "state")
MONTHS = ("received", "awarded_in", "starts", "ends")
ROOT = "auswertung"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The rows that leave the office, and how many of them lost a trait to the smallest group."""

    rows: list[Row]
    merged: int
    k: int

    @property
    def data(self) -> bytes:
        """The table."""
        names = [column.name for column in COLUMNS]
        return table(names, ([row[name] for name in names] for row in self.rows))

    @property
    def sha256(self) -> str:
        """The hash of the table."""
        return hashlib.sha256(self.data).hexdigest()


def make_dataset(*, key: str, recipient: str, k: int) -> Dataset:
    """The dataset for a recipient; empty where fewer than k applications were sent.

    The same recipient gets the same pseudonyms every time, two recipients never the same ones.
    """
    sent = sent_applications()
    plain = [_row(each, pseudonym(key, _purpose(recipient), each.uuid)) for each in sent]
    rows = suppressed(plain, CROSSING, SINGLE, k)
    if not rows:
        return Dataset([], 0, k)
    for name in MONTHS:
        months = merged_months([row[name] for row in plain], k)
        for row, month in zip(rows, months, strict=True):
            row[name] = month
    _add_lists(rows, sent, k)
    changed = sum(row != before for row, before in zip(rows, plain, strict=True))
    return Dataset(sorted(rows, key=lambda row: row["id"]), changed, k)


def _purpose(recipient: str) -> str:
    return f"evaluation {' '.join(recipient.casefold().split())}"


def _row(sent: Sent, name: str) -> Row:
    return {
        "id": name,
        "programme": sent.programme,
        "period": sent.period,
        "theme": sent.theme,
        "carrier_kind": sent.carrier_kind,
        "project_type": sent.project_type,
        "target_groups": ";".join(sorted(sent.target_groups)),
        "state": sent.state,
        "asked_euro": _euros(sent.asked_cents),
        "awarded_euro": _euros(sent.awarded_cents),
        "paid_euro": _euros(sent.paid_cents),
        "received": _month(sent.received_on),
        "awarded_in": _month(sent.awarded_on),
        "starts": _month(sent.starts_on),
        "ends": _month(sent.ends_on),
        "planned": _planned(sent, sent.indicators),
    }


def _add_lists(rows: Sequence[Row], sent: Sequence[Sent], k: int) -> None:
    """Target groups without the rare ones; outcomes only where enough planned the same."""
    groups = merged_lists([each.target_groups for each in sent], k)
    outcomes = merged_lists([list(each.indicators) for each in sent], k)
    for row, each, group, outcome in zip(rows, sent, groups, outcomes, strict=True):
        row["target_groups"] = ";".join(group)
        row["planned"] = _planned(each, [code for code in outcome if code != OTHER])


def _planned(sent: Sent, codes: Sequence[str] | dict[str, int]) -> str:
    return ";".join(f"{code}={sent.indicators[code]}" for code in sorted(codes))


def _euros(cents: int | None) -> str:
    return "" if cents is None else f"{cents // 100}.{cents % 100:02d}"


def _month(day: date | None) -> str:
    return f"{day:%Y-%m}" if day else ""


def packed(dataset: Dataset, *, recipient: str, purpose: str) -> bytes:
    """Table, dictionary and notes with their hashes as a ZIP; texts are German."""
    target, now = io.BytesIO(), clock.now()
    with translation.override("de"):
        packer = Packer(target, ROOT)
        notes = NOTES.format(
            recipient=recipient, purpose=purpose, k=dataset.k, day=f"{clock.local(now):%d.%m.%Y}"
        )
        for name, content in (
            ("daten.csv", dataset.data),
            ("datenwoerterbuch.csv", dictionary()),
            ("hinweise.txt", notes.encode()),
        ):
            packer.write(name, content, kind="", at=now)
        packer.seal()
    return target.getvalue()


def dictionary() -> bytes:
    """What each column means, and each of its codes; call it with German active."""
    rows = [(column.name, "", column.meaning, column.kind) for column in COLUMNS]
    codes = [(name, code, label, "code") for name, code, label in _codes()]
    return table(("column", "code", "meaning", "type"), [*rows, *codes])


def _codes() -> Iterator[tuple[str, str, str]]:
    for theme in all_themes().values():
        yield "theme", theme.code, str(theme)
    for code, label in CarrierKind.choices:
        yield "carrier_kind", code, str(label)
    for programme in FundingProgramme.objects.order_by("code"):
        yield "programme", programme.code, programme.name
    names = {
        "project_type": "project_type",
        "target_group": "target_groups",
        "indicator": "planned",
    }
    seen = set()
    for option in option_labels():
        name = names.get(option.kind)
        if name and (name, option.code) not in seen:
            seen.add((name, option.code))
            yield name, option.code, str(option)
    for state in STATES:
        yield "state", state.code, translation.gettext(state.internal)
    yield "state", PENDING, "entschieden, aber noch nicht bekannt gegeben"
    yield "*", OTHER, "selten oder unterdrückt: zu wenige Anträge für eine eigene Angabe"
