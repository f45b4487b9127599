"""Recoveries, their claims, the rules of the programmes, and the base rates known so far."""

from datetime import date

import django.core.validators
import django.db.models.deletion
import portal.kernel.files
import projects.programmes.fields
import projects.recoveries.fields
import projects.recoveries.kinds
import projects.recoveries.models_claims
import uuid
from django.conf import settings
from django.db import migrations, models


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


def add_rates(apps, schema_editor):
    """The rates that are known when the portal is delivered."""
    rate = apps.get_model("projects", "BaseRate")
    for day, hundredths in BASE_RATES.items():
        rate.objects.get_or_create(valid_from=day, defaults={"hundredths": hundredths})


def nothing(apps, schema_editor):
    """The other direction needs nothing: the table goes."""


# What was said in a hearing and what was ordered never changes (docs/decisions/0016-recoveries.md).
SEALED = ("projects_hearinganswer", "projects_acceptanceorder")
SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'answers and orders are never changed'); END
"""
FUNCTION = """
CREATE FUNCTION projects_recovery_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'answers and orders are never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
TRIGGER = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION projects_recovery_refuse()
"""


def seal(apps, schema_editor):
    """Let the database refuse changes."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    statements = [FUNCTION] if on_postgresql else []
    one = TRIGGER if on_postgresql else SQLITE
    for statement in (*statements, *(one.format(table=table) for table in SEALED)):
        schema_editor.execute(statement, params=None)


def unseal(apps, schema_editor):
    """Take the seals away again."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in SEALED:
        of = f" ON {table}" if on_postgresql else ""
        schema_editor.execute(f"DROP TRIGGER {table}_no_update{of}")
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION projects_recovery_refuse()")


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0024_proof'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BaseRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(help_text='1 January or 1 July, also where nothing changed.', unique=True, verbose_name='valid from')),
                ('hundredths', projects.recoveries.fields.HundredthsField(verbose_name='base rate in percent')),
            ],
            options={
                'verbose_name': 'base rate',
                'verbose_name_plural': 'base rates',
                'ordering': ['-valid_from'],
            },
        ),
        migrations.CreateModel(
            name='Recovery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=projects.recoveries.kinds.recovery_states, default='opened', max_length=20, verbose_name='status')),
                ('ground', models.CharField(choices=projects.recoveries.kinds.grounds, max_length=30, verbose_name='ground')),
                ('legal_way', models.CharField(choices=projects.recoveries.kinds.legal_ways, max_length=30, verbose_name='legal way')),
                ('cents', projects.programmes.fields.CentsField(verbose_name='amount')),
                ('reason', models.TextField(max_length=5000, verbose_name='reason')),
                ('known_on', models.DateField(verbose_name='known since')),
                ('undue_from', models.DateField(verbose_name='bears interest from')),
                ('late_reason', models.TextField(blank=True, max_length=5000, verbose_name='why after a year')),
                ('opened_at', models.DateTimeField(verbose_name='opened')),
                ('hearing_until', models.DateField(blank=True, null=True, verbose_name='answer until')),
                ('hearing_sent_at', models.DateTimeField(blank=True, null=True, verbose_name='hearing sent')),
                ('hearing', models.JSONField(default=dict, editable=False)),
                ('weighing', models.TextField(blank=True, max_length=5000, verbose_name='how the answer is weighed')),
                ('no_interest_reason', models.TextField(blank=True, max_length=5000, verbose_name='why no interest is claimed')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('end_reason', models.TextField(blank=True, max_length=5000, verbose_name='why it was dropped')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recoveries', to='projects.case', verbose_name='application')),
                ('interest_notice', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interest_of', to='projects.notice')),
                ('notice', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recovery', to='projects.notice')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opened by')),
            ],
            options={
                'verbose_name': 'recovery',
                'verbose_name_plural': 'recoveries',
                'ordering': ['opened_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PaymentPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=5000, verbose_name='reason')),
                ('paid_before_cents', projects.programmes.fields.CentsField(verbose_name='paid before')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('key', models.UUIDField(unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recovery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='projects.recovery')),
            ],
            options={
                'verbose_name': 'payment plan',
                'verbose_name_plural': 'payment plans',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HearingAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=5000, verbose_name='answer')),
                ('noted_by_office', models.BooleanField(default=False, verbose_name='noted by the office')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('key', models.UUIDField(unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recovery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='projects.recovery')),
            ],
            options={
                'verbose_name': 'answer in a hearing',
                'verbose_name_plural': 'answers in hearings',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ClaimReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField()),
                ('is_late', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('recovery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='projects.recovery')),
            ],
            options={
                'verbose_name': 'reminder of a payment',
                'verbose_name_plural': 'reminders of payments',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ClaimPayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paid_for', models.CharField(choices=projects.recoveries.kinds.paid_for, max_length=20, verbose_name='for')),
                ('received_on', models.DateField(verbose_name='received on')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.ledgerentry')),
                ('recovery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='projects.recovery')),
            ],
            options={
                'verbose_name': 'payment on a claim',
                'verbose_name_plural': 'payments on claims',
                'ordering': ['received_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AcceptanceOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=projects.recoveries.kinds.paid_for, max_length=20, verbose_name='for')),
                ('number', models.CharField(max_length=50, unique=True, verbose_name='number')),
                ('cents', projects.programmes.fields.CentsField(verbose_name='amount')),
                ('product', models.CharField(max_length=40, verbose_name='product of the cash office')),
                ('account', models.CharField(max_length=40, verbose_name='account of the cash office')),
                ('file', models.FileField(max_length=200, storage=portal.kernel.files.get_private_storage, upload_to=projects.recoveries.models_claims.order_file)),
                ('sha256', models.CharField(max_length=64, verbose_name='hash (SHA-256)')),
                ('at', models.DateTimeField(verbose_name='ordered')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ordered by')),
                ('recovery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='projects.recovery')),
            ],
            options={
                'verbose_name': 'order to accept money',
                'verbose_name_plural': 'orders to accept money',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RecoverySettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hearing_days', models.PositiveSmallIntegerField(default=14, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='days to answer in the hearing')),
                ('payment_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='days to pay once the notice is final')),
                ('revocation_months', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='months to revoke from the day of knowledge')),
                ('points', projects.recoveries.fields.HundredthsField(default=500, help_text='Usually 5,00 percent a year.', verbose_name='points above the base rate')),
                ('least_interest_cents', projects.programmes.fields.CentsField(default=0, help_text='Zero: every amount is claimed.', verbose_name='no interest below')),
                ('reminder_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='days before which we remind of a payment')),
                ('product', models.CharField(blank=True, max_length=40, verbose_name='product of the cash office')),
                ('account', models.CharField(blank=True, max_length=40, verbose_name='account of the cash office')),
                ('interest_account', models.CharField(blank=True, max_length=40, verbose_name='account for interest')),
                ('programme', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='recovery_settings', to='projects.fundingprogramme', verbose_name='programme')),
            ],
            options={
                'verbose_name': 'rules of recovery',
                'verbose_name_plural': 'rules of recovery',
                'ordering': ['programme__code'],
            },
        ),
        migrations.CreateModel(
            name='WriteOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=projects.recoveries.kinds.write_off_kinds, max_length=20, verbose_name='kind')),
                ('part', models.CharField(choices=projects.recoveries.kinds.paid_for, max_length=20, verbose_name='of')),
                ('cents', projects.programmes.fields.CentsField(verbose_name='amount')),
                ('reason', models.TextField(max_length=5000, verbose_name='reason')),
                ('proposed_at', models.DateTimeField(verbose_name='proposed')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
                ('refused_at', models.DateTimeField(blank=True, null=True, verbose_name='refused')),
                ('key', models.UUIDField(unique=True)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.ledgerentry')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recovery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='write_offs', to='projects.recovery')),
            ],
            options={
                'verbose_name': 'write-off',
                'verbose_name_plural': 'write-offs',
                'ordering': ['proposed_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Instalment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('cents', projects.programmes.fields.CentsField(verbose_name='amount')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instalments', to='projects.paymentplan')),
            ],
            options={
                'verbose_name': 'instalment',
                'verbose_name_plural': 'instalments',
                'ordering': ['due_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='instalment_amount'), models.UniqueConstraint(fields=('plan', 'due_on'), name='instalment_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='recovery',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gt', 0), models.Q(('cents', 0), ('legal_way', 'full_revocation')), _connector='OR'), name='recovery_amount'),
        ),
        migrations.AddConstraint(
            model_name='recovery',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('settled', 'dropped')), _negated=True), fields=('case',), name='recovery_one_open'),
        ),
        migrations.AddConstraint(
            model_name='recovery',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('opened', 'dropped')), models.Q(('hearing_sent_at__isnull', False), ('hearing_until__isnull', False)), _connector='OR'), name='recovery_heard'),
        ),
        migrations.AddConstraint(
            model_name='recovery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('notice__isnull', False), ('state__in', ('claimed', 'settled'))), models.Q(models.Q(('state__in', ('claimed', 'settled')), _negated=True), ('notice__isnull', True)), _connector='OR'), name='recovery_noticed'),
        ),
        migrations.AddConstraint(
            model_name='claimreminder',
            constraint=models.UniqueConstraint(fields=('recovery', 'due_on', 'is_late'), name='claim_reminder_once'),
        ),
        migrations.AddConstraint(
            model_name='acceptanceorder',
            constraint=models.UniqueConstraint(fields=('recovery', 'part'), name='acceptance_order_once'),
        ),
        migrations.AddConstraint(
            model_name='acceptanceorder',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='acceptance_order_amount'),
        ),
        migrations.AddConstraint(
            model_name='recoverysettings',
            constraint=models.CheckConstraint(condition=models.Q(('least_interest_cents__gte', 0), ('points__gte', 0)), name='recovery_settings_numbers'),
        ),
        migrations.AddConstraint(
            model_name='writeoff',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='write_off_amount'),
        ),
        migrations.AddConstraint(
            model_name='writeoff',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True), ('entry__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('entry__isnull', False), ('refused_at__isnull', True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='write_off_two_people'),
        ),
        migrations.RunPython(add_rates, nothing),
        migrations.RunPython(seal, unseal),
    ]
