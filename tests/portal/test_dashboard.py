"""The admin's start page: each role sees its own work, in a bounded number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from home.models import HomePage, StandardPage
from media.images.models import PortalImage
from portal.accounts.models import User
from portal.accounts.roles import ADMIN_ROLES, Role
from portal.kernel import clock, registry
from tests.factories.accounts import client_for, user
from tests.factories.media import image
from tests.factories.site import standard_page
from tests.portal.editing import fresh, hand_in, portal, written_by

pytestmark = pytest.mark.django_db

CARE = {Role.EDITOR, Role.APPROVER, Role.COORDINATOR, Role.ADMIN}
PANELS = {
    "own-drafts": CARE | {Role.TRANSLATOR},
    "waiting-for-approval": CARE,
    "outdated-pages": CARE,
    "broken-links": CARE,
    "translations": {Role.TRANSLATOR, Role.APPROVER, Role.COORDINATOR, Role.ADMIN},
}


@pytest.fixture
def home() -> HomePage:
    return portal()


def start_page(person: User) -> str:
    answer = client_for(person).get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200
    return answer.content.decode()


def panel(shown: str, name: str) -> str:
    """The part of the start page from a panel's head to the next one."""
    begin = shown.index(f'id="{name}-section"')
    end = shown.find("<section", begin + 1)
    return shown[begin : end if end > 0 else None]


def test_each_role_sees_its_own_panels(home: HomePage) -> None:
    for role in ADMIN_ROLES:
        shown = start_page(user(role))
        for name, roles in PANELS.items():
            assert (f'id="{name}-section"' in shown) == (role in roles), (role, name)


def test_own_drafts_are_mine_alone(home: HomePage) -> None:
    author, other = user("editor"), user("editor")
    mine, theirs = written_by(author, "Mein Entwurf"), written_by(other, "Ihr Entwurf")
    shown = panel(start_page(author), "own-drafts")
    assert mine.title in shown
    assert theirs.title not in shown


def test_waiting_texts_reach_approvers_and_their_authors(home: HomePage) -> None:
    author, approver = user("editor"), user("approver")
    page = written_by(author, "Wartender Text")
    hand_in(author, page)
    link = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for person, may in ((approver, True), (author, False)):
        shown = panel(start_page(person), "waiting-for-approval")
        assert "Wartender Text" in shown
        assert (f'button-secondary" href="{link}"' in shown) == may
    shown = panel(start_page(user("editor")), "waiting-for-approval")
    assert "Wartender Text" not in shown


def test_outdated_pages_from_their_review_day_on(home: HomePage) -> None:
    today = clock.today()
    for days, title in ((-400, "Lange her"), (0, "Heute fällig"), (1, "Morgen fällig")):
        standard_page(title=title, review_on=today + timedelta(days=days))
    standard_page(title="Nicht öffentlich", review_on=today, live=False)
    shown = panel(start_page(user("editor")), "outdated-pages")
    assert shown.index("Lange her") < shown.index("Heute fällig")
    assert "Morgen fällig" not in shown
    assert "Nicht öffentlich" not in shown


def test_links_to_pages_that_are_gone_or_hidden(home: HomePage) -> None:
    def link(target: Page) -> list[dict[str, str]]:
        text = f'<p><a linktype="page" id="{target.pk}">weiter</a></p>'
        return [{"type": "rich_text", "value": text}]

    good, hidden, gone = (standard_page(title=t) for t in ("Gut", "Versteckt", "Gelöscht"))
    for title, target in (("A", good), ("B", hidden), ("C", gone)):
        standard_page(title=f"Quelle {title}", body=link(target))
    hidden.unpublish()
    gone.delete()
    shown = panel(start_page(user("editor")), "broken-links")
    assert "Quelle A" not in shown
    assert "Quelle B" in shown
    assert "„Versteckt“" in shown or "“Versteckt”" in shown
    assert "Quelle C" in shown


def test_pages_with_withdrawn_pictures(home: HomePage) -> None:
    picture = image(title="Gruppe am Zaun")
    standard_page(title="Zaunfest", picture=picture)
    assert "withheld-pictures-section" not in start_page(user("editor"))
    PortalImage.objects.filter(pk=picture.pk).update(withheld_at=clock.now())
    shown = panel(start_page(user("editor")), "withheld-pictures")
    assert "Zaunfest" in shown
    assert "Gruppe am Zaun" in shown


def test_counts_pages_that_still_show_german(home: HomePage) -> None:
    shown = panel(start_page(user("translator")), "translations")
    for language in ("English", "Türkçe", "العربية", "Leichte Sprache"):
        assert language in shown


def test_packages_add_panels_through_the_registry(home: HomePage) -> None:
    def only_editors(person: User) -> dict[str, object] | None:
        return {"pages": []} if person.email.startswith("editor") else None

    added = registry.Panel("dashboard", 10, "portal/editing/outdated.html", only_editors)
    registry.register_panel(added)
    try:
        assert start_page(user("editor")).count('id="outdated-pages-section"') == 2
        assert start_page(user("auditor")).count('id="outdated-pages-section"') == 0
    finally:
        registry._panels.remove(added)


@pytest.mark.counted
def test_queries_do_not_grow_with_the_content(home: HomePage) -> None:
    admin, editor = user("admin"), user("editor")

    def fill(number: int) -> None:
        for count in range(number):
            page = standard_page(title=f"Seite {number}-{count}", review_on=clock.today())
            target = standard_page(title=f"Ziel {number}-{count}", live=False)
            page.body = [
                {
                    "type": "rich_text",
                    "value": f'<p><a linktype="page" id="{target.pk}">weiter</a></p>',
                }
            ]
            page.save()
            page.save_revision(user=admin)
            fresh(page).get_workflow().start(fresh(page), editor)

    def count() -> int:
        client = client_for(admin)
        client.get(reverse("wagtailadmin_home"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("wagtailadmin_home"))
        return len(queries)

    fill(2)
    few = count()
    fill(12)
    assert count() <= few + 12  # at most one question per row shown: whose text is it
    assert StandardPage.objects.count() == 28
