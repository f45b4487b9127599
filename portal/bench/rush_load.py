"""The applicants of the rush: a process of its own without Django that only talks HTTP.

    python -m portal.bench.rush_load PLAN RESULT

PLAN is what `portal.bench.rush_stage` wrote, RESULT gets every request and what each applicant
saw. Each is a thread that does what a browser without JavaScript does: keeps cookies, follows
redirects, posts the page's hidden fields. The connections are kept as a reverse proxy keeps them.
"""

from __future__ import annotations

import html
import http.client
import json
import random
import re
import select
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')
NUMBER = re.compile(r"[A-Z]{2,10}-\d{4}-\d{4,}")
TIMEOUT = 30.0
KEPT, KEPT_SECONDS = 16, 60.0
"""As nginx does by `keepalive 16` and its own default."""
WARM_UPS = 5
FAILED = 0
"""The status of a request that got no answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its kind, status, when it was sent and how long it took (seconds)."""

    kind: str
    status: int
    at: float
    seconds: float


@dataclass
class Seen:
    """What one applicant saw: the reference number, and what went wrong."""

    applicant: int
    number: str = ""
    problems: list[str] = field(default_factory=list)


class Upstream:
    """Connections to the server, the youngest idle one used first."""

    def __init__(self, host: str, port: int) -> None:
        self.address = (host, port)
        self._idle: list[tuple[http.client.HTTPConnection, float]] = []
        self._lock = threading.Lock()

    def take(self) -> http.client.HTTPConnection:
        """An idle connection that the server has not closed, or a new one."""
        while True:
            with self._lock:
                if not self._idle:
                    return http.client.HTTPConnection(*self.address, timeout=TIMEOUT)
                connection, since = self._idle.pop()
            old = time.monotonic() - since > KEPT_SECONDS
            if not old and connection.sock and not select.select([connection.sock], [], [], 0)[0]:
                return connection
            connection.close()

    def give(self, connection: http.client.HTTPConnection) -> None:
        """Keep it for the next request, where there is room."""
        with self._lock:
            if connection.sock and len(self._idle) < KEPT:
                self._idle.append((connection, time.monotonic()))
                return
        connection.close()

    def close(self) -> None:
        """Close what is idle."""
        with self._lock:
            for connection, _since in self._idle:
                connection.close()
            self._idle.clear()


class Applicant:
    """One applicant with a browser."""

    def __init__(self, plan: dict[str, Any], number: int, upstream: Upstream) -> None:
        self.plan, self.upstream = plan, upstream
        self.own: dict[str, Any] = plan["applicants"][number]
        self.cookies: dict[str, str] = {plan["session_cookie"]: self.own["session"]}
        self.asked: list[Asked] = []
        self.seen = Seen(number)
        self.page = ""

    def run(self, moments: list[float]) -> None:
        """Open the list of tasks, save every step, submit: at these moments (Unix time).

        Whatever goes wrong ends it; what was seen says why.
        """
        try:
            self._apply(iter(moments))
        except (OSError, http.client.HTTPException, LookupError, RuntimeError) as error:
            self.seen.problems.append(f"{type(error).__name__}: {error}")

    def _apply(self, moments: Any) -> None:
        _wait(next(moments))
        self._get("task list", self.own["tasks"])
        steps = self.own["steps"]
        self._get("step", steps[0]["path"])
        for place, step in enumerate(steps):
            _wait(next(moments))
            there = self._post("save", step["path"], step["fields"], step.get("file"))
            last = place == len(steps) - 1
            wanted = self.own["check"] if last else steps[place + 1]["path"]
            self._follow("check page" if last else "step", there, wanted)
        _wait(next(moments))
        there = self._post("submit", self.own["check"], {})
        self._follow("receipt page", there, self.own["done"])
        found = NUMBER.search(self.page)
        self.seen.number = found[0] if found else ""

    def _follow(self, kind: str, there: str, wanted: str) -> None:
        if there != wanted:
            raise RuntimeError(f"led to {there} instead of {wanted}")
        self._get(kind, there)

    def _get(self, kind: str, path: str) -> None:
        status, _headers, self.page = self._ask(kind, "GET", path)
        if status != 200:
            raise RuntimeError(f"{kind} answered {status}")

    def _post(
        self, kind: str, path: str, fields: dict[str, Any], file: dict[str, str] | None = None
    ) -> str:
        """Send the form of the page; returns where the answer leads."""
        hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(self.page)}
        body, coding = _form({**hidden, **fields, "button": "next"}, file)
        status, headers, _text = self._ask(kind, "POST", path, body, coding)
        if status != 302:
            raise RuntimeError(f"{kind} answered {status}")
        return headers.get("Location", "")

    def _ask(
        self, kind: str, method: str, path: str, body: bytes = b"", coding: str = ""
    ) -> tuple[int, http.client.HTTPMessage, str]:
        headers = {**self.plan["headers"], "Cookie": self._cookie()}
        if method == "POST":
            headers |= {"Content-Type": coding, "Origin": self.plan["origin"]}
        at, start = time.time(), time.perf_counter()
        status = FAILED
        connection = self.upstream.take()
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            content = answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            connection.close()
            raise
        finally:
            self.asked.append(Asked(kind, status, at, time.perf_counter() - start))
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.upstream.give(connection)
        return status, answer.headers, content.decode()

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def _form(fields: dict[str, Any], file: dict[str, str] | None) -> tuple[bytes, str]:
    """The body of a form as browsers send it, and its content type."""
    edge = uuid4().hex
    parts = []
    for name, values in fields.items():
        for value in values if isinstance(values, list) else [values]:
            head = f'Content-Disposition: form-data; name="{name}"'
            parts.append(f"--{edge}\r\n{head}\r\n\r\n{value}\r\n")
    if file:
        head = f'Content-Disposition: form-data; name="{file["field"]}"; filename="{file["name"]}"'
        kind = "Content-Type: application/pdf"
        parts.append(f"--{edge}\r\n{head}\r\n{kind}\r\n\r\n{file['content']}\r\n")
    return "".join([*parts, f"--{edge}--\r\n"]).encode(), f"multipart/form-data; boundary={edge}"


def _wait(moment: float) -> None:
    time.sleep(max(0.0, moment - time.time()))


def moments(plan: dict[str, Any], chance: random.Random) -> list[float]:
    """When one applicant opens the list, saves each step and submits (Unix time).

    All begin in the first quarter and submit in the last; in between they think as they like.
    """
    start, seconds = plan["starts_at"], plan["seconds"]
    begins = chance.uniform(0, seconds / 4)
    submits = chance.uniform(seconds * 3 / 4, seconds)
    steps = len(plan["applicants"][0]["steps"])
    saves = sorted(chance.uniform(begins, submits) for _step in range(steps))
    return [start + each for each in (begins, *saves, submits)]


def warm_up(plan: dict[str, Any]) -> None:
    """Let the server load what it loads once: nobody's form, asked for by several at once.

    Raises RuntimeError where it does not answer as it should.
    """
    upstream = Upstream(*plan["address"])
    guests = [Applicant(plan, 0, upstream) for _each in range(8)]

    def look(guest: Applicant) -> None:
        paths = [guest.own["tasks"], *(step["path"] for step in guest.own["steps"])]
        for path in paths * WARM_UPS:
            guest.asked.clear()
            guest._get("warm up", path)

    threads = [threading.Thread(target=look, args=(guest,)) for guest in guests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    upstream.close()
    if any(guest.asked[-1].status != 200 for guest in guests):
        raise RuntimeError("the server does not show the form")


def rush(plan: dict[str, Any]) -> dict[str, Any]:
    """All applicants at once; returns their requests and what they saw."""
    upstream = Upstream(*plan["address"])
    chance = random.Random(plan["seed"])  # noqa: S311  (think times, no secret)
    everybody = [Applicant(plan, n, upstream) for n in range(len(plan["applicants"]))]
    threads = [
        threading.Thread(target=each.run, args=(moments(plan, chance),)) for each in everybody
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    upstream.close()
    return {
        "asked": [asdict(asked) for each in everybody for asked in each.asked],
        "seen": [asdict(each.seen) for each in everybody],
    }


def main(arguments: list[str]) -> int:
    """Read the plan, rush, write the result."""
    plan = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    Path(arguments[1]).write_text(json.dumps(rush(plan)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
