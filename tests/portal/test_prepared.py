"""Prepared questions: the same answers as Django's own query sets, from the first asking on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import BigAutoField, CharField, DateTimeField, Q, UUIDField
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.models import Alert, StandardPage
from portal.kernel import clock
from portal.kernel.prepared import Prepared
from tests.factories.home import alert
from tests.factories.site import home_page, standard_page

pytestmark = pytest.mark.django_db


def _asked(question: Prepared, **values: object) -> tuple[list[tuple[object, ...]], int]:
    with CaptureQueriesContext(connection) as captured:
        rows = question.rows(**values)
    return [tuple(row) for row in rows], len(captured)


def test_lists_of_any_length_and_values_of_any_kind() -> None:
    home_page()
    pages = [standard_page(title=f"Seite {number}") for number in range(4)]
    columns = ("pk", "title", "translation_key", "first_published_at")

    def build(keys: object, title: object, key: object) -> object:
        wanted = Q(pk__in=keys) | Q(title=title) | Q(translation_key=key)
        return Page.objects.filter(wanted).order_by("pk").values_list(*columns)

    question = Prepared(build, keys=BigAutoField(), title=CharField(), key=UUIDField())
    last = pages[3].translation_key
    for keys in ([], [pages[0].pk], {pages[0].pk, pages[1].pk}, (pages[2].pk,), [pages[1].pk]):
        for title, key in (("Seite 2", last), ("' OR 1=1 --", last), ("%s", None)):
            values = {"keys": keys, "title": title, "key": key}
            expected = list(build(list(keys), title, key)) if key else []
            if not key:
                expected = list(Page.objects.filter(pk__in=keys).values_list(*columns))
            rows, queries = _asked(question, **values)
            assert sorted(rows) == sorted(expected), values
            assert queries == 1


def test_what_cannot_fit_asks_nothing() -> None:
    question = Prepared(
        lambda keys: Page.objects.filter(pk__in=keys).values_list("pk"), keys=BigAutoField()
    )
    assert _asked(question, keys=[]) == ([], 0)
    assert question.objects(keys=[]) == []
    home = home_page()
    assert _asked(question, keys=[home.pk]) == ([(home.pk,)], 1)


def test_objects_are_whole_and_fresh() -> None:
    page = standard_page(title="Erst so", body=[("rich_text", "<p>Ja</p>")])
    question = Prepared(lambda pk: StandardPage.objects.filter(pk=pk), pk=BigAutoField())
    (found,) = question.objects(pk=page.pk)
    assert found == page
    assert not found.get_deferred_fields()
    for field in StandardPage._meta.concrete_fields:
        same = StandardPage.objects.get(pk=page.pk)
        assert str(getattr(found, field.attname)) == str(getattr(same, field.attname)), field
    found.title = "Dann so"
    found.save()
    assert question.objects(pk=page.pk)[0].title == "Dann so"


def test_moments_are_compared_as_moments() -> None:
    now = clock.now()
    question = Prepared(
        lambda moment: Alert.objects.filter(starts_at__lte=moment, ends_at__gt=moment),
        moment=DateTimeField(),
    )
    ours = alert(starts_at=now, ends_at=now + timedelta(minutes=1))
    assert question.objects(moment=clock.local(now)) == [ours]
    assert question.objects(moment=now - timedelta(microseconds=1)) == []
    assert question.objects(moment=now + timedelta(minutes=1)) == []


def test_a_missing_value_is_an_error() -> None:
    question = Prepared(lambda pk: Page.objects.filter(pk=pk), pk=BigAutoField())
    with pytest.raises(TypeError):
        question.rows()
