"""Steps of editors over HTTP, shared by the tests of workflow, roles and translations."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from home.models import HomePage, StandardPage
from portal.accounts.models import User
from tests.factories.accounts import client_for
from tests.factories.site import home_page, set_up


def portal() -> HomePage:
    """A portal set up as in production, with a home page in every language."""
    home = home_page(languages=True)
    set_up()
    return home


def written_by(author: User, title: str = "Deutschkurs am Abend", *, live: bool = False) -> Page:
    """A page in the public or a draft, whose newest version the author saved."""
    home = HomePage.objects.get(locale__language_code="de")
    page = home.add_child(instance=StandardPage(title=title, live=live, owner=author))
    revision = page.save_revision(user=author)
    if live:
        revision.publish()
        page = fresh(page)
        page.title = f"{title} (neu)"
        page.save_revision(user=author)
    return fresh(page)


def fresh(page: Page) -> Any:
    """The page as the database has it, with its own type."""
    return Page.objects.get(pk=page.pk).specific


def edit(person: User, page: Page, *actions: str, **changes: str) -> HttpResponse:
    """Open the editor, change fields, press buttons; a redirect where the editor is closed."""
    client, url = client_for(person), reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = client.get(url)
    if shown.status_code != 200:
        return shown
    return client.post(url, _form(shown, actions, changes))


def create(person: User, parent: Page, *actions: str, **fields: str) -> HttpResponse:
    """Write a new plain page below a parent."""
    client = client_for(person)
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", parent.pk])
    shown = client.get(url)
    if shown.status_code != 200:
        return shown
    return client.post(url, _form(shown, actions, {"title": "Neu", "slug": "neu", **fields}))


def hand_in(author: User, page: Page) -> None:
    """Submit a page for approval."""
    edit(author, page, "action-submit")
    assert fresh(page).workflow_in_progress


def approve(person: User, page: Page, **changes: str) -> HttpResponse:
    """Press “approve” in the editor."""
    extra = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return edit(person, page, **extra, **changes)


def _form(shown: HttpResponse, actions: tuple[str, ...], changes: dict[str, str]) -> QueryDict:
    data = querydict_from_html(shown.content.decode(), form_id="page-edit-form")
    for field in StandardPage._meta.get_fields():
        if isinstance(field, StreamField):
            data[f"{field.name}-count"] = "0"  # the blocks are drawn by a script
    for name, value in changes.items():
        data[name] = value
    for action in actions:
        data[action] = "1"
    return data
