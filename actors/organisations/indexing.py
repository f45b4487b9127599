"""Keeps the search index of actor pages in step with the records behind them."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.search import index

from actors.organisations.models import Offer, Organisation


def _reindex(organisation: Organisation) -> None:
    for page in organisation.pages.all():
        index.insert_or_update_object(page)


def _organisation_saved(instance: Organisation, raw: bool = False, **rest: Any) -> None:
    if not raw:
        _reindex(instance)


def _offer_changed(instance: Offer, raw: bool = False, **rest: Any) -> None:
    if not raw:
        _reindex(Organisation.objects.get(pk=instance.organisation_id))


def _themes_changed(instance: Any, action: str, **rest: Any) -> None:
    if action.startswith("post_") and isinstance(instance, Organisation):
        _reindex(instance)


def connect() -> None:
    """Listen to organisations, their offers and their themes."""
    post_save.connect(_organisation_saved, sender=Organisation, dispatch_uid="actors.reindex")
    for signal in (post_save, post_delete):
        signal.connect(_offer_changed, sender=Offer, dispatch_uid="actors.reindex_offer")
    m2m_changed.connect(
        _themes_changed, sender=Organisation.themes.through, dispatch_uid="actors.reindex_themes"
    )
