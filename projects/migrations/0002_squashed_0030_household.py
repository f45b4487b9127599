"""What the database does by itself: guards, the index of words, and the rows that come with it."""

from datetime import date

import projects.register.pseudonyms
from django.db import migrations

from portal.kernel.guards import NeverChanged

# § 247 BGB, published by the Deutsche Bundesbank, in hundredths of a percent. Each half-year has a
# row, also where nothing changed: later ones are the office's to enter, none is guessed.
BASE_RATES = {
    **{date(year, month, 1): -88 for year in (2020, 2021, 2022) for month in (1, 7)},
    date(2023, 1, 1): 162,
    date(2023, 7, 1): 312,
    date(2024, 1, 1): 362,
    date(2024, 7, 1): 337,
    date(2025, 1, 1): 227,
    date(2025, 7, 1): 127,
}
SQLITE_WORDS = (
    "CREATE VIRTUAL TABLE projects_casetext_words USING fts5(words, content='projects_casetext', "
    "content_rowid='case_id', tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")",
    "CREATE TRIGGER projects_casetext_added AFTER INSERT ON projects_casetext BEGIN "
    "INSERT INTO projects_casetext_words(rowid, words) VALUES (new.case_id, new.words); END",
    "CREATE TRIGGER projects_casetext_removed AFTER DELETE ON projects_casetext BEGIN "
    "INSERT INTO projects_casetext_words(projects_casetext_words, rowid, words) "
    "VALUES ('delete', old.case_id, old.words); END",
    "CREATE TRIGGER projects_casetext_changed AFTER UPDATE ON projects_casetext BEGIN "
    "INSERT INTO projects_casetext_words(projects_casetext_words, rowid, words) "
    "VALUES ('delete', old.case_id, old.words); "
    "INSERT INTO projects_casetext_words(rowid, words) VALUES (new.case_id, new.words); END",
)
SQLITE_NO_WORDS = (
    "DROP TRIGGER projects_casetext_changed",
    "DROP TRIGGER projects_casetext_removed",
    "DROP TRIGGER projects_casetext_added",
    "DROP TABLE projects_casetext_words",
)
POSTGRESQL_WORDS = (
    "CREATE INDEX case_text_words ON projects_casetext "
    "USING gin (array_to_tsvector(string_to_array(words, ' ')))",
)
POSTGRESQL_NO_WORDS = ("DROP INDEX case_text_words",)


def add_words(apps, schema_editor):
    """The index of words, as each database has it."""
    found = {"sqlite": SQLITE_WORDS, "postgresql": POSTGRESQL_WORDS}
    for statement in found.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement, None)


def remove_words(apps, schema_editor):
    """The way back."""
    found = {"sqlite": SQLITE_NO_WORDS, "postgresql": POSTGRESQL_NO_WORDS}
    for statement in found.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement, None)


def add_rates(apps, schema_editor):
    """The rates that are known when the portal is delivered."""
    rate = apps.get_model("projects", "BaseRate")
    for day, hundredths in BASE_RATES.items():
        rate.objects.get_or_create(valid_from=day, defaults={"hundredths": hundredths})


def make_settings(apps, schema_editor):
    """One row with a key of its own, so that no request has to make it."""
    settings_model = apps.get_model("projects", "RegisterSettings")
    settings_model.objects.create(pseudonym_key=projects.register.pseudonyms.new_key())


class Migration(migrations.Migration):

    replaces = [
        ("projects", "0030_household"),
    ]

    dependencies = [
        ("projects", "0001_squashed_0029_proposals"),
    ]

    operations = [
        # docs/decisions/0011-ledger.md
        NeverChanged("projects_ledgerentry", "ledger entries are never changed"),
        # docs/decisions/0012-notice.md
        NeverChanged(
            "projects_notice",
            "released notices are never changed",
            when="OLD.released_at IS NOT NULL",
            kept_when="OLD.released_at IS NOT NULL",
        ),
        # docs/decisions/0016-recoveries.md
        NeverChanged("projects_hearinganswer", "answers and orders are never changed"),
        NeverChanged("projects_acceptanceorder", "answers and orders are never changed"),
        # docs/decisions/0018-reports.md
        NeverChanged(
            "projects_yearreport",
            "reports are never changed",
            when="OLD.state = 'ready' OR NEW.content {differs} OLD.content "
            "OR NEW.changes {differs} OLD.changes",
        ),
        NeverChanged("projects_reportphoto", "reports are never changed"),
        # docs/decisions/0020-own-budget.md
        NeverChanged("projects_planchange", "this is never changed"),
        NeverChanged("projects_forecast", "this is never changed"),
        NeverChanged("projects_budgetposting", "this is never changed"),
        NeverChanged("projects_budgetcarry", "this is never changed"),
        NeverChanged("projects_fundingstep", "this is never changed"),
        migrations.RunPython(add_words, remove_words),
        migrations.RunPython(add_rates, migrations.RunPython.noop),
        migrations.RunPython(make_settings, migrations.RunPython.noop),
    ]
