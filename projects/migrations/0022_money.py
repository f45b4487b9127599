"""Entries of payments and claims belong to a case; a programme says whether it draws money down."""

from django.conf import settings
from django.db import migrations, models


# Django remakes a table on SQLite when it alters it, and the guard of 0015 goes with the old one.
GUARD = """
CREATE TRIGGER IF NOT EXISTS projects_ledgerentry_no_update BEFORE UPDATE ON projects_ledgerentry
BEGIN SELECT RAISE(ABORT, 'ledger entries are never changed'); END
"""


def guard(apps, schema_editor):
    """Let SQLite refuse changes again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(GUARD, params=None)


def nothing(apps, schema_editor):
    """The other direction needs nothing."""


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0021_paper_pack'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(nothing, guard),
        migrations.RemoveConstraint(
            model_name='ledgerentry',
            name='entry_case',
        ),
        migrations.AddField(
            model_name='fundingprogramme',
            name='draws_down',
            field=models.BooleanField(default=False, help_text='The funder sends money on request; no more is paid out than it has sent.', verbose_name='money is drawn down'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('kind__in', ('commitment', 'release', 'disbursement', 'refund', 'recovery', 'recovery_paid', 'interest', 'interest_paid', 'write_off'))), models.Q(models.Q(('kind__in', ('commitment', 'release', 'disbursement', 'refund', 'recovery', 'recovery_paid', 'interest', 'interest_paid', 'write_off')), _negated=True), ('case__isnull', True)), _connector='OR'), name='entry_case'),
        ),
        migrations.RunPython(guard, nothing),
    ]
