"""Files that the worker makes for one person: how far it is, offered for some days, then deleted.

Each kind is a model of its own with its own action and its own question who may; this is what
they share.
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta
from functools import partial
from typing import IO, Any, TypeVar

from django.conf import settings
from django.core.files.base import File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.files import get_private_storage, private_storage
from portal.kernel.privacy import Personal, classify

KEPT_FOR = timedelta(days=7)
PIECE = 1024 * 1024
"""Bytes that are read at once."""


class MadeState(models.TextChoices):
    """How far a file is; stable codes. Refused: the person may not have it any more."""

    WAITING = "waiting", _("is being made")
    READY = "ready", _("ready")
    REFUSED = "refused", _("not made: the right to have it has ended")


def made_states() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new state needs no migration."""
    return [(str(value), str(label)) for value, label in MadeState.choices]


def made_name(made: MadeFile, filename: str) -> str:
    """A place in the private storage that says nothing."""
    return f"exports/{uuid.uuid4().hex}.{filename.rpartition('.')[2]}"


class MadeFile(models.Model):
    """A file in the making: `done` of `total` steps, then ready until `expires_at`."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("made for"),
    )
    made_state = models.CharField(
        _("state"), max_length=20, choices=made_states, default=MadeState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(_("asked for"))
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    expires_at = models.DateTimeField(_("kept until"), db_index=True)
    file = models.FileField(
        storage=get_private_storage, upload_to=made_name, max_length=200, blank=True
    )
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(_("hash (SHA-256)"), max_length=64, blank=True)

    privacy = classify(
        none="uuid made_state done total asked_at made_at expires_at size sha256",
        personal=[
            Personal(
                purpose="Handing somebody a file that takes its time to make",
                retention="7 days after it was made",
                fields="owner file",
            )
        ],
    )

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_waiting(self) -> bool:
        """Whether the worker has still to make it."""
        return self.made_state == MadeState.WAITING

    @property
    def is_ready(self) -> bool:
        """Whether it can be downloaded."""
        return self.made_state == MadeState.READY and self.expires_at > clock.now()

    @property
    def percent(self) -> int:
        """How much of it is done."""
        return min(self.done * 100 // self.total, 100) if self.total else 0


Made = TypeVar("Made", bound=MadeFile)


def tell_progress(made: models.Model, done: int, total: int) -> None:
    """Let the person see how far it is (`done` of `total`); outside of the making's transaction."""
    type(made)._base_manager.filter(pk=made.pk).update(done=done, total=total)


def keep_made(made: Made, content: IO[bytes], *, ending: str) -> Made | None:
    """Store the finished file and offer it; None where another run was faster.

    Part of the task's transaction.
    """
    locked = type(made)._base_manager.select_for_update().filter(pk=made.pk).first()
    if locked is None or not locked.is_waiting:
        return None
    content.seek(0)
    digest = hashlib.sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
    locked.size, locked.sha256 = content.tell(), digest.hexdigest()
    content.seek(0)
    locked.file.save(f"made.{ending}", File(content), save=False)
    locked.done = locked.total = max(locked.total, 1)
    locked.made_state, locked.made_at = MadeState.READY, clock.now()
    locked.expires_at = locked.made_at + KEPT_FOR
    locked.save()
    return locked


def refuse_made(made: MadeFile) -> None:
    """Make no file for somebody who lost the right to it meanwhile."""
    waiting = type(made)._base_manager.filter(pk=made.pk, made_state=MadeState.WAITING)
    waiting.update(made_state=MadeState.REFUSED)


@transaction.atomic
def forget_made(model: type[MadeFile]) -> int:
    """Delete files of a kind whose days are over; returns how many."""
    old: list[Any] = list(model._base_manager.filter(expires_at__lte=clock.now()))
    for made in old:
        if made.file:
            transaction.on_commit(partial(private_storage.delete, made.file.name or ""))
        made.delete()
    return len(old)
