"""What our migrations do beside Django's operations: many models at once, rows that stay."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from portal.kernel.guards import NeverChanged
from portal.kernel.migrating import CreateModels

pytestmark = pytest.mark.django_db(transaction=True)


def sql(statement: str) -> list[tuple[Any, ...]]:
    """Run a statement; its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def guards() -> list[NeverChanged]:
    """Those of all migrations, in their order."""
    found = MigrationLoader(None).disk_migrations.values()
    return [each for one in found for each in one.operations if isinstance(each, NeverChanged)]


def change(how: str) -> None:
    """Something that a guard may refuse, without ending the test's transaction."""
    with transaction.atomic():
        sql(how)


@pytest.fixture
def table() -> None:
    """A table with two rows, one of them sealed."""
    sql("CREATE TABLE portal_guarded (id integer, is_sealed boolean, note varchar(20))")
    sql("INSERT INTO portal_guarded VALUES (1, true, NULL), (2, false, 'open')")


def guard(**conditions: str) -> NeverChanged:
    """A guard of the table, in force."""
    made = NeverChanged("portal_guarded", "this stays", **conditions)
    with connection.schema_editor() as editor:
        made.database_forwards("portal", editor, None, None)
    return made


@pytest.mark.usefixtures("table")
def test_a_guarded_row_is_not_changed_until_the_guard_goes() -> None:
    made = guard()
    for _each in ("one row", "the next"):
        with pytest.raises(DatabaseError, match="this stays"):
            change("UPDATE portal_guarded SET note = 'new'")
    with connection.schema_editor() as editor:
        made.database_backwards("portal", editor, None, None)
    change("UPDATE portal_guarded SET note = 'new'")
    assert sql("SELECT DISTINCT note FROM portal_guarded") == [("new",)]
    change("DELETE FROM portal_guarded")


@pytest.mark.usefixtures("table")
def test_a_condition_leaves_the_other_rows_and_columns_free() -> None:
    guard(when="OLD.is_sealed AND NEW.note {differs} OLD.note", kept_when="OLD.is_sealed")
    change("UPDATE portal_guarded SET note = 'new' WHERE id = 2")
    change("UPDATE portal_guarded SET id = 3 WHERE id = 1")
    with pytest.raises(DatabaseError, match="this stays"):
        change("UPDATE portal_guarded SET note = 'from null' WHERE id = 3")
    change("DELETE FROM portal_guarded WHERE id = 2")


@pytest.mark.usefixtures("table")
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite leaves DELETE to the code")
def test_the_server_refuses_to_delete_too() -> None:
    guard(kept_when="OLD.is_sealed")
    with pytest.raises(DatabaseError, match="this stays"):
        change("DELETE FROM portal_guarded WHERE id = 1")


@pytest.mark.usefixtures("table")
def test_a_guard_put_again_changes_nothing() -> None:
    guard()
    guard()
    with pytest.raises(DatabaseError, match="this stays"):
        change("UPDATE portal_guarded SET id = 9")


@pytest.mark.usefixtures("table")
def test_a_guard_put_again_may_be_another_one() -> None:
    guard()
    guard(when="OLD.is_sealed")
    change("UPDATE portal_guarded SET id = 9 WHERE id = 2")
    with pytest.raises(DatabaseError, match="this stays"):
        change("UPDATE portal_guarded SET id = 9 WHERE id = 1")


def test_every_guard_of_the_migrations_stands() -> None:
    """SQLite drops the trigger with a table that a later migration remakes."""
    known = {
        "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger",
    }
    standing = set(sql(known[connection.vendor]))
    wanted = {(each.table, f"{each.table}_no_update") for each in guards()}
    assert len(wanted) >= 11
    assert wanted <= standing


def models_of_a_shop() -> CreateModels:
    """Two models, the second with a relation to the first."""
    number = ("id", models.BigAutoField(primary_key=True))
    to_shelf = ("shelf", models.ForeignKey("portal.shelf", models.CASCADE))
    return CreateModels([CreateModel("Shelf", [number]), CreateModel("Jar", [number, to_shelf])])


def test_many_models_are_made_and_taken_away_together() -> None:
    both = models_of_a_shop()
    before, after = ProjectState(), ProjectState()
    both.state_forwards("portal", after)
    assert {name for _app, name in after.models} == {"shelf", "jar"}
    with connection.schema_editor(atomic=True) as editor:
        both.database_forwards("portal", editor, before, after)
    made = after.apps.get_model("portal", "Jar")
    made.objects.create(shelf=after.apps.get_model("portal", "Shelf").objects.create())
    assert made.objects.count() == 1
    with connection.schema_editor(atomic=True) as editor:
        both.database_backwards("portal", editor, after, before)
    assert not {"portal_shelf", "portal_jar"} & set(connection.introspection.table_names())


def test_a_state_that_was_rendered_knows_the_new_models() -> None:
    state = ProjectState()
    assert not list(state.apps.get_models())
    models_of_a_shop().state_forwards("portal", state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Shelf", "Jar"}


def test_a_database_with_all_replaced_migrations_is_up_to_date() -> None:
    recorder = MigrationRecorder(connection)
    ours = recorder.migration_qs.filter(app="projects")
    replaced = [
        name
        for migration in MigrationLoader(None).disk_migrations.values()
        for name in migration.replaces
        if name[0] == "projects"
    ]
    assert len(replaced) == 30
    ours.delete()
    for app, name in replaced:
        recorder.record_applied(app, name)
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
