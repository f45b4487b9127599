"""The figures of a rush: durations by kind, errors, and who used the processor."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

P99_LIMIT = 1.5
"""Seconds within which 99 of 100 requests are answered, all kinds together."""
ALL = "all"
KINDS = ("task list", "step", "save", "check page", "submit", "receipt page")


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of request: how many, milliseconds, and how many failed (status 400 and more)."""

    kind: str
    count: int
    median: float
    p95: float
    p99: float
    most: float
    errors: int


@dataclass
class Report:
    """What came of a rush; `problems` and `lost` are empty where all is well.

    Times in seconds, unless a name says milliseconds; `cpu` by process.
    """

    applicants: int
    seconds: int
    lines: list[Line]
    problems: list[str]
    lost: list[str]
    cpu: dict[str, float] = field(default_factory=dict)
    load_before: float = 0.0
    worker: str = ""
    settled: float = 0.0
    """How long after the last request the worker was done."""
    took: float = 0.0
    """From the first request to the end of the last one."""

    @property
    def total(self) -> Line:
        """The line of all requests."""
        return next(line for line in self.lines if line.kind == ALL)

    def failures(self) -> list[str]:
        """Why the bar is not held; empty where it is."""
        found = [*self.problems, *self.lost]
        if self.total.errors:
            found.append(f"{self.total.errors} requests failed")
        if not self.total.count or self.total.p99 >= P99_LIMIT * 1000:
            found.append(f"p99 is {self.total.p99:.0f} ms (< {P99_LIMIT * 1000:.0f} ms)")
        return found

    def table(self) -> str:
        """The figures as text."""
        head = f"{'kind':<14}{'count':>7}{'median':>9}{'p95':>8}{'p99':>8}{'max':>8}{'errors':>8}"
        rows = [
            f"{line.kind:<14}{line.count:>7}{line.median:>9.0f}{line.p95:>8.0f}{line.p99:>8.0f}"
            f"{line.most:>8.0f}{line.errors:>8}"
            for line in self.lines
        ]
        rate = self.total.count / self.took if self.took else 0.0
        used = ", ".join(f"{name} {spent:.0f} s" for name, spent in self.cpu.items())
        return "\n".join(
            [
                f"{head}  (ms)",
                *rows,
                f"{rate:.1f} requests/s for {self.took:.0f} s; processor: {used or 'unknown'}; "
                f"load before: {self.load_before:.1f}",
                f"worker ({self.worker}) done {self.settled:.0f} s after the last request",
            ]
        )


def lines_of(asked: Iterable[dict[str, Any]]) -> list[Line]:
    """A line for each kind, and one for all."""
    requests = list(asked)
    by_kind = [(kind, [each for each in requests if each["kind"] == kind]) for kind in KINDS]
    return [_line(kind, some) for kind, some in [*by_kind, (ALL, requests)]]


def _line(kind: str, asked: list[dict[str, Any]]) -> Line:
    times = sorted(each["seconds"] * 1000 for each in asked)
    median, p95, p99, most = (round(percentile(times, share), 1) for share in (50, 95, 99, 100))
    failed = sum(not 200 <= each["status"] < 400 for each in asked)
    return Line(kind, len(times), median, p95, p99, most, failed)


def percentile(ordered: list[float], share: int) -> float:
    """The smallest value that `share` percent of the ordered values do not exceed (0: none)."""
    if not ordered:
        return 0.0
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def cpu_seconds(pid: int) -> float:
    """Seconds of processor that a process and its descendants used (Linux; elsewhere 0)."""
    stats = dict(_stats())
    family, spent = {pid}, 0.0
    while True:
        more = {each for each, (parent, _ticks) in stats.items() if parent in family} - family
        if not more:
            break
        family |= more
    spent = sum(stats[each][1] for each in family if each in stats)
    return spent / os.sysconf("SC_CLK_TCK")


def parent_of(pid: int, name: str) -> int:
    """The parent of a process of that name on this machine (Linux); else 0."""
    for each, (parent, _ticks) in _stats():
        if each == pid and Path(f"/proc/{pid}/comm").read_text().strip() == name:
            return parent
    return 0


def machine_seconds() -> float:
    """Seconds of processor that this machine was busy since it started (Linux; elsewhere 0)."""
    file = Path("/proc/stat")
    if not file.exists():
        return 0.0
    fields = [int(each) for each in file.read_text().splitlines()[0].split()[1:]]
    user, nice, system = fields[:3]
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")


def _stats() -> Iterable[tuple[int, tuple[int, int]]]:
    """Process, its parent, and its ticks with those of the children it waited for."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        yield int(file.parent.name), (int(fields[1]), sum(int(each) for each in fields[11:15]))
