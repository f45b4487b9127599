"""Writes of the form engine."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from portal.forms.models import Form, FormVersion
from portal.forms.schema import Schema
from portal.kernel import audit, clock


@transaction.atomic
def freeze_form(*, by: Any, form: Form, schema: Schema) -> FormVersion:
    """Keep a published form as its next version; one equal to the newest is that version.

    Applications that were begun keep their version. Who may publish is asked by the caller, since
    the feature that owns the form knows.
    """
    Form.objects.select_for_update().get(pk=form.pk)
    newest = form.versions.defer("data").order_by("-number").first()
    if newest is not None and newest.fingerprint == schema.fingerprint:
        return newest
    version = FormVersion.objects.create(
        form=form,
        number=newest.number + 1 if newest else 1,
        data=schema.as_data(),
        fingerprint=schema.fingerprint,
        frozen_at=clock.now(),
        frozen_by=by if by and by.is_authenticated else None,
    )
    audit.record(actor=by, subject=form, event="form_published", data={"version": version.number})
    return version
