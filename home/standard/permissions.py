"""Who may open a page."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

SIGN_IN = (PageViewRestriction.LOGIN, PageViewRestriction.GROUPS)


def may_open(request: HttpRequest, page: Page) -> bool:
    """Whether a signed-in visitor belongs to those whom the page and its section are open to.

    Visitors who are not signed in are led to the sign-in page by Wagtail, and a shared password
    is asked for by Wagtail as well; this is about people whom signing in again does not help.
    """
    return all(
        restriction.accept_request(request)
        for restriction in page.get_view_restrictions()
        if restriction.restriction_type in SIGN_IN
    )
