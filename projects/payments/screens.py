"""What the office's screens of money share: who may, the frame, files that no cache keeps."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from projects.cases.screens_desk import DeskView
from projects.decision.screens import sealed
from projects.payments.permissions import may_draw_down, may_list_payments
from projects.payments.sealed import unseal


class MoneyView(DeskView):
    """A screen for those who read payments."""

    may = staticmethod(may_list_payments)
    icon = "resubmit"

    def frame(self, title: str, *crumbs: tuple[str, str], **context: Any) -> HttpResponse:
        """The screen with its title and the way back to the list."""
        way = [(reverse(self.home_name), self.home_label), *crumbs]
        items = [{"url": url, "label": label} for url, label in way]
        if title != way[-1][1]:
            items.append({"url": "", "label": title})
        known = {
            "page_title": title,
            "header_title": title,
            "header_icon": self.icon,
            "breadcrumbs_items": items,
            "may_work": may_draw_down(self.request.user),
        }
        return self.show(**{**known, **context})

    @property
    def home_name(self) -> str:
        """The name of the list's address."""
        return "payments:index"

    @property
    def home_label(self) -> str:
        """The title of the list."""
        return _("Disbursements")


def stored_file(stored: Any, name: str, kind: str) -> HttpResponse:
    """A sealed file in the clear, as an attachment that no cache keeps."""
    response = HttpResponse(unseal(stored), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return sealed(response)
