"""Shared by all tests: translations compiled, clean caches, no leftovers between tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


def pytest_configure() -> None:
    """Compile stale catalogues before Django reads any; collect memory as the web server does."""
    from portal.collector import calm_collector
    from portal.management.commands.compile_translations import catalogues, compile_catalogue

    for catalogue in catalogues():
        compile_catalogue(catalogue)
    calm_collector()


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
