"""Shared by all tests: translations compiled, clean caches, no leftovers between tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation


def pytest_configure() -> None:
    """Compile stale catalogues before Django reads any; collect memory as the web server does."""
    from portal.collector import calm_collector
    from portal.management.commands.compile_translations import catalogues, compile_catalogue

    # The driver of the browser keeps an event loop in the thread in which later tests run.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    for catalogue in catalogues():
        compile_catalogue(catalogue)
    calm_collector()


@pytest.fixture(autouse=True)
def _clean_surroundings() -> Iterator[None]:
    """An empty cache, and German: a request leaves its language active in the thread."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    cache.clear()
