"""Reading bodies."""

from __future__ import annotations

from django.db.models import Q

from actors.bodies.models import Body


def related_bodies(body: Body) -> list[Body]:
    """The body above and the sub-groups below, with their pages; two queries."""
    around = Q(parent_id=body.pk) | Q(pk=body.parent_id)
    return list(Body.objects.filter(around).prefetch_related("pages"))
