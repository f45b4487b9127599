"""The second person: nobody makes their own text public, whichever way they try."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText

from home.models import HomePage
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel.audit import LogEntry
from tests.factories.accounts import client_for, user
from tests.portal.editing import approve, create, edit, fresh, hand_in, portal, written_by

pytestmark = pytest.mark.django_db

# Who may publish a text of somebody else; everybody else may not.
PUBLISHERS = {Role.APPROVER, Role.ADMIN}
WRITERS = {Role.EDITOR, Role.COORDINATOR, *PUBLISHERS}


@pytest.fixture
def home() -> HomePage:
    return portal()


def publish_in_editor(person: User, page: Page) -> None:
    edit(person, page, "action-publish")


def publish_in_list(person: User, page: Page) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client_for(person).post(f"{url}?id={page.pk}")


def publish_with_parent(person: User, page: Page) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    parent = page.get_parent()
    client_for(person).post(f"{url}?id={parent.pk}", {"include_descendants": "on"})


WAYS: list[Callable[[User, Page], None]] = [
    publish_in_editor,
    publish_in_list,
    publish_with_parent,
]


@pytest.mark.parametrize("way", WAYS)
def test_publishing_a_text_of_another(home: HomePage, way: Callable) -> None:
    author = user("editor")
    for role in Role:
        page = written_by(author, f"Seite für {role}")
        way(user(role), page)
        assert fresh(page).live == (role in PUBLISHERS), role


@pytest.mark.parametrize("way", WAYS)
def test_nobody_publishes_a_draft_of_their_own(home: HomePage, way: Callable) -> None:
    for role in WRITERS - {Role.ADMIN}:
        author = user(role)
        page = written_by(author, f"Seite von {role}")
        way(author, page)
        assert not fresh(page).live, role


@pytest.mark.parametrize("way", WAYS)
def test_nobody_publishes_own_changes_of_a_public_page(home: HomePage, way: Callable) -> None:
    author = user("approver")
    page = written_by(author, "Treff", live=True)
    way(author, page)
    assert fresh(page).title == "Treff"
    assert fresh(page).has_unpublished_changes


def test_approving_a_text_of_another(home: HomePage) -> None:
    author = user("editor")
    for role in Role:
        page = written_by(author, f"Seite für {role}")
        hand_in(author, page)
        approve(user(role), page)
        assert fresh(page).live == (role in PUBLISHERS), role


def test_nobody_approves_a_text_they_handed_in(home: HomePage) -> None:
    approver = user("approver")
    page = written_by(user("editor"))
    hand_in(approver, page)
    approve(approver, page)
    task = fresh(page).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    client_for(approver).post(url, {"comment": ""})
    assert not fresh(page).live
    approve(user("approver"), page)
    assert fresh(page).live


def test_changing_while_approving_needs_another_pair_of_eyes(home: HomePage) -> None:
    author, first, second = user("editor"), user("approver"), user("approver")
    page = written_by(author)
    hand_in(author, page)
    approve(first, page, title="Von der Freigabe geändert")
    assert not fresh(page).live
    assert fresh(page).get_latest_revision_as_object().title == "Von der Freigabe geändert"
    approve(first, page)
    assert not fresh(page).live
    approve(second, page)
    assert fresh(page).title == "Von der Freigabe geändert"
    assert fresh(page).live


def test_touching_up_and_publishing_in_one_go_saves_a_draft(home: HomePage) -> None:
    approver = user("approver")
    page = written_by(user("editor"))
    answer = edit(approver, page, "action-publish", title="Anders")
    assert answer.status_code == 302
    assert not fresh(page).live
    assert fresh(page).get_latest_revision_as_object().title == "Anders"


def test_an_editors_touch_does_not_wash_the_approvers_text(home: HomePage) -> None:
    approver, editor = user("approver"), user("editor")
    page = written_by(approver)
    edit(editor, page, title="Ein Wort anders")
    publish_in_editor(approver, page)
    assert not fresh(page).live


@pytest.mark.parametrize("word", ["Hallo", "Servus"])
def test_what_only_the_editor_writes_otherwise_makes_nobody_an_author(
    home: HomePage, word: str
) -> None:
    """A page that code wrote gets numbered paragraphs and other line ends by being saved."""
    author, approver = user("editor"), user("approver")
    page = fresh(written_by(author))
    page.body, page.search_description = [("rich_text", RichText("<p>Hallo</p>"))], "Eins\nzwei"
    page.save_revision(user=author)
    numbered = RichText(f'<p data-block-key="a1b2c">{word}</p>')
    page.body[0].value, page.search_description = numbered, "Eins\r\nzwei"
    page.save_revision(user=approver)
    publish_in_list(approver, page)
    assert fresh(page).live == (word == "Hallo")


def test_a_new_page_begins_as_a_draft(home: HomePage) -> None:
    for role in WRITERS - {Role.ADMIN}:
        slug = f"sofort-{role}"
        create(user(role), home, "action-publish", title="Sofort öffentlich", slug=slug)
        assert not Page.objects.get(slug=slug, locale=home.locale).live, role


def test_a_copy_begins_as_a_draft(home: HomePage) -> None:
    approver = user("approver")
    page = written_by(user("editor"), live=True)
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {
        "new_title": "Anderer Titel",
        "new_slug": "kopie",
        "new_parent_page": home.pk,
        "publish_copies": "on",
    }
    client_for(approver).post(url, data)
    assert not Page.objects.filter(slug="kopie").exists()
    del data["publish_copies"]
    client_for(approver).post(url, data)
    copies = Page.objects.filter(slug="kopie")
    assert copies.count() == 5  # in every language
    assert not copies.filter(live=True).exists()


def test_the_administration_may_publish_alone_and_leaves_a_trace(home: HomePage) -> None:
    admin = user("admin")
    page = written_by(admin)
    publish_in_editor(admin, page)
    assert fresh(page).live
    entry = LogEntry.objects.get(event="published_own_text")
    assert (entry.actor, entry.subject_id) == (admin, str(page.pk))


def test_a_setting_lifts_the_rule(home: HomePage, settings: object) -> None:
    settings.WORKFLOW_OWN_APPROVAL = True  # type: ignore[attr-defined]
    approver = user("approver")
    page = written_by(approver)
    publish_in_editor(approver, page)
    assert fresh(page).live


def test_sending_back_keeps_the_text_hidden_and_tells_the_author(home: HomePage) -> None:
    author, approver = user("editor"), user("approver")
    page = written_by(author)
    hand_in(author, page)
    task = fresh(page).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", task.pk])
    client_for(approver).post(url, {"comment": "Bitte die Uhrzeit nennen."})
    assert not fresh(page).live
    shown = client_for(author).get(reverse("wagtailadmin_home")).content.decode()
    assert "own-drafts" in shown
    assert page.title in shown


def test_the_editor_offers_no_button_that_would_only_save(home: HomePage) -> None:
    author, approver = user("editor"), user("approver")
    own, other = written_by(approver, "Eigener Text"), written_by(author, "Fremder Text")
    client = client_for(approver)
    for page, offered in ((own, False), (other, True)):
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert ('name="action-publish"' in shown) == offered
