"""`make test`: the whole suite on SQLite, then on PostgreSQL what depends on the database.

`make test-postgresql` runs everything but the browser there; it takes about seven minutes.

PostgreSQL comes from DATABASE_URL or from the server binaries of this machine (a cluster of
its own in a temporary folder). What is missing is skipped with the reason; under CI=true it
is an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

CI = os.environ.get("CI", "").lower() == "true"
PORT = os.environ.get("TEST_POSTGRESQL_PORT", "54329")
# One worker drives the browser and waits a lot; the other two fill two cores meanwhile.
SUITE = [sys.executable, "-m", "pytest", "-q", "-n", "3", "--dist", "loadgroup"]
# Queries with words, locks, constraints, numbers, jobs, trees: what two databases may do apart.
SENSITIVE = [
    "tests/projects",
    "tests/actors/test_index.py",
    "tests/home/test_events.py",
    "tests/home/test_enquiries.py",
    "tests/home/test_navigation.py",
    "tests/home/test_search.py",
    "tests/media/test_privacy.py",
    "tests/portal/test_accounts.py",
    "tests/portal/test_dashboard.py",
    "tests/portal/test_kernel.py",
    "tests/portal/test_localize.py",
    "tests/portal/test_mail_and_jobs.py",
    "tests/portal/test_serve.py",
    "tests/portal/test_setup.py",
]
# Of these, tables and rules that ask the database nothing it could answer in two ways.
ALIKE = [
    "tests/projects/test_composing.py",
    "tests/projects/test_composing_limits.py",
    "tests/projects/test_form_files.py",
    "tests/projects/test_form_preview.py",
    "tests/projects/test_imports_bad.py",
    "tests/projects/test_lifecycle.py",
    "tests/projects/test_members_may.py",
    "tests/projects/test_permissions.py",
    "tests/projects/test_rules.py",
    "tests/projects/test_suitability.py",
]


def main(arguments: list[str]) -> int:
    """Run both passes (or, with `--postgresql`, one); returns the first exit code that is not 0."""
    if arguments[:1] == ["--postgresql"]:
        return on_postgresql(arguments[1:])
    sqlite = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    print("== SQLite, with browser ==", flush=True)
    first = subprocess.run([*SUITE, *arguments], env=sqlite, check=False).returncode
    chosen = [*SENSITIVE, *(f"--ignore={path}" for path in ALIKE)]
    return first or on_postgresql([*chosen, *arguments])


def on_postgresql(arguments: list[str]) -> int:
    """Run the chosen tests, the browser's apart, on PostgreSQL."""
    with postgresql() as url:
        if not url:
            print("PostgreSQL skipped: neither DATABASE_URL nor server binaries found.")
            return 1 if CI else 0
        print("== PostgreSQL ==", flush=True)
        again = [*SUITE, "-m", "not browser", *arguments]
        environment = {**os.environ, "DATABASE_URL": url}
        return subprocess.run(again, env=environment, check=False).returncode


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server, or an empty string."""
    if os.environ.get("DATABASE_URL"):
        yield os.environ["DATABASE_URL"]
        return
    binaries = _binaries()
    if not binaries:
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="portal-postgresql-") as folder:
        data = Path(folder) / "data"
        user = _as_server_user(Path(folder))
        _run([*user, f"{binaries}/initdb", "-D", str(data), "-U", "portal", "-A", "trust",
              "--no-sync", "-E", "UTF8", "--locale", "C.UTF-8"])  # fmt: skip
        options = f"-c fsync=off -c listen_addresses=127.0.0.1 -p {PORT} -k {folder}"
        _run([*user, f"{binaries}/pg_ctl", "-D", str(data), "-o", options, "-w",
              "-l", f"{folder}/log", "start"])  # fmt: skip
        try:
            yield f"postgres://portal@127.0.0.1:{PORT}/postgres"
        finally:
            _run([*user, f"{binaries}/pg_ctl", "-D", str(data), "-m", "immediate", "stop"])


def _binaries() -> str:
    found = sorted(glob("/usr/lib/postgresql/*/bin/initdb"))
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
