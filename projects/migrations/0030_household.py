"""Funders, carry-over of pots, and the own yearly budget of the coordination."""

import django.core.validators
import django.db.models.deletion
import portal.cms.fields
import portal.kernel.clock
import projects.budget.models_funders
import projects.household.models
import projects.household.models_projects
import projects.programmes.carrying
import projects.programmes.fields
from django.conf import settings
from django.db import migrations, models


# Django remakes a table on SQLite when it alters it, and the guard of 0015 goes with the old one.
LEDGER = """
CREATE TRIGGER IF NOT EXISTS projects_ledgerentry_no_update BEFORE UPDATE ON projects_ledgerentry
BEGIN SELECT RAISE(ABORT, 'ledger entries are never changed'); END
"""
# What is noted about positions is append-only too (docs/decisions/0020-own-budget.md).
NOTED = ("planchange", "forecast", "budgetposting", "budgetcarry", "fundingstep")
SQLITE = """
CREATE TRIGGER projects_{0}_no_update BEFORE UPDATE ON projects_{0}
BEGIN SELECT RAISE(ABORT, 'this is never changed'); END
"""
FUNCTION = """
CREATE FUNCTION projects_household_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'this is never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
TRIGGER = """
CREATE TRIGGER projects_{0}_no_update BEFORE UPDATE OR DELETE ON projects_{0}
FOR EACH ROW EXECUTE FUNCTION projects_household_refuse()
"""


def guard(apps, schema_editor):
    """Let the database refuse changes."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(FUNCTION if on_postgresql else LEDGER, params=None)
    for table in NOTED:
        schema_editor.execute((TRIGGER if on_postgresql else SQLITE).format(table), params=None)


def unguard(apps, schema_editor):
    """Take the guards of the own budget away again."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in NOTED:
        suffix = f" ON projects_{table}" if on_postgresql else ""
        schema_editor.execute(f"DROP TRIGGER projects_{table}_no_update{suffix}")
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION projects_household_refuse()")


def guard_ledger(apps, schema_editor):
    """Let SQLite refuse changes of the ledger after its table was made back."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(LEDGER, params=None)


def nothing(apps, schema_editor):
    """The other direction needs nothing."""


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0029_proposals'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(nothing, guard_ledger),
        migrations.CreateModel(
            name='BudgetPosition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=projects.household.models.sides, max_length=20, verbose_name='income or expenditure')),
                ('number', models.CharField(max_length=20, verbose_name='number')),
                ('label', models.CharField(max_length=150, verbose_name='what for')),
                ('planned_cents', projects.programmes.fields.CentsField(verbose_name='planned')),
            ],
            options={
                'verbose_name': 'budget position',
                'verbose_name_plural': 'budget positions',
                'ordering': ['-side', 'number', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Funder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                ('labels', portal.cms.fields.LabelsField(default=dict, verbose_name='name')),
                ('kind', models.CharField(choices=projects.budget.models_funders.funder_kinds, max_length=20, verbose_name='kind of funder')),
                ('contact', models.CharField(blank=True, help_text='The place or the mailbox of the institution, no name of a person.', max_length=300, verbose_name='how to reach it')),
                ('is_active', models.BooleanField(default=True, help_text='Others are no longer offered for new money.', verbose_name='active')),
            ],
            options={
                'verbose_name': 'funder',
                'verbose_name_plural': 'funders',
                'ordering': ['-is_active', 'code'],
            },
        ),
        migrations.AddField(
            model_name='fundingprogramme',
            name='carry_over',
            field=models.CharField(choices=projects.programmes.carrying.carry_overs, default='none', help_text='Ask the funder: as a rule its money belongs to the year it was given for.', max_length=20, verbose_name='carry-over into the next period'),
        ),
        migrations.AddField(
            model_name='fundingprogramme',
            name='carry_percent',
            field=models.PositiveSmallIntegerField(default=10, help_text='Of the money of a period; only where a share is allowed.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='highest share in percent'),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='purpose',
            field=models.CharField(blank=True, max_length=200, verbose_name='purpose or restriction'),
        ),
        migrations.CreateModel(
            name='BudgetPosting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cents', projects.programmes.fields.CentsField(verbose_name='amount')),
                ('document', models.CharField(blank=True, max_length=200, verbose_name='document')),
                ('reason', models.CharField(max_length=1000, verbose_name='reason')),
                ('at', models.DateTimeField(default=portal.kernel.clock.now, verbose_name='at')),
                ('key', models.CharField(max_length=100, unique=True)),
                ('on', models.DateField(verbose_name='day')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counter', to='projects.budgetposting', verbose_name='counter-entry of')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='projects.budgetposition')),
            ],
            options={
                'verbose_name': 'posting of the own budget',
                'verbose_name_plural': 'postings of the own budget',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='funder',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='projects.funder', verbose_name='funder'),
        ),
        migrations.CreateModel(
            name='OwnBudget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='to')),
                ('state', models.CharField(choices=projects.household.models.budget_states, default='draft', max_length=20, verbose_name='state')),
                ('yellow_above', models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='expenditure yellow above (percent of the plan)')),
                ('red_above', models.PositiveSmallIntegerField(default=100, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='expenditure red above (percent of the plan)')),
                ('yellow_below', models.PositiveSmallIntegerField(default=100, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='income yellow below (percent of the plan)')),
                ('red_below', models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='income red below (percent of the plan)')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'own budget',
                'verbose_name_plural': 'own budgets',
                'ordering': ['-starts_on', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='budgetposition',
            name='budget',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='projects.ownbudget'),
        ),
        migrations.CreateModel(
            name='BudgetCarry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cents', projects.programmes.fields.CentsField(verbose_name='amount')),
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='carried_on', to='projects.budgetposition')),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='carries', to='projects.budgetposting')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='carried_in', to='projects.ownbudget')),
            ],
            options={
                'verbose_name': 'carry-over into the next year',
                'verbose_name_plural': 'carry-overs into the next year',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='OwnProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='projects.ownbudget')),
            ],
            options={
                'verbose_name': 'own project',
                'verbose_name_plural': 'own projects',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='budgetposition',
            name='project',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='projects.ownproject', verbose_name='own project'),
        ),
        migrations.CreateModel(
            name='PlanChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cents', projects.programmes.fields.CentsField(verbose_name='amount')),
                ('document', models.CharField(blank=True, max_length=200, verbose_name='document')),
                ('reason', models.CharField(max_length=1000, verbose_name='reason')),
                ('at', models.DateTimeField(default=portal.kernel.clock.now, verbose_name='at')),
                ('key', models.CharField(max_length=100, unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='projects.budgetposition')),
            ],
            options={
                'verbose_name': 'change of the plan',
                'verbose_name_plural': 'changes of the plan',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ProjectFunding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(blank=True, max_length=200, verbose_name='purpose or restriction')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.funder', verbose_name='funder')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fundings', to='projects.ownproject')),
            ],
            options={
                'verbose_name': 'money of a funder',
                'verbose_name_plural': 'money of funders',
                'ordering': ['project', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FundingStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=projects.household.models_projects.funding_kinds, max_length=20, verbose_name='step')),
                ('cents', projects.programmes.fields.CentsField(verbose_name='amount')),
                ('on', models.DateField(verbose_name='day')),
                ('reason', models.CharField(max_length=1000, verbose_name='reason')),
                ('at', models.DateTimeField(default=portal.kernel.clock.now, verbose_name='at')),
                ('key', models.CharField(max_length=100, unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('funding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='projects.projectfunding')),
            ],
            options={
                'verbose_name': 'step of third-party money',
                'verbose_name_plural': 'steps of third-party money',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='budgetposting',
            name='funding',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='projects.projectfunding', verbose_name='from which funder'),
        ),
        migrations.CreateModel(
            name='Forecast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cents', projects.programmes.fields.CentsField(verbose_name='amount')),
                ('document', models.CharField(blank=True, max_length=200, verbose_name='document')),
                ('reason', models.CharField(max_length=1000, verbose_name='reason')),
                ('at', models.DateTimeField(default=portal.kernel.clock.now, verbose_name='at')),
                ('key', models.CharField(max_length=100, unique=True)),
                ('booked_cents', projects.programmes.fields.CentsField(verbose_name='booked by then')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forecasts', to='projects.budgetposition')),
            ],
            options={
                'verbose_name': 'forecast',
                'verbose_name_plural': 'forecasts',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('cents__gte', 0)), name='forecast_amount')],
            },
        ),
        migrations.AddConstraint(
            model_name='ownbudget',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='own_budget_order'),
        ),
        migrations.AddConstraint(
            model_name='ownbudget',
            constraint=models.CheckConstraint(condition=models.Q(('red_above__gte', models.F('yellow_above')), ('yellow_below__gte', models.F('red_below'))), name='own_budget_limits'),
        ),
        migrations.AddConstraint(
            model_name='budgetcarry',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='budget_carry_positive'),
        ),
        migrations.AddConstraint(
            model_name='ownproject',
            constraint=models.UniqueConstraint(fields=('budget', 'name'), name='own_project_name'),
        ),
        migrations.AddConstraint(
            model_name='budgetposition',
            constraint=models.UniqueConstraint(fields=('budget', 'number'), name='position_number'),
        ),
        migrations.AddConstraint(
            model_name='budgetposition',
            constraint=models.CheckConstraint(condition=models.Q(('planned_cents__gte', 0)), name='position_planned'),
        ),
        migrations.AddConstraint(
            model_name='planchange',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gte', 0)), name='plan_change_amount'),
        ),
        migrations.AddConstraint(
            model_name='projectfunding',
            constraint=models.UniqueConstraint(fields=('project', 'funder', 'purpose'), name='funding_once'),
        ),
        migrations.AddConstraint(
            model_name='fundingstep',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gte', 0)), name='funding_step_amount'),
        ),
        migrations.AddIndex(
            model_name='budgetposting',
            index=models.Index(fields=['position', 'funding', 'corrects', 'cents'], name='posting_sums'),
        ),
        migrations.AddConstraint(
            model_name='budgetposting',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='budget_posting_positive'),
        ),
        migrations.RunPython(guard, unguard),
    ]
