"""Writes that begin at a finished project."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.kernel.lifecycle import NotAllowed
from projects.calls.models import Call
from projects.cases.models import Case
from projects.intake.actions_start import start_draft
from projects.intake.queries_start import form_of_call
from projects.showcase.queries_start import example_of


@transaction.atomic
def start_from_project(
    *,
    by: Any,
    code: str,
    call: Call,
    uuid: uuids.UUID,
    language: str,
    lessons_into: Collection[str] = (),
) -> Case:
    """Begin a draft after the example of the finished project of that code; never with its names.

    `lessons_into` are ids of questions that the lessons are put into. The same uuid is the same
    draft. Raises PermissionDenied for a project that has no public page, and as
    `start_draft` does.
    """
    example = example_of(code)
    if example is None:
        raise PermissionDenied
    schema = form_of_call(call)
    if schema is None:
        raise NotAllowed("no_form")
    source = example.source(schema, lessons_into)
    return start_draft(by=by, call=call, uuid=uuid, language=language, source=source)
