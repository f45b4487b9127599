"""What all plain screens of the desk share: who may, and the frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
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


class FramedView(DeskView):
    """A screen of one of the office's books, with its title and the way back to the list.

    `home`: the name of the list's address and its title.
    """

    icon = ""
    home: ClassVar[tuple[str, Any]] = ("", "")

    def rights(self) -> dict[str, bool]:
        """What the person may do, as the templates ask it."""
        return {}

    def frame(self, title: str, *crumbs: tuple[str, str], **context: Any) -> HttpResponse:
        """The screen; `crumbs` are addresses and labels between list and title."""
        way = [(reverse(self.home[0]), str(self.home[1])), *crumbs]
        items = [{"url": url, "label": label} for url, label in way]
        if title != way[-1][1]:
            items.append({"url": "", "label": title})
        known = {
            "page_title": title,
            "header_title": title,
            "header_icon": self.icon,
            "breadcrumbs_items": items,
            **self.rights(),
        }
        return self.show(**{**known, **context})


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
