"""Who may see, change and withhold a picture."""

from __future__ import annotations

from typing import Any

from wagtail.images.permissions import permission_policy

from media.collections.queries import opens_to
from media.images.models import PortalImage


def may_see_image(user: Any, image: PortalImage) -> bool:
    """Everybody a public one, people of its collection a closed one, editors a withheld one."""
    if image.is_public:
        return True
    if may_handle_image(user, image):
        return True
    return not image.is_withheld and opens_to(image.collection, user)


def may_handle_image(user: Any, image: PortalImage) -> bool:
    """Whether the picture's library is open to the user in the admin."""
    if not getattr(user, "is_active", False):
        return False
    wanted = ["change", "choose"]
    return bool(permission_policy.user_has_any_permission_for_instance(user, wanted, image))


def may_change_image(user: Any, image: PortalImage) -> bool:
    """Whether the user may edit the picture, its consents and its being shown."""
    if not getattr(user, "is_active", False):
        return False
    return bool(permission_policy.user_has_permission_for_instance(user, "change", image))


def file_owner(user: Any, record: Any) -> bool | None:
    """The judge of picture files that screens ask through the registry."""
    return may_see_image(user, record) if isinstance(record, PortalImage) else None
