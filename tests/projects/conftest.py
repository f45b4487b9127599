"""The tests of the funding chain begin in German, whatever a test before them spoke."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from portal.kernel import clock
from tests.factories import projects as make
from tests.factories.desk import admin_access
from tests.factories.site import home_page


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    with translation.override("de"):
        yield


@pytest.fixture
def office_open(db: None) -> Iterator[None]:
    """A site with one theme, the roles let into the admin, 22 November 2026 at ten."""
    home_page()
    make.theme()
    admin_access()
    with clock.frozen("2026-11-22 10:00"):
        yield
