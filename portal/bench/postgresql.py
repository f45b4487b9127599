"""A PostgreSQL server for tests and measures; needs no Django.

It comes from DATABASE_URL or from the server binaries of this machine: a cluster of its own in a
temporary folder, reachable on 127.0.0.1 only, stopped and deleted afterwards.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

BINARIES = "/usr/lib/postgresql/*/bin/initdb"
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
"""For data that nobody misses: nothing waits for a disk, and nobody tidies up meanwhile."""
MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3  # noqa: S108  # only a folder made within is used
"""A file system in memory (Linux), and how many bytes have to be free there."""
NOT_FOUND = "neither DATABASE_URL nor server binaries of PostgreSQL found"


@contextmanager
def postgresql(*, fsync: bool = False, port: int = 0) -> Iterator[str]:
    """The address of a server, or an empty string where there is none.

    `fsync`: whether a cluster of ours writes as safely (and slowly) as one in production; `port`:
    where it listens (0: a free one).
    """
    if os.environ.get("DATABASE_URL"):
        yield os.environ["DATABASE_URL"]
        return
    binaries = _binaries()
    if not binaries:
        yield ""
        return
    port = port or free_port()
    quick = None if fsync else _memory()
    with tempfile.TemporaryDirectory(prefix="portal-postgresql-", dir=quick) as folder:
        data = Path(folder) / "data"
        user = _as_server_user(Path(folder))
        _run([*user, f"{binaries}/initdb", "-D", str(data), "-U", "portal", "-A", "trust",
              "--no-sync", "-E", "UTF8", "--locale", "C.UTF-8"])  # fmt: skip
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder}"
        options += "" if fsync else "".join(f" -c {each}" for each in CARELESS)
        _run([*user, f"{binaries}/pg_ctl", "-D", str(data), "-o", options, "-w",
              "-l", f"{folder}/log", "start"])  # fmt: skip
        try:
            yield f"postgres://portal@127.0.0.1:{port}/postgres"
        finally:
            _run([*user, f"{binaries}/pg_ctl", "-D", str(data), "-m", "immediate", "stop"])


@contextmanager
def own_database(server: str, name: str) -> Iterator[str]:
    """The address of a new, empty database on a server; it is dropped afterwards.

    `name` begins its name. Raises psycopg.Error where the account may make none.
    """
    full = f"{name}_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{full}"')  # type: ignore[call-overload]  # a name of ours
    try:
        yield urlsplit(server)._replace(path=f"/{full}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{full}" WITH (FORCE)')  # type: ignore[call-overload]  # see above


def free_port() -> int:
    """A port of 127.0.0.1 where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _memory() -> Path | None:
    """Where files need no disk; None where there is no such place, or no room."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if has_room and os.access(MEMORY, os.W_OK) else None


def _binaries() -> str:
    found = sorted(glob(BINARIES))
    path = found[-1] if found else shutil.which("initdb")
    return str(Path(path).parent) if path else ""


def _as_server_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then the package's own user runs it."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
