"""Translations: handed over, typed and saved by translators, published by somebody else."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from home.models import HomePage, StandardPage
from portal.accounts.models import User
from tests.factories.accounts import client_for, user
from tests.portal.editing import create, fresh, portal

# A translation is published once the transaction is through.
pytestmark = pytest.mark.django_db


@pytest.fixture
def german() -> Page:
    """A public German page with its aliases, made in the admin."""
    home = portal()
    create(user("admin"), home, "action-publish", title="Hausaufgabenhilfe", slug="hilfe")
    return StandardPage.objects.get(locale__language_code="de")


def english(page: Page) -> Page:
    return fresh(page.get_translation(Locale.objects.get(language_code="en")))


def hand_over(person: User, page: Page) -> int:
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    locale = Locale.objects.get(language_code="en")
    return client_for(person).post(url, {"locales": [locale.pk]}).status_code


def type_title(person: User, page: Page, text: str) -> int:
    """Translate the title as the translation tool does: saved at once, word by word."""
    translation = Translation.objects.get(target_locale__language_code="en")
    segment = translation.source.stringsegment_set.get(context__path="title")
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    client = client_for(person)
    body = f"value={text}"
    return client.put(url, body, content_type="application/x-www-form-urlencoded").status_code


def publish(person: User, page: Page, capture: object) -> int:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    with capture(execute=True):  # type: ignore[operator]
        return client_for(person).post(url, {"action": "publish"}).status_code


def test_a_new_german_page_appears_everywhere_as_synced_alias(german: Page) -> None:
    copies = german.get_translations()
    assert copies.count() == 4
    assert all(copy.alias_of_id == german.pk and copy.live for copy in copies)


def test_handing_over_changes_nothing_public(german: Page) -> None:
    assert hand_over(user("translator"), german) == 302
    copy = english(german)
    assert (copy.title, copy.live, copy.alias_of_id) == (german.title, True, german.pk)


def test_only_some_hand_over(german: Page) -> None:
    for role in ("editor", "finance", "auditor", "applicant"):
        hand_over(user(role), german)
        assert not Translation.objects.exists(), role


def test_translators_save_and_somebody_else_publishes(
    german: Page, django_capture_on_commit_callbacks: object
) -> None:
    translator, approver = user("translator"), user("approver")
    hand_over(translator, german)
    assert type_title(translator, german, "Homework help") in (200, 201)
    assert english(german).title == "Hausaufgabenhilfe"
    publish(translator, english(german), django_capture_on_commit_callbacks)
    assert english(german).title == "Hausaufgabenhilfe"
    publish(approver, english(german), django_capture_on_commit_callbacks)
    copy = english(german)
    assert (copy.title, copy.live, copy.alias_of_id) == ("Homework help", True, None)
    assert fresh(german).title == "Hausaufgabenhilfe"


def test_approvers_do_not_publish_what_they_typed_themselves(
    german: Page, django_capture_on_commit_callbacks: object
) -> None:
    first, second = user("approver"), user("approver")
    hand_over(first, german)
    type_title(first, german, "Homework help")
    publish(first, english(german), django_capture_on_commit_callbacks)
    assert english(german).alias_of_id
    publish(second, english(german), django_capture_on_commit_callbacks)
    assert english(german).title == "Homework help"
    type_title(second, german, "Help with homework")
    publish(second, english(german), django_capture_on_commit_callbacks)
    assert english(german).title == "Homework help"


def test_updating_all_translations_is_no_way_around(
    german: Page, django_capture_on_commit_callbacks: object
) -> None:
    translator = user("translator")
    hand_over(translator, german)
    type_title(translator, german, "Homework help")
    source = Translation.objects.get().source
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client_for(translator).post(url, {"publish_translations": "on"})
    assert english(german).title == "Hausaufgabenhilfe"


def test_translators_cannot_put_german_back_in_public(
    german: Page, django_capture_on_commit_callbacks: object
) -> None:
    translator = user("translator")
    hand_over(translator, german)
    type_title(translator, german, "Homework help")
    publish(user("approver"), english(german), django_capture_on_commit_callbacks)
    url = reverse("wagtail_localize:convert_to_alias", args=[english(german).pk])
    client_for(translator).post(url)
    assert english(german).title == "Homework help"


def test_translators_do_not_touch_german(german: Page) -> None:
    client = client_for(user("translator"))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[german.pk])).status_code == 302
    home = HomePage.objects.get(locale__language_code="en")
    assert client.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code == 200


def test_waiting_translations_reach_the_approvers(german: Page) -> None:
    translator = user("translator")
    hand_over(translator, german)
    shown = client_for(user("approver")).get(reverse("wagtailadmin_home")).content.decode()
    link = reverse("wagtailadmin_pages:edit", args=[english(german).pk])
    assert link not in shown
    type_title(translator, german, "Homework help")
    assert StringTranslation.objects.get().last_translated_by == translator
    shown = client_for(user("approver")).get(reverse("wagtailadmin_home")).content.decode()
    assert link in shown
