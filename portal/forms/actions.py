"""Writes of the form engine."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log

from portal.cms.fields import Labels
from portal.forms.composing import ComposedForm
from portal.forms.freezing import frozen
from portal.forms.interchange import file_of
from portal.forms.languages import fill_translations
from portal.forms.models import Form, FormVersion
from portal.forms.permissions import may_compose_form, may_export_form
from portal.forms.reading import FormFile, read_form
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


@transaction.atomic
def freeze_published(*, by: Any, composed: ComposedForm) -> FormVersion | None:
    """Freeze what is public of a form, in all languages that are; None without the source.

    Whoever publishes was asked before (Wagtail's right and the second person). Raises FormError
    where the text makes no form; then nothing is published either.
    """
    rows = type(composed).objects.filter(
        translation_key=composed.translation_key, live_revision__isnull=False
    )
    texts = {
        row.language: row.live_revision.as_object()
        for row in rows.select_related("locale", "live_revision")
    }
    source = settings.LANGUAGE_CODE
    if source not in texts:
        return None
    titles = {code: text.title for code, text in sorted(texts.items())}
    schema = frozen(titles, {code: text.steps for code, text in texts.items()}, source)
    form = composed.form
    version = freeze_form(by=by, form=form, schema=schema)
    form.title = Labels(titles)
    form.save(update_fields=["title"])
    return version


@transaction.atomic
def begin_form(
    *, by: Any, model: type[ComposedForm], title: str, purpose: str = "application"
) -> Form:
    """The record of a new form, with a code made of its title; raises PermissionDenied."""
    if not may_compose_form(by, model):
        raise PermissionDenied
    base = slugify(title)[:50] or "form"
    taken = set(Form.objects.filter(code__startswith=base).values_list("code", flat=True))
    numbers = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    code = base if base not in taken else next(each for each in numbers if each not in taken)
    titles = Labels({settings.LANGUAGE_CODE: title})
    form = Form.objects.create(code=code, title=titles, purpose=purpose)
    audit.record(actor=by, subject=form, event="form_begun")
    return form


@transaction.atomic
def import_form(*, by: Any, model: type[ComposedForm], content: bytes) -> ComposedForm:
    """A new form, still a draft, from a file; its ids stay, its translations wait as drafts too.

    Raises PermissionDenied, and FormError with what is wrong; then nothing is stored.
    """
    if not may_compose_form(by, model):
        raise PermissionDenied
    file = _read(model, content)
    form = begin_form(
        by=by, model=model, title=file.titles[settings.LANGUAGE_CODE], purpose=file.purpose
    )
    composed = _composed(model, form, file, by)
    digest = hashlib.sha256(content).hexdigest()
    audit.record(actor=by, subject=form, event="form_imported", data={"sha256": digest})
    return composed


def _read(model: type[ComposedForm], content: bytes) -> FormFile:
    return read_form(content, model.steps.field.stream_block)  # type: ignore[attr-defined]


def _composed(model: type[ComposedForm], form: Form, file: FormFile, by: Any) -> ComposedForm:
    """The text of a form from a file: a draft in every language of the file."""
    source = settings.LANGUAGE_CODE
    composed = model(form=form, title=file.titles[source], live=False)
    composed.steps = json.dumps(file.steps[source])
    composed.save()
    revision = composed.save_revision(user=by)
    log(instance=composed, action="wagtail.create", user=by, revision=revision)
    fill_translations(composed, file, by)
    return composed


@transaction.atomic
def provide_form(*, model: type[ComposedForm], content: bytes, code: str) -> Form:
    """A form that comes with the portal, published in all languages of its file as one version.

    For setting up, so nobody is asked; made once, and what became of it since stays. Raises
    FormError with what is wrong in the file.
    """
    known = model.objects.filter(form__code=code).select_related("form").first()
    if known is not None:
        return known.form
    file = _read(model, content)
    form, _is_new = Form.objects.get_or_create(
        code=code, defaults={"title": Labels(file.titles), "purpose": file.purpose}
    )
    composed = _composed(model, form, file, None)
    texts = model.objects.filter(translation_key=composed.translation_key)
    # The source comes last: only what is public then makes a version.
    for text in texts.select_related("latest_revision").order_by("-pk"):
        if text.latest_revision is not None:
            text.latest_revision.publish()
    return form


def export_form(*, by: Any, composed: ComposedForm) -> dict[str, Any]:
    """The newest text of a form as a file, noted in the log; raises PermissionDenied."""
    if not may_export_form(by, type(composed)):
        raise PermissionDenied
    audit.record(actor=by, subject=composed.form, event="form_exported")
    return file_of(composed)
