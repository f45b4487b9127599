"""Forms as editors compose them, over HTTP."""

from __future__ import annotations

import itertools
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from wagtail.blocks import ListBlock, StreamBlock, StructBlock

from portal.accounts.models import User
from portal.forms.models import Form
from projects.intake.models import ApplicationForm
from projects.intake.patterns import pattern
from tests.factories.accounts import client_for

BLOCK = ApplicationForm.steps.field.stream_block
SURVEY = "survey"
_numbers = itertools.count(1)


def address(verb: str, *args: Any) -> str:
    """The address of an admin screen of the forms."""
    return reverse(f"wagtailsnippets_projects_applicationform:{verb}", args=args)


def question(code: str, label: str = "Wie heißen Sie?", **value: Any) -> dict[str, Any]:
    """A question of one line."""
    kind = value.pop("type", "short_text")
    return {
        "type": kind,
        "id": f"q-{code.replace('_', '-')}",
        "value": {"label": label, "help": "", "required": True, "code": code, **value},
    }


def step(title: str, *questions: dict[str, Any], **value: Any) -> dict[str, Any]:
    """A step with questions."""
    name = "".join(letter for letter in title.lower() if letter.isalpha() and letter.isascii())
    inner = {"title": title, "intro": "", "questions": list(questions), **value}
    return {"type": "step", "id": f"s-{name}", "value": inner}


def only_if(code: str, values: str, operator: str = "is") -> dict[str, str]:
    """A condition as an editor writes it."""
    return {"question": code, "operator": operator, "values": values}


def posted(block: Any, raw: Any, name: str) -> dict[str, str]:
    """Raw blocks as the editor's script posts them."""
    if isinstance(block, StreamBlock | ListBlock):
        data = {f"{name}-count": str(len(raw))}
        for place, item in enumerate(raw):
            start = f"{name}-{place}"
            data |= {f"{start}-deleted": "", f"{start}-order": str(place)}
            data |= {f"{start}-id": item.get("id", "")}
            child = block.child_block if isinstance(block, ListBlock) else None
            if child is None:
                data[f"{start}-type"] = item["type"]
                child = block.child_blocks[item["type"]]
            data |= posted(child, item["value"], f"{start}-value")
        return data
    if isinstance(block, StructBlock):
        data = {}
        for key, child in block.child_blocks.items():
            value = raw.get(key, child.get_default() if not _nested(child) else _empty(child))
            data |= posted(child, value, f"{name}-{key}")
        return data
    if raw is False or raw is None:
        return {}
    return {name: "on" if raw is True else str(raw)}


def _nested(block: Any) -> bool:
    return isinstance(block, StreamBlock | ListBlock | StructBlock)


def _empty(block: Any) -> Any:
    return {} if isinstance(block, StructBlock) else []


def form_data(title: str, steps: list[dict[str, Any]], *actions: str) -> dict[str, str]:
    """The editor's form with pressed buttons."""
    pressed = dict.fromkeys(actions, "1")
    return {"title": title, **posted(BLOCK, steps, "steps"), **pressed}


def compose(
    person: User, steps: list[dict[str, Any]], *actions: str, title: str = "Umfrage"
) -> ApplicationForm:
    """A new form through the admin, as a survey, so that it needs no core questions."""
    before = set(ApplicationForm.objects.values_list("pk", flat=True))
    data = form_data(title, steps)
    answer = client_for(person).post(address("add"), data)
    assert answer.status_code == 302, answer.context["form"].errors
    made = ApplicationForm.objects.exclude(pk__in=before).get()
    made.form.purpose = SURVEY
    made.form.save()
    if actions:
        rewrite(person, made, steps, *actions, title=title)
    return fresh(made)


def rewrite(
    person: User,
    form: ApplicationForm,
    steps: list[dict[str, Any]],
    *actions: str,
    title: str = "",
    **extra: str,
) -> HttpResponse:
    """Change a form in the editor and press buttons."""
    data = form_data(title or form.title, steps, *actions) | extra
    return client_for(person).post(address("edit", form.pk), data)


def approve(person: User, form: ApplicationForm) -> HttpResponse:
    """Approve without opening the editor, as from the start page."""
    state = form.current_workflow_task_state
    return client_for(person).post(address("workflow_action", form.pk, "approve", state.pk))


def fresh(form: ApplicationForm) -> ApplicationForm:
    """The form as the database has it."""
    return ApplicationForm.objects.get(pk=form.pk)


def draft(title: str = "Antrag") -> ApplicationForm:
    """A draft without steps, made without the admin."""
    form = Form.objects.create(code=f"antrag-entwurf-{next(_numbers)}", title={"de": title})
    made = ApplicationForm.objects.create(form=form, title=title, live=False)
    made.save_revision()
    return made


def from_pattern(person: User, code: str) -> ApplicationForm:
    """A form begun from a ready-made one."""
    assert pattern(code)
    answer = client_for(person).post(address("patterns"), {"pattern": code})
    return ApplicationForm.objects.get(pk=answer["Location"].rstrip("/").rpartition("/")[2])
