"""What a template gets for a picture that must not be shown: nothing, without an error."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString


class WithheldRendition:
    """Stands in for a rendition; every way of writing it into a page writes nothing."""

    url = ""
    full_url = ""
    alt = ""
    attrs = ""
    width = 0
    height = 0
    is_withheld = True

    def __init__(self, image: Any) -> None:
        self.image = image

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""

    def __html__(self) -> SafeString:
        return SafeString("")

    def img_tag(self, extra_attributes: dict[str, Any] | None = None) -> SafeString:
        """No tag."""
        return SafeString("")
