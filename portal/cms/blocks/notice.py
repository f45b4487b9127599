"""A remark that stands out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock

from portal.cms.blocks.base import PortalBlock, short_text

KINDS = [
    ("info", _("Information")),
    ("success", _("Good news")),
    ("warning", _("Please note")),
    ("danger", _("Danger")),
]


class NoticeBlock(PortalBlock):
    """A remark with a kind that is shown by icon and words, never by colour alone."""

    kind = ChoiceBlock(label=_("kind"), choices=KINDS, default="info")
    title = CharBlock(label=_("title"), required=False, max_length=120)
    text = short_text(label=_("text"))

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        description = _("A remark that people must not miss; use it rarely.")
        template = "portal/blocks/notice.html"
        preview_value = {
            "kind": "warning",
            "title": "Bitte beachten",
            "text": "<p>Beginnen Sie nicht vor dem Bescheid.</p>",
        }
