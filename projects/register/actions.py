"""What the register says of a grant; taking an evaluation dataset away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.kernel import audit, clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.register.dataset import Dataset, make_dataset, packed
from projects.register.models import (
    LONGEST_PURPOSE,
    LONGEST_REASON,
    LONGEST_RECIPIENT,
    LONGEST_TITLE,
    EvaluationExport,
    PublicWords,
    RegisterSettings,
)
from projects.register.permissions import may_export_evaluation, may_set_words
from projects.register.queries import register_settings


@transaction.atomic
def set_words(*, by: Any, case: Case, title: str, is_protected: bool, reason: str) -> PublicWords:
    """Say what the register tells of a grant: another title, or nobody's name; log it.

    An empty title leaves that of the application. Raises PermissionDenied and NotAllowed (`title`,
    `reason`: too long, or no reason). Rule: Art. 21 GDPR, an objection has to be possible.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_set_words(by, case):
        raise PermissionDenied
    if len(title) > LONGEST_TITLE:
        raise NotAllowed("title")
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise NotAllowed("reason")
    said = {"title": title.strip(), "is_protected": is_protected, "reason": reason.strip()}
    known = PublicWords.objects.filter(case=case).first()
    if known and {name: getattr(known, name) for name in said} == said:
        return known
    words, _made = PublicWords.objects.update_or_create(
        case=case, defaults={**said, "by": by, "at": clock.now()}
    )
    data = {"title": words.title, "is_protected": words.is_protected}
    audit.record(actor=by, subject=case, event="register_words_set", reason=words.reason, data=data)
    return words


@transaction.atomic
def export_evaluation(
    *, by: Any, recipient: str, purpose: str, key: UUID
) -> tuple[EvaluationExport, bytes]:
    """The dataset as a ZIP, and the note of who took it for whom and what for.

    The same key is the same export as long as its data is the same. Raises PermissionDenied and
    NotAllowed (`recipient`, `purpose`: missing or too long; `too_few` applications for the
    smallest group; `changed`: the key was used for other data). Rule: Art. 5 (2), 89 GDPR.
    """
    if not may_export_evaluation(by):
        raise PermissionDenied
    for code, text, most in (
        ("recipient", recipient, LONGEST_RECIPIENT),
        ("purpose", purpose, LONGEST_PURPOSE),
    ):
        if not text.strip() or len(text) > most:
            raise NotAllowed(code)
    settings = RegisterSettings.objects.select_for_update().get(pk=register_settings().pk)
    dataset = make_dataset(
        key=settings.pseudonym_key, recipient=recipient, k=settings.smallest_group
    )
    if not dataset.rows:
        raise NotAllowed("too_few")
    noted = _noted(by, recipient, purpose, key, dataset)
    return noted, packed(dataset, recipient=recipient, purpose=purpose)


def _noted(by: Any, recipient: str, purpose: str, key: UUID, dataset: Dataset) -> EvaluationExport:
    known = EvaluationExport.objects.filter(key=key).first()
    if known:
        said = (known.by_id, known.recipient, known.purpose, known.sha256)
        if said != (by.pk, recipient, purpose, dataset.sha256):
            raise NotAllowed("changed")
        return known
    noted = EvaluationExport.objects.create(
        recipient=recipient,
        purpose=purpose,
        by=by,
        at=clock.now(),
        rows=len(dataset.rows),
        merged=dataset.merged,
        smallest_group=dataset.k,
        sha256=dataset.sha256,
        key=key,
    )
    data = {"for": recipient, "rows": noted.rows, "sha256": noted.sha256}
    audit.record(actor=by, subject=noted, event="evaluation_exported", reason=purpose, data=data)
    return noted
