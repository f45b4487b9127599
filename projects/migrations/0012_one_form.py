"""Every call has a form: those without one, and the drafts begun in them, get the ready one.

What the short form had kept as it was typed (`unreadable`) becomes unreadable answers of the
questions; columns and lines are read by the bound questions and stay where they are.
"""

import json
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

CODE = "kurzantrag"
FINGERPRINT = "a907ed41db7dae431a83a0910b07552c27883246b598e3f9ac0daee1f61f238c"
TEXTS = {
    "core_title": "title",
    "core_summary": "summary",
    "core_place": "place",
    "core_theme": "theme",
    "core_amount": "amount",
}
PARTS = {
    "core_carrier": {"name": "carrier_name", "kind": "carrier_kind"},
    "core_contact": {"name": "contact_name", "email": "contact_email", "phone": "contact_phone"},
    "core_period": {"from": "starts_on", "to": "ends_on"},
}


def ready_form(apps):
    """The form of the portal with a version, made where it does not stand yet."""
    data = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    form, _is_new = apps.get_model("portal", "Form").objects.get_or_create(
        code=CODE, defaults={"title": data["title"], "purpose": "application"}
    )
    if not form.versions.exists():
        form.versions.create(
            number=1, data=data, fingerprint=FINGERPRINT, frozen_at=timezone.now()
        )
    return form


def questions_of(version):
    """The ids of the questions by type."""
    steps = version.data["steps"]
    return {each["type"]: each["id"] for step in steps for each in step["questions"]}


def typed_answers(case, ids):
    """What was typed and could not be read, as the questions keep it."""
    old, typed = case.unreadable, {}
    for kind, column in TEXTS.items():
        if column in old and kind in ids:
            typed[ids[kind]] = {"answer": [old[column]]}
    for kind, parts in PARTS.items():
        if kind in ids and any(column in old for column in parts.values()):
            typed[ids[kind]] = {
                f"answer-{part}": [old.get(column) or str(getattr(case, column) or "")]
                for part, column in parts.items()
            }
    if "cost_plan" in ids and any(key.startswith("costs-") for key in old):
        lines = typed_lines(case, old)
        typed |= {ids["cost_plan"]: lines} if lines else {}
    return typed


def typed_lines(case, old):
    """All lines of the plan as they were typed: one of them could not be read."""
    found = {}
    for number, line in enumerate(case.cost_items.order_by("position", "pk")):
        cents = line.amount_cents
        values = {
            "label": line.label,
            "category": line.category.code if line.category else "",
            "amount": "" if cents is None else f"{cents // 100},{cents % 100:02d}",
        }
        for name, text in values.items():
            found[f"answer-{number}-{name}"] = [old.get(f"costs-{number}-{name}") or text]
    return found


def give_forms(apps, schema_editor):
    """Calls first, then the drafts that follow no version yet."""
    Call, Case = apps.get_model("projects", "Call"), apps.get_model("projects", "Case")
    without = Call.objects.filter(form=None)
    if without.exists():
        without.update(form=ready_form(apps))
    Version = apps.get_model("portal", "FormVersion")
    for case in Case.objects.filter(state="draft", form_version=None).select_related("call"):
        version = Version.objects.filter(form=case.call.form_id).order_by("-number").first()
        if version is None:
            continue
        ids = questions_of(version)
        case.form_version = version
        case.typed = {**case.typed, **typed_answers(case, ids)}
        case.save(update_fields=["form_version", "typed"])
        if "files" in ids:
            case.files.filter(kind="attachment", question="").update(question=ids["files"])
    if schema_editor.connection.vendor == "postgresql":
        # A table with checks that still wait cannot be altered in the same transaction.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):

    dependencies = [
        ("portal", "0004_area"),
        ("projects", "0011_mends"),
    ]

    operations = [
        migrations.RunPython(give_forms, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="call",
            name="form",
            field=models.ForeignKey(
                help_text="What applicants fill in. Only published forms can be chosen.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="portal.form",
                verbose_name="form",
            ),
        ),
        migrations.RemoveField(model_name="case", name="unreadable"),
    ]
