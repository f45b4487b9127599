"""The money of a period is the sum of its entries: what stood at the period becomes an entry."""

from django.conf import settings
from django.db import migrations, models
from django.utils import timezone
import django.db.models.deletion


REASON = "Zugeteilte Mittel, die vor dem Buchungsjournal bei der Förderperiode standen"
SIGNS = {"allotment": 1, "reallocation_in": 1, "reallocation_out": -1}
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


def allotted(entries):
    """Cents that entries of a period allot to it."""
    return sum(
        SIGNS[entry.kind] * (-entry.cents if entry.corrects_id else entry.cents)
        for entry in entries.filter(kind__in=SIGNS)
    )


def to_ledger(apps, schema_editor):
    """An allotment for what stands at a period and not yet in the ledger."""
    entries = apps.get_model("projects", "LedgerEntry").objects
    for period in apps.get_model("projects", "FundingPeriod").objects.order_by("pk"):
        missing = period.allotted_cents - allotted(entries.filter(period=period))
        if missing > 0:
            number = entries.filter(period=period).count()
            entries.create(
                period=period,
                kind="allotment",
                cents=missing,
                reason=REASON,
                at=timezone.now(),
                key=f"before-the-ledger:{period.pk}:{number}",
            )
    if schema_editor.connection.vendor == "postgresql":
        # Else the rows just written keep the tables from being altered in this transaction.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def to_periods(apps, schema_editor):
    """Write the sums back; the entries stay."""
    entries = apps.get_model("projects", "LedgerEntry").objects
    for period in apps.get_model("projects", "FundingPeriod").objects.order_by("pk"):
        period.allotted_cents = max(allotted(entries.filter(period=period)), 0)
        period.save()


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0015_ledger'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(nothing, guard),
        migrations.AlterField(
            model_name='ledgerentry',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who'),
        ),
        migrations.RunPython(guard, nothing),
        migrations.RunPython(to_ledger, to_periods),
        migrations.RemoveConstraint(model_name='fundingperiod', name='period_money'),
        migrations.RemoveField(model_name='fundingperiod', name='allotted_cents'),
    ]
