"""Reports to the programme office: figures that never change, files that never change once made."""

import django.db.models.deletion
import portal.kernel.files
import projects.reports.models
import uuid
from django.conf import settings
from django.db import migrations, models


CHANGED = "OLD.state = 'ready' OR NEW.content {0} OLD.content OR NEW.changes {0} OLD.changes"
SQLITE = f"""
CREATE TRIGGER projects_yearreport_no_update BEFORE UPDATE ON projects_yearreport
WHEN {CHANGED.format("IS NOT")}
BEGIN SELECT RAISE(ABORT, 'reports are never changed'); END
"""
FUNCTION = """
CREATE FUNCTION projects_yearreport_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'reports are never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
TRIGGER = f"""
CREATE TRIGGER projects_yearreport_no_update BEFORE UPDATE ON projects_yearreport
FOR EACH ROW WHEN ({CHANGED.format("IS DISTINCT FROM")}) EXECUTE FUNCTION projects_yearreport_refuse()
"""
KEEP = """
CREATE TRIGGER projects_yearreport_no_delete BEFORE DELETE ON projects_yearreport
FOR EACH ROW EXECUTE FUNCTION projects_yearreport_refuse()
"""


def guard(apps, schema_editor):
    """Let the database refuse changes (and on PostgreSQL deleting, which tests do on SQLite)."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in (FUNCTION, TRIGGER, KEEP) if on_postgresql else (SQLITE,):
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    """Take the guard away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER projects_yearreport_no_update ON projects_yearreport")
        schema_editor.execute("DROP TRIGGER projects_yearreport_no_delete ON projects_yearreport")
        schema_editor.execute("DROP FUNCTION projects_yearreport_refuse()")
    else:
        schema_editor.execute("DROP TRIGGER projects_yearreport_no_update")


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0026_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='YearReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('cutoff', models.DateTimeField(verbose_name='as of')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('content', models.JSONField(editable=False)),
                ('changes', models.JSONField(default=list, editable=False)),
                ('state', models.CharField(choices=projects.reports.models.report_states, default='waiting', max_length=20, verbose_name='state')),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('pdf', models.FileField(blank=True, max_length=200, storage=portal.kernel.files.get_private_storage, upload_to=projects.reports.models.report_file)),
                ('pdf_sha256', models.CharField(blank=True, max_length=64)),
                ('xlsx', models.FileField(blank=True, max_length=200, storage=portal.kernel.files.get_private_storage, upload_to=projects.reports.models.report_file)),
                ('xlsx_sha256', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='made')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='projects.fundingperiod', verbose_name='funding period')),
            ],
            options={
                'verbose_name': 'report to the programme office',
                'verbose_name_plural': 'reports to the programme office',
                'ordering': ['-cutoff', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('period', 'number'), name='report_number')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
