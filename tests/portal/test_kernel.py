"""Clock, lifecycle engine, registry, stems, numbers and log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from portal.kernel import audit, clock, registry
from portal.kernel.lifecycle import Lifecycle, NotAllowed, State, Transition
from portal.kernel.numbers import next_number
from portal.kernel.stems import stem, stems
from tests.factories.accounts import user


def test_clock_stops_and_goes_on() -> None:
    with clock.frozen("2026-11-22 18:00") as moment:
        assert clock.now() == moment == datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
        assert clock.today().isoformat() == "2026-11-22"
        with clock.frozen("2027-01-01 00:30"):
            assert clock.local().isoformat() == "2027-01-01T00:30:00+01:00"
        assert clock.now() == moment
    assert clock.now().year >= 2026


def _door() -> Lifecycle:
    return Lifecycle(
        states=(State("open", "Open", "Open"), State("shut", "Shut", "Closed")),
        transitions=(
            Transition("shut", ("open",), "shut", guards=("empty",)),
            Transition("open", ("shut",), "open", needs_reason=True),
        ),
    )


@dataclass
class Room:
    people: int


def test_lifecycle_asks_table_guard_and_reason() -> None:
    door = _door()
    door.register_guard("empty", lambda room: "people" if room.people else None)
    assert door.check(Room(0), "open", "shut") == "shut"
    assert door.check(Room(0), "shut", "open", reason="morning") == "open"
    for state, event, room, reason, code in [
        ("shut", "shut", Room(0), "", "state"),
        ("open", "shut", Room(1), "", "people"),
        ("shut", "open", Room(0), "  ", "reason"),
    ]:
        with pytest.raises(NotAllowed) as refusal:
            door.check(room, state, event, reason)
        assert refusal.value.code == code
    assert door.events("open") == ["shut"]
    assert door.state("shut").public == "Closed"
    with pytest.raises(ValueError, match="unknown"):
        door.register_guard("unknown", lambda room: None)
    with pytest.raises(NotAllowed) as closed:  # a guard of a step that is not built yet
        _door().check(Room(0), "open", "shut")
    assert closed.value.code == "empty_missing"


def test_registry_orders_panels_and_asks_all_owners(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_panels", "_tasks", "_owners"):
        monkeypatch.setattr(registry, name, [])
    late = registry.Panel("area", 20, "late.html", lambda person: {"person": person})
    early = registry.Panel("area", 10, "early.html", lambda person: {})
    hidden = registry.Panel("area", 15, "hidden.html", lambda person: None)
    other = registry.Panel("desk", 1, "other.html", lambda person: {})
    for panel in (late, early, hidden, other, early):
        registry.register_panel(panel)
    assert registry.panels("area", "ann") == [("early.html", {}), ("late.html", {"person": "ann"})]
    registry.register_tasks(
        lambda person: [registry.Task("b", "/b"), registry.Task("a", "/a", "2026-01-01")]
    )
    assert [task.title for task in registry.tasks("ann")] == ["a", "b"]
    assert registry.may_read_file("ann", "file") is False
    registry.register_owner(lambda person, record: None)
    registry.register_owner(lambda person, record: person == "ann")
    assert registry.may_read_file("ann", "file") is True
    assert registry.may_read_file("bob", "file") is False


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Förderantrag", "Förderanträge"),
        ("Förderantrag", "foerderantrag"),
        ("Förderantrag", "FOERDERANTRAEGE"),
        ("Haus", "Häuser"),
        ("Straße", "strasse"),
        ("Vereine", "Verein"),
        ("Spielgerät", "Spielgeräte"),
    ],
)
def test_stems_meet(written: str, typed: str) -> None:
    assert stem(written) == stem(typed)


def test_stems_of_a_text_are_bounded_and_clean() -> None:
    assert stems("Anträge, Antrag; der Antrag!") == "antrag der"
    assert stems("Förder·antrag") == stem("Förderantrag")
    assert stems("a\x00b") == "a b"
    assert len(stems("wort " * 100_000)) < 10
    assert stems("x" * 100) == ""


@pytest.mark.django_db
def test_numbers_count_per_series_and_year() -> None:
    assert [next_number("LKS", 2026), next_number("LKS", 2026)] == [
        "LKS-2026-0001",
        "LKS-2026-0002",
    ]
    assert next_number("LKS", 2027) == "LKS-2027-0001"
    assert next_number("NF", 2026) == "NF-2026-0001"


@pytest.mark.django_db
def test_log_keeps_who_when_why() -> None:
    person = user("coordinator")
    with clock.frozen("2026-11-22 10:00") as moment:
        audit.record(
            actor=person, subject=person, event="checked", reason="complete", data={"a": 1}
        )
        audit.record(actor=None, subject=person, event="reminded")
    first, second = audit.history(person)
    assert (first.actor, first.at, first.event, first.reason, first.data) == (
        person,
        moment,
        "checked",
        "complete",
        {"a": 1},
    )
    assert second.actor is None
