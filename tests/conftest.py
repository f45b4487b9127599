"""Shared by all tests: translations compiled, clean caches, no leftovers between tests."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest
import pytest_django
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.template.base import Template
from django.template.context import Context
from django.test import TransactionTestCase
from django.utils import translation

from tests import prepared


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--most-values 2`: a second pass need not try every value of a table again."""
    parser.addoption("--most-values", type=int, default=0, metavar="COUNT")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the later values of each parametrised test where `--most-values` says so."""
    most, seen = config.getoption("--most-values"), Counter[str]()
    if not most:
        return
    kept: list[pytest.Item] = []
    later: list[pytest.Item] = []
    for item in items:
        name = item.nodeid.split("[")[0]
        seen[name] += 1
        (later if seen[name] > most else kept).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=later)


def pytest_configure() -> None:
    """Compile stale catalogues before Django reads any; collect memory as the web server does."""
    from portal.collector import calm_collector
    from portal.management.commands.compile_translations import catalogues, compile_catalogue

    # The driver of the browser keeps an event loop in the thread in which later tests run.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    for catalogue in catalogues():
        compile_catalogue(catalogue)
    calm_collector()


@pytest.fixture(scope="session", autouse=True)
def _page_alone(django_test_environment: None) -> None:
    """Tests look into the context of a page, never into that of its hundred components.

    Django's test client copies the context of every template that is rendered, which took a tenth
    of the time of the whole suite.
    """
    note, depth = Template._render, [0]

    def render(self: Template, context: Context) -> str:
        if depth[0]:
            return self.nodelist.render(context)
        depth[0] += 1
        try:
            return note(self, context)
        finally:
            depth[0] -= 1

    Template._render = render


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Begin with a migrated database where an earlier run left one; the worker's name is set."""
    return prepared.begin_with_copy()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """Leave the migrated database for the next run, and set up the portal in this one.

    Home pages, groups and rights cost more than most tests do.
    """
    from tests.factories.site import home_page

    with django_db_blocker.unblock():
        prepared.keep_copy()
        home_page(languages=True)
        call_command("setup_portal", verbosity=0)
        prepared.keep_whole()
    TransactionTestCase._fixture_teardown = _lay_back
    yield
    with django_db_blocker.unblock():
        prepared.drop_whole()


def _lay_back(_case: TransactionTestCase) -> None:
    """After a test that commits the whole database is copied back.

    Django would empty every table, and fill them again before the next such test.
    """
    prepared.give_back()


@pytest.fixture(autouse=True)
def _clean_surroundings() -> Iterator[None]:
    """An empty cache, and German: a request leaves its language active in the thread."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    cache.clear()
