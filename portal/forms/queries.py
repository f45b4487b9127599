"""Reads about forms."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.forms.models import Form, FormVersion
from portal.forms.schema import Schema


@lru_cache(maxsize=64)
def _parsed(version_id: int, fingerprint: str) -> Schema:
    data = FormVersion.objects.values_list("data", flat=True).get(pk=version_id)
    return Schema.from_data(data)


def schema_of(version: FormVersion) -> Schema:
    """The frozen form of a version.

    Parsed once a process: a version never changes. The fingerprint is part of the key, so that a
    test database that gives a key again is no trap. Load the version without its `data`
    (`with_version`).
    """
    return _parsed(version.pk, version.fingerprint)


def latest_version(form: Form | None) -> FormVersion | None:
    """The newest version of a form without its data; None before the first publication."""
    if form is None:
        return None
    return form.versions.defer("data").order_by("-number").first()


def published_forms(purpose: str, keep: int | None = None) -> QuerySet[Form]:
    """Forms of a purpose that somebody can fill in; `keep` names one that stays in any case."""
    versions = FormVersion.objects.filter(form=OuterRef("pk"))
    return Form.objects.filter(Q(Exists(versions), purpose=purpose) | Q(pk=keep))
