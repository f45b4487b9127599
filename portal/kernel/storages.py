"""One storage for pictures and documents: names under `private/` live in the private storage.

A file field has one storage for all its rows, but a picture may have to leave the public eye:
so the name says where a file lives. An address of a private name leads to the view that asks
who is reading (`media_file`); nothing else gives such a file out.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.urls import reverse
from django.utils.deconstruct import deconstructible

PRIVATE = "private/"


def is_private(name: str | None) -> bool:
    """Whether a file of that name lives in the private storage."""
    return bool(name) and str(name).startswith(PRIVATE)


def private_name(name: str) -> str:
    """The name of the same file in the private storage."""
    return name if is_private(name) else f"{PRIVATE}{name}"


def public_name(name: str) -> str:
    """The name of the same file in the public storage."""
    return name.removeprefix(PRIVATE)


@deconstructible
class MediaStorage(Storage):
    """Sends every call to the public or the private storage by the name's beginning."""

    def _at(self, name: str) -> tuple[Storage, str]:
        place = "private" if is_private(name) else "default"
        return storages[place], public_name(name)

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        storage, inner = self._at(name)
        return storage.open(inner, mode)

    def _save(self, name: str, content: Any) -> str:
        storage, inner = self._at(name)
        saved = storage.save(inner, content)
        return f"{PRIVATE}{saved}" if is_private(name) else saved

    def delete(self, name: str) -> None:
        """Delete the file, if it is there."""
        storage, inner = self._at(name)
        storage.delete(inner)

    def exists(self, name: str) -> bool:
        """Whether the file is there."""
        storage, inner = self._at(name)
        return storage.exists(inner)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Folders and files of a folder."""
        storage, inner = self._at(path)
        return storage.listdir(inner)

    def size(self, name: str) -> int:
        """Bytes of the file."""
        storage, inner = self._at(name)
        return storage.size(inner)

    def url(self, name: str | None) -> str:
        """A public address, or that of the view that asks."""
        if is_private(name):
            return reverse("media_file", args=[public_name(str(name))])
        return storages["default"].url(name)

    def get_modified_time(self, name: str) -> datetime:
        """When the file was last written."""
        storage, inner = self._at(name)
        return storage.get_modified_time(inner)


def media_storage() -> Storage:
    """The storage of pictures and documents, as a callable that migrations keep by name."""
    return MediaStorage()
