"""Nobody publishes a text alone: who wrote since the last publication is an author of it."""

from __future__ import annotations

import json
import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from wagtail.models import Revision
from wagtail_localize.models import StringTranslation, Translation

BLOCK_KEYS = re.compile(r' data-block-key=\\+"[^"\\]*\\+"')
LINE_ENDS = re.compile(r"(\\+)r\1n")
"""Numbers of paragraphs and ends of lines as they stand in JSON: in that of a field once more."""

# What changes in a page by itself, without anybody writing.
BOOKKEEPING = frozenset(
    {
        "alias_of",
        "depth",
        "draft_title",
        "expired",
        "first_published_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "pk",
        "url_path",
        "wagtail_admin_comments",
    }
)


def may_publish(user: Any, page: Any) -> bool:
    """Whether the user may make the waiting text of a page or form public, permissions apart.

    Not one's own text: written by oneself since the last publication, or handed in by oneself.
    The setting WORKFLOW_OWN_APPROVAL lifts the rule; the administration (superuser) may, and
    it is logged.
    """
    if settings.WORKFLOW_OWN_APPROVAL or user.is_superuser:
        return True
    return not is_own_text(user, page)


def is_own_text(user: Any, page: Any) -> bool:
    """Whether the user wrote or handed in what waits for publication."""
    state = page.current_workflow_state
    if state and state.requested_by_id == user.pk:
        return True
    return user.pk in authors(page)


def may_approve(user: Any, text: Any) -> bool:
    """Whether the user may approve a waiting text: not their own, and only one that is whole."""
    whole = getattr(text, "is_publishable", None)
    return may_publish(user, text) and (whole is None or whole())


def authors(page: Any) -> set[int | None]:
    """The ids of those who changed the page since it was published last.

    A version that changes nothing makes nobody an author. A page without any version belongs
    to the one who made it.
    """
    waiting = list(_versions_since_publication(page))
    if not waiting:
        return set() if page.live_revision_id else {getattr(page, "owner_id", None)}
    live = Revision.objects.filter(pk=page.live_revision_id).values_list("content", flat=True)
    before = _words(live[0]) if live else None
    found = set()
    for author, content in waiting:
        words = _words(content)
        if words != before:
            found.add(author)
        before = words
    return found


def may_publish_translation(user: Any, translation: Translation) -> bool:
    """Whether the user may publish a translation: not where they typed any of what waits."""
    if settings.WORKFLOW_OWN_APPROVAL or user.is_superuser:
        return True
    return not waiting_strings(translation).filter(last_translated_by=user).exists()


def waiting_strings(translation: Translation) -> Any:
    """The translated texts of a page or form that were typed after its last publication."""
    strings = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    )
    try:
        text = translation.get_target_instance()
    except ObjectDoesNotExist:
        return strings
    if text.live_revision_id:
        strings = strings.filter(updated_at__gt=text.last_published_at)
    return strings


def _versions_since_publication(page: Any) -> Any:
    versions = Revision.objects.for_instance(page).order_by("created_at", "pk")
    if page.live_revision_id:
        published = Revision.objects.only("created_at").get(pk=page.live_revision_id)
        versions = versions.filter(created_at__gte=published.created_at).exclude(pk=published.pk)
    return versions.values_list("user_id", "content")


def _words(content: dict[str, Any]) -> str:
    """The text of a version as one line to compare.

    The editor numbers paragraphs and ends lines as browsers do; a page that was not written in it
    would change by being opened and saved.
    """
    kept = {key: value for key, value in content.items() if key not in BOOKKEEPING}
    found = json.dumps(kept, sort_keys=True, default=str)
    return BLOCK_KEYS.sub("", LINE_ENDS.sub(r"\1n", found))
