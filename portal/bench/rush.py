"""The rush of the last minute (`make rush`): many apply at once, nothing is lost, nobody waits.

Two processes of the command share the work: the outer one starts PostgreSQL and ends everything,
the inner one runs with the production settings: sets the stage, starts web server and worker, lets
the load loose, and looks at the database afterwards. All servers listen on 127.0.0.1 only.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from portal.bench.postgresql import NOT_FOUND, free_port, own_database, postgresql
from portal.bench.rush_check import losses, receipt_losses, waiting_jobs
from portal.bench.rush_load import warm_up
from portal.bench.rush_post import Posted, post_office
from portal.bench.rush_report import Report, cpu_seconds, lines_of, machine_seconds, parent_of
from portal.bench.rush_stage import Stage, set_stage

HOST = "portal.example.org"
ORIGIN = f"https://{HOST}"
GRACE = 2.0
"""Seconds from the last planned submitting to the closing of the call."""
TIME_LIMIT = 900
START_LIMIT, WORKER_LIMIT = 60, 300
Say = Callable[[str], object]


class RushFailed(Exception):
    """The rush could not run at all; says why."""


def outer(arguments: list[str], result: Path) -> int:
    """Run the inner command with these arguments on a database of its own; its exit code.

    Raises RushFailed where there is no PostgreSQL or the time limit is over.
    """
    with ExitStack() as stack:
        server = stack.enter_context(postgresql(fsync=True))
        if not server:
            raise RushFailed(f"{NOT_FOUND}: the rush needs one of them")
        database = stack.enter_context(own_database(server, "rush"))
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-rush-"))
        command = [sys.executable, "manage.py", "rush", "--inside", str(result), *arguments]
        environment = production(database, Path(folder))
        # A group of its own: whatever it started ends with it.
        inner = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, start_new_session=True
        )
        try:
            return inner.wait(timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired as error:
            raise RushFailed(f"not done after {TIME_LIMIT} s") from error
        finally:
            _end_group(inner)


def production(database: str, folder: Path) -> dict[str, str]:
    """The environment of a portal in production with that database and folder."""
    kept = ("PATH", "HOME", "LANG", "WEB_CONCURRENCY")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": HOST,
        "PORTAL_BASE_URL": ORIGIN,
        "DATABASE_URL": database,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_USE_TLS": "0",
        "DEFAULT_FROM_EMAIL": f"Portal <portal@{HOST}>",
        "OFFICE_EMAIL": f"office@{HOST}",
        "PORTAL_VAR": str(folder),
    }


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Ask the whole group to end, then make it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            return
        until = time.monotonic() + 10
        while number == signal.SIGTERM and time.monotonic() < until and _stands(process):
            time.sleep(0.1)


def _stands(process: subprocess.Popen[bytes]) -> bool:
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def inner(*, applicants: int, seconds: int, nice: int | None, say: Say) -> Report:
    """The rush itself, with the settings of production; `nice` None: no worker beside it."""
    say("• Portal in production settings on an empty database …")
    call_command("prepare", no_demo=True, verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115
    call_command("collectstatic", interactive=False, verbosity=0)
    say(f"• {applicants} applicants, one call …")
    stage = set_stage(applicants)
    with post_office() as (mail_port, posted), _portal(mail_port, nice) as portal:
        plan = stage.plan(address=("127.0.0.1", portal.port), origin=ORIGIN, host=HOST)
        warm_up(plan)
        say(f"• Rush of {seconds} s …")
        report = _rush(stage, plan, portal, seconds)
        say("• Worker …")
        _settle(report, stage, posted, portal)
    return report


class Portal:
    """Web server and worker while they run, and where they write what went wrong."""

    def __init__(self, port: int, nice: int | None) -> None:
        self.port, self.nice = port, nice
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    @property
    def mode(self) -> str:
        """How the worker runs, in words."""
        return "none" if self.nice is None else f"nice {self.nice}"

    def log(self, name: str) -> Path:
        """The file with the output of `web` or `worker`."""
        return Path(settings.VAR_DIR) / f"{name}.log"

    def complaints(self) -> list[str]:
        """Lines of the logs that speak of errors."""
        return [
            f"{name}.log: {line}"
            for name in ("web", "worker")
            if self.log(name).exists()
            for line in self.log(name).read_text(errors="replace").splitlines()
            if "Error" in line or "[CRITICAL]" in line or "Traceback" in line
        ]


@contextmanager
def _portal(mail_port: int, nice: int | None) -> Iterator[Portal]:
    """gunicorn as `make serve` starts it and the worker as `make worker` does."""
    portal = Portal(free_port(), nice)
    environment = {**os.environ, "EMAIL_PORT": str(mail_port)}
    web = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", "portal/gunicorn.py"]
    web += ["--bind", f"127.0.0.1:{portal.port}"]
    worker = [sys.executable, "manage.py", "db_worker", "--backend", "jobs"]
    started = []

    def start(name: str, command: list[str]) -> subprocess.Popen[bytes]:
        with portal.log(name).open("wb") as output:
            process = subprocess.Popen(
                command, cwd=settings.BASE_DIR, env=environment, stdout=output, stderr=output
            )
        started.append(process)
        return process

    try:
        portal.web = start("web", web)
        if nice is not None:
            portal.worker = start("worker", ["nice", "-n", str(nice), *worker])
        _wait_for(portal)
        yield portal
    finally:
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(portal: Portal) -> None:
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until and portal.web and portal.web.poll() is None:
        request = urllib.request.Request(f"http://127.0.0.1:{portal.port}/healthz")
        request.add_header("Host", HOST)
        try:
            with urllib.request.urlopen(request, timeout=5):  # noqa: S310  (our own server)
                return
        except OSError:
            time.sleep(0.1)
    raise RushFailed(f"the web server did not start:\n{portal.log('web').read_text()}")


def _rush(stage: Stage, plan: dict[str, Any], portal: Portal, seconds: int) -> Report:
    """Close the call just after the end, let the load loose, and ask for losses."""
    folder = Path(settings.VAR_DIR)
    starts_at = time.time() + 2.0
    stage.close_at(starts_at + seconds + GRACE)
    plan |= {"starts_at": starts_at, "seconds": seconds}
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    load_before, busy, used = os.getloadavg()[0], machine_seconds(), _used(portal)
    load = [sys.executable, "-m", "portal.bench.rush_load", "plan.json", "result.json"]
    for place in (1, 2):
        load[-place] = str(folder / load[-place])
    client = children_cpu(lambda: subprocess.run(load, cwd=settings.BASE_DIR, check=True))
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    cpu = {name: spent - used[name] for name, spent in _used(portal).items()} | {"load": client}
    cpu["others"] = max(0.0, machine_seconds() - busy - sum(cpu.values()))
    asked, seen = result["asked"], result["seen"]
    ends = max((each["at"] + each["seconds"] for each in asked), default=starts_at)
    return Report(
        applicants=len(stage.people),
        seconds=seconds,
        lines=lines_of(asked),
        problems=[
            f"applicant {one['applicant'] + 1}: {text}" for one in seen for text in one["problems"]
        ],
        lost=losses(stage, {one["applicant"]: one["number"] for one in seen}),
        cpu={name: round(spent, 1) for name, spent in cpu.items()},
        load_before=round(load_before, 1),
        worker=portal.mode,
        took=round(ends - starts_at, 1),
    )


def _used(portal: Portal) -> dict[str, float]:
    both = {"web": portal.web, "worker": portal.worker}
    used = {name: cpu_seconds(process.pid) for name, process in both.items() if process}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    server = parent_of(backend, "postgres")  # 0 where the server is another machine's
    return used | ({"PostgreSQL": cpu_seconds(server)} if server else {})


def children_cpu(work: Callable[[], object]) -> float:
    """Seconds of processor that the child processes of some work used."""
    before = os.times()
    work()
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system


def _settle(report: Report, stage: Stage, posted: Posted, portal: Portal) -> None:
    """Wait until the worker is done, then look at copies, mails and logs."""
    start = time.monotonic()
    if portal.worker:
        while waiting_jobs() and time.monotonic() - start < WORKER_LIMIT:
            time.sleep(0.5)
        report.lost += receipt_losses(stage, posted)
    report.settled = round(time.monotonic() - start, 1)
    report.problems += portal.complaints()


def write(report: Report, file: Path) -> None:
    """Keep a report as JSON."""
    kept = {**asdict(report), "failures": report.failures()}
    file.write_text(json.dumps(kept, indent=2, ensure_ascii=False), encoding="utf-8")
