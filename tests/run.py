"""`make test`: every test on SQLite with a browser, on PostgreSQL what depends on the database.

The browser's tests share one portal and mostly wait for it, so they run on their own; beside them
come all others on SQLite, then those on PostgreSQL. There a test with a table of values runs with
the first two of them; `make test-postgresql` runs everything but the browser's (about seven
minutes).

PostgreSQL comes from DATABASE_URL or from the server binaries of this machine (a cluster of
its own in a temporary folder). What is missing is skipped with the reason; under CI=true it
is an error.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

from portal.bench.postgresql import postgresql

CI = os.environ.get("CI", "").lower() == "true"
PORT = int(os.environ.get("TEST_POSTGRESQL_PORT", "54329"))
PYTEST = [sys.executable, "-m", "pytest", "-q"]
WITH_WORKERS = ["-n", "2", "--dist", "loadgroup"]
BROWSER = "tests/e2e"
NOTHING_CHOSEN = 5
"""What pytest answers when arguments of ours leave it no test."""
# Queries with words, locks, constraints, numbers, jobs, trees: what two databases may do apart.
SENSITIVE = [
    "tests/projects",
    "tests/actors/test_body_race.py",
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
    "tests/portal/test_migrating.py",
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
    "tests/projects/test_pack_may.py",
    "tests/projects/test_pack_words.py",
    "tests/projects/test_payment_states.py",
    "tests/projects/test_permissions.py",
    "tests/projects/test_proof_states.py",
    "tests/projects/test_proof_sums.py",
    "tests/projects/test_recovery_interest.py",
    "tests/projects/test_recovery_states.py",
    "tests/projects/test_register_suppression.py",
    "tests/projects/test_review_states.py",
    "tests/projects/test_rules.py",
    "tests/projects/test_suitability.py",
]


def main(arguments: list[str]) -> int:
    """Run all passes (or, with `--postgresql`, one); returns the first exit code that is not 0."""
    if arguments[:1] == ["--postgresql"]:
        with prepared_postgresql() as environment:
            return on_postgresql(environment, arguments[1:])
    sqlite = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    settings = {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    template = subprocess.Popen([sys.executable, "-m", "tests.prepared"], env=sqlite | settings)
    with prepared_postgresql() as environment:
        if template.wait():
            return template.returncode
        with in_browser(sqlite, arguments) as browser:
            codes = [on_sqlite(sqlite, arguments), on_few(environment, arguments)]
            codes.append(browser())
    failed = [code for code in codes if code and not (arguments and code == NOTHING_CHOSEN)]
    return failed[0] if failed else 0


@contextmanager
def in_browser(environment: dict[str, str], arguments: list[str]) -> Iterator[Callable[[], int]]:
    """Begin with the browser's tests; what is given waits for them, prints, gives the exit code."""
    with tempfile.TemporaryFile("w+") as output:
        command = [*PYTEST, BROWSER, *arguments]
        # A session of its own: Ctrl-C reaches it once, from here, so that it stops its portal.
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=output, start_new_session=True
        )

        def wait() -> int:
            process.wait()
            output.seek(0)
            print(f"== SQLite, browser ==\n{output.read()}", flush=True)
            return process.returncode

        try:
            yield wait
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait()


def on_sqlite(environment: dict[str, str], arguments: list[str]) -> int:
    """Run all that needs no running portal on SQLite."""
    print("== SQLite ==", flush=True)
    command = [*PYTEST, *WITH_WORKERS, f"--ignore={BROWSER}", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


def on_few(environment: dict[str, str], arguments: list[str]) -> int:
    """Run on PostgreSQL what depends on the database, no more than two values of a table."""
    chosen = [*SENSITIVE, *(f"--ignore={path}" for path in ALIKE), "--most-values", "2"]
    return on_postgresql(environment, [*chosen, *arguments], leave_out="counted")


def on_postgresql(environment: dict[str, str], arguments: list[str], leave_out: str = "") -> int:
    """Run the chosen tests on the server of this environment.

    Not the browser's, nor those of the marker `leave_out`.
    """
    if not environment:
        print("PostgreSQL skipped: neither DATABASE_URL nor server binaries found.")
        return 1 if CI else 0
    print("== PostgreSQL ==", flush=True)
    marked = f"not (browser or {leave_out})" if leave_out else "not browser"
    command = [*PYTEST, *WITH_WORKERS, "-m", marked, *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


@contextmanager
def prepared_postgresql() -> Iterator[dict[str, str]]:
    """The environment for tests on PostgreSQL, empty where there is no server.

    A server of ours comes with a migrated database, of which each worker takes a copy; it is made
    while the template for SQLite migrates on the other core.
    """
    with postgresql(port=PORT) as url:
        environment = {**os.environ, "DATABASE_URL": url} if url else {}
        if url and not os.environ.get("DATABASE_URL"):
            environment["TEST_DATABASE_TEMPLATE"] = _migrated(url)
        yield environment


def _migrated(url: str) -> str:
    """The name of a migrated database on a server of ours."""
    name = "migrated"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    environment = {**os.environ, "DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}
    command = [sys.executable, "manage.py", "migrate", "-v0", "--settings=portal.settings.test"]
    subprocess.run(command, env=environment, check=True)
    return name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
