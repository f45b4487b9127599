"""Serving documents: what Wagtail's own view leaves open."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.models import CollectionViewRestriction

from media.documents.models import PortalDocument


def refuse_strangers(document: PortalDocument, request: HttpRequest) -> None:
    """A signed-in person outside the collection's groups gets 403, not the sign-in page again."""
    if not request.user.is_authenticated:
        return
    groups = CollectionViewRestriction.GROUPS
    for restriction in document.collection.get_view_restrictions().filter(restriction_type=groups):
        if not restriction.accept_request(request):
            raise PermissionDenied
