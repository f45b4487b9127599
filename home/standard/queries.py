"""What the front pages show of other pages, in a fixed number of queries."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

TAG = re.compile(r"<h2[^>]*>(.*?)</h2>", re.IGNORECASE | re.DOTALL)


def child_cards(page: Page, request: HttpRequest) -> list[dict[str, Any]]:
    """The pages below as arguments of the component `card`."""
    return []


def contents(page: Any) -> list[dict[str, str]]:
    """Table of contents."""
    return []


def related_links(page: Any, request: HttpRequest) -> list[dict[str, str]]:
    """Chosen pages that fit to this one."""
    return []


def front(page: Any, request: HttpRequest) -> dict[str, Any]:
    """What is on: doors, open call, results, dates."""
    return {}
