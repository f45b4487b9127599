"""Registers the admin screens and the guards of `home`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from home.alerts.viewsets import AlertViewSet
from home.enquiries.viewsets import EnquiryViewSet
from home.standard.permissions import may_open


@hooks.register("register_admin_viewset")
def alerts() -> AlertViewSet:
    """The list of alerts."""
    return AlertViewSet()


@hooks.register("before_serve_page")
def refuse_kindly(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Signed-in people outside the circle of a page get a friendly refusal (403).

    Wagtail would lead them to the sign-in page, which sends them back: a circle.
    """
    if request.user.is_authenticated and not may_open(request, page):
        raise PermissionDenied


@hooks.register("register_admin_viewset")
def enquiries() -> EnquiryViewSet:
    """The messages to the office."""
    return EnquiryViewSet()
