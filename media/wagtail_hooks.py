"""Registers the media screens with Wagtail."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from wagtail import hooks

from media.documents.views import refuse_strangers
from media.images.actions import settle_file
from media.images.models import PortalImage
from media.images.urls import admin_urlpatterns


@hooks.register("register_admin_urls")
def media_admin_urls() -> list[URLPattern]:
    """Consents and release of pictures."""
    return admin_urlpatterns


@hooks.register("before_serve_document", order=-10)
def check_reader(document: Any, request: HttpRequest) -> None:
    """Refuse signed-in people outside a closed collection."""
    refuse_strangers(document, request)


@hooks.register("after_bulk_action")
def settle_moved_images(request: HttpRequest, action_type: str, objects: Any, action: Any) -> None:
    """Pictures moved together to another collection: move their files, too."""
    if action_type == "add_to_collection":
        moved = [record.pk for record in objects if isinstance(record, PortalImage)]
        for image in PortalImage.objects.filter(pk__in=moved).select_related("collection"):
            settle_file(image=image)


@hooks.register("construct_image_chooser_queryset")
def offer_only_shown_images(images: QuerySet[PortalImage], request: HttpRequest) -> Any:
    """Withheld pictures cannot be chosen."""
    return images.filter(withheld_at=None)
