"""App configuration of `media`."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete, post_save


def _collection_changed(instance: Any, **_options: Any) -> None:
    """Settle the files of a collection once its place or its restriction is stored."""
    from wagtail.models import Collection

    from media.images.actions import settle_collection

    key = getattr(instance, "collection_id", instance.pk)

    def settle() -> None:
        collection = Collection.objects.filter(pk=key).first()
        if collection:
            settle_collection(collection=collection)

    transaction.on_commit(settle)


class MediaConfig(AppConfig):
    """Images and documents with credit, consent and privacy."""

    name = "media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Watch collections (Wagtail edits them itself) and answer for picture files."""
        from wagtail.models import Collection, CollectionViewRestriction

        from media.images.permissions import file_owner
        from portal.kernel.registry import register_owner

        register_owner(file_owner)
        post_save.connect(_collection_changed, sender=Collection)
        post_save.connect(_collection_changed, sender=CollectionViewRestriction)
        post_delete.connect(_collection_changed, sender=CollectionViewRestriction)
