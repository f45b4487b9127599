"""A migrated database to begin with: two hundred migrations run once, not in every worker.

`python -m tests.prepared` makes it where none fits.

Only on SQLite. The copy in `var/` is used as long as no migration and no requirement changes; what
is new since then would be migrated all the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "var"
SOURCES = ("*/migrations/*.py", "*/migrations/*.json", "requirements*.txt", "tests/prepared.py")


def database() -> Path | None:
    """The file that the tests of this process use; None on another database."""
    own = settings.DATABASES["default"]
    is_sqlite = own["ENGINE"].endswith("sqlite3")
    return Path(own["TEST"]["NAME"]) if is_sqlite else None


def template() -> Path:
    """Where the migrated database of these sources stands, or would."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return FOLDER / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def begin_with_copy() -> bool:
    """Lay the copy where the tests look for their database; False where there is none."""
    target, source = database(), template()
    if target is None or not source.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return True


def keep_copy() -> None:
    """Keep what was just migrated for the next run, and drop older ones."""
    made, target = database(), template()
    if made is None or target.exists():
        return
    FOLDER.mkdir(exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(made)) as source, closing(sqlite3.connect(fresh)) as copy:
        source.backup(copy)
    for old in FOLDER.glob("migrated-*.sqlite3"):
        old.unlink(missing_ok=True)
    fresh.replace(target)


def keep_whole() -> None:
    """Keep the database of this process as it stands before the first test."""
    if (own := database()) is not None:
        with closing(sqlite3.connect(own)) as source, closing(sqlite3.connect(_whole(own))) as copy:
            source.backup(copy)
        return
    name = connection.settings_dict["NAME"]
    connection.close()
    _on_server(f'DROP DATABASE IF EXISTS "{name}_whole"')
    _on_server(f'CREATE DATABASE "{name}_whole" TEMPLATE "{name}"')


def give_back() -> None:
    """Put the database of this process back as it stood before the first test."""
    connection.close()
    if (own := database()) is not None:
        for left in own.parent.glob(f"{own.name}-*"):
            left.unlink()
        shutil.copyfile(_whole(own), own)
    else:
        name = connection.settings_dict["NAME"]
        _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')
        _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{name}_whole"')
    apps.get_model("contenttypes", "ContentType").objects.clear_cache()


def drop_whole() -> None:
    """Leave nothing on a server that is not ours alone."""
    if database() is None:
        _on_server(f'DROP DATABASE IF EXISTS "{connection.settings_dict["NAME"]}_whole"')


def _on_server(statement: str) -> None:
    """Nobody may be in a database that is copied or dropped, so we ask from beside it."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def _whole(own: Path) -> Path:
    return own.with_suffix(".whole")


def main() -> None:
    """Migrate a database for the workers that are about to start."""
    django.setup()
    if database() is None or template().exists():
        return
    name = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, serialize=False)
    keep_copy()
    connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
