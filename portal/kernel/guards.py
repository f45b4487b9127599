"""Rows that the database itself lets nobody change: an operation for migrations.

A guard is a row trigger. It refuses UPDATE, on PostgreSQL DELETE too. On SQLite DELETE is left to
the code: emptying tables between tests is DELETE there (on PostgreSQL TRUNCATE, which fires no row
trigger). Django remakes a table on SQLite when it alters it, and the trigger goes with the old
one: such a migration has to put the same guard behind its changes again.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation, OperationCategory

DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}
SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
{when} BEGIN SELECT RAISE(ABORT, '{says}'); END
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION portal_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
FOR EACH ROW {when} EXECUTE FUNCTION portal_never_changed('{says}')
"""


class NeverChanged(Operation):
    """Let the database refuse changes of a table with an `IntegrityError` that `says` why.

    `when` narrows that to rows or columns, `kept_when` does so for DELETE: SQL about OLD and (for
    `when`) NEW, with `{differs}` for the operator that knows NULL. Empty is always.
    """

    category = OperationCategory.SQL

    def __init__(self, table: str, says: str, when: str = "", kept_when: str = "") -> None:
        self.table, self.says, self.when, self.kept_when = table, says, when, kept_when

    def state_forwards(self, app_label: str, state: Any) -> None:
        """A guard changes no model."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Make the triggers."""
        if schema_editor.connection.vendor == "sqlite":
            # Put again it may say something else, and SQLite replaces no trigger by itself.
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_no_update", params=None)
            self._make(schema_editor, SQLITE, self.when)
            return
        schema_editor.execute(FUNCTION, params=None)
        self._make(schema_editor, POSTGRESQL, self.when, event="update")
        self._make(schema_editor, POSTGRESQL, self.kept_when, event="delete")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Take the triggers away; the function stays for those of other tables."""
        on_postgresql = schema_editor.connection.vendor == "postgresql"
        for event in ("update", "delete") if on_postgresql else ("update",):
            of = f" ON {self.table}" if on_postgresql else ""
            schema_editor.execute(f"DROP TRIGGER {self.table}_no_{event}{of}", params=None)

    def describe(self) -> str:
        """What `migrate --plan` tells."""
        return f"Let nobody change {self.table}"

    def _make(self, schema_editor: Any, statement: str, when: str, event: str = "") -> None:
        differs = DIFFERS[schema_editor.connection.vendor]
        condition = f"WHEN ({when.format(differs=differs)})" if when else ""
        values = {"table": self.table, "says": self.says, "when": condition, "event": event}
        schema_editor.execute(statement.format(**values), params=None)
