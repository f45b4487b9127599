"""What all plain screens of the desk share: who may, and the frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet


class DeskView(View):
    """A screen of the admin for those whom `may` lets in."""

    may: ClassVar[Any]
    template = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask before anything else."""
        if not type(self).may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The screen."""
        return render(self.request, self.template, context, status=status)


class DeskMenuItem(MenuItem):
    """An entry of the menu, shown to those whom the predicate lets in."""

    def __init__(self, *args: Any, may: Callable[[Any], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._may = may

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may open it."""
        return self._may(request.user)


class DeskViewSet(ViewSet):
    """Plain screens below one address, with an entry of the menu for those who may."""

    may: ClassVar[Any]

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """The entry."""
        return DeskMenuItem(
            label=self.menu_label,
            url=self.menu_url,
            name=self.menu_name,
            icon_name=self.menu_icon,
            order=order or self.menu_order,
            may=type(self).may,
        )
