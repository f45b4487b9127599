"""Drafts may be unfinished: every block can be saved empty and shown in a preview."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from portal.cms.blocks import BodyBlock, body_blocks

pytestmark = pytest.mark.django_db
BODY = BodyBlock()
NAMES = [name for name, _block in body_blocks()]


def empty(name: str) -> Any:
    """A body with one block of that name as the editor adds it, nothing filled in."""
    child = BODY.child_blocks[name]
    return BODY.to_python([{"type": name, "value": child.get_prep_value(child.get_default())}])


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_block_is_saved_in_a_draft(name: str) -> None:
    assert [child.block_type for child in BODY.clean_deferred(empty(name))] == [name]


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_block_cannot_be_published(name: str) -> None:
    with pytest.raises(ValidationError):
        BODY.clean(empty(name))


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_block_can_be_previewed(name: str) -> None:
    request = RequestFactory().get("/")
    for child in empty(name):
        assert isinstance(child.render(context={"request": request}), str)


def test_a_subsection_without_section_waits_in_a_draft() -> None:
    raw = [{"type": "heading", "value": {"text": "Wer", "level": "h3"}}]
    body = BODY.to_python(raw)
    BODY.clean_deferred(body)
    with pytest.raises(ValidationError):
        BODY.clean(body)
