"""What carriers propose to show, finished projects of cases, photos frozen in reports."""

import django.db.models.deletion
import portal.kernel.files
import projects.proposals.kinds
import projects.reports.models
import uuid
from django.conf import settings
from django.db import migrations, models


SQLITE = """
CREATE TRIGGER projects_reportphoto_no_update BEFORE UPDATE ON projects_reportphoto
BEGIN SELECT RAISE(ABORT, 'reports are never changed'); END
"""
POSTGRESQL = """
CREATE TRIGGER projects_reportphoto_no_change BEFORE UPDATE OR DELETE ON projects_reportphoto
FOR EACH ROW EXECUTE FUNCTION projects_yearreport_refuse()
"""


def guard(apps, schema_editor):
    """Let the database refuse changes (and on PostgreSQL deleting, which tests do on SQLite)."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL if on_postgresql else SQLITE, params=None)


def unguard(apps, schema_editor):
    """Take the guard away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER projects_reportphoto_no_change ON projects_reportphoto")
    else:
        schema_editor.execute("DROP TRIGGER projects_reportphoto_no_update")


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0001_initial'),
        ('projects', '0028_monitoring'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='microproject',
            name='case',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='microproject', to='projects.case', verbose_name='application'),
        ),
        migrations.CreateModel(
            name='PageProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('done', models.TextField(blank=True, max_length=3000, verbose_name='what was done')),
                ('results', models.TextField(blank=True, max_length=3000, verbose_name='what came of it')),
                ('lessons', models.TextField(blank=True, max_length=2000, verbose_name='what others can learn')),
                ('shows_name', models.BooleanField(default=False, verbose_name='the name may be shown')),
                ('saved_at', models.DateTimeField(verbose_name='saved')),
                ('proposed_at', models.DateTimeField(blank=True, null=True, verbose_name='proposed')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='page_proposal', to='projects.case')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'proposal for a project page',
                'verbose_name_plural': 'proposals for project pages',
            },
        ),
        migrations.CreateModel(
            name='ProposedPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('description', models.CharField(max_length=250, verbose_name='what the photo shows')),
                ('credit', models.CharField(max_length=150, verbose_name='who took it')),
                ('people', models.CharField(choices=projects.proposals.kinds.peoples, max_length=20, verbose_name='people on the photo')),
                ('use', models.CharField(choices=projects.proposals.kinds.uses, max_length=20, verbose_name='where it may be shown')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('said_at', models.DateTimeField(verbose_name='said')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.casefile', verbose_name='photo')),
                ('image', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.portalimage', verbose_name='picture in the library')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='projects.pageproposal')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'proposed photo',
                'verbose_name_plural': 'proposed photos',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='ReportPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, storage=portal.kernel.files.get_private_storage, upload_to=projects.reports.models.report_file)),
                ('sha256', models.CharField(max_length=64, verbose_name='hash (SHA-256)')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='projects.yearreport')),
            ],
            options={
                'verbose_name': 'photo of a report',
                'verbose_name_plural': 'photos of reports',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='pageproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proposed_at__isnull', True), ('proposed_by__isnull', True)), models.Q(('proposed_at__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='proposal_proposed_whole'),
        ),
        migrations.AddConstraint(
            model_name='proposedphoto',
            constraint=models.UniqueConstraint(fields=('proposal', 'number'), name='proposed_photo_number'),
        ),
        migrations.AddConstraint(
            model_name='proposedphoto',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('file__isnull', True), _connector='OR'), name='proposed_photo_withdrawn'),
        ),
        migrations.AddConstraint(
            model_name='reportphoto',
            constraint=models.UniqueConstraint(fields=('report', 'sha256'), name='report_photo_once'),
        ),
        migrations.RunPython(guard, unguard),
    ]
