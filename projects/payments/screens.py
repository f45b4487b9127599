"""What the office's screens of money share: who may, the frame, files that no cache keeps."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from projects.cases.screens_desk import FramedView
from projects.decision.screens import sealed
from projects.payments.permissions import may_draw_down, may_list_payments
from projects.payments.sealed import unseal


class MoneyView(FramedView):
    """A screen for those who read payments."""

    may = staticmethod(may_list_payments)
    icon = "resubmit"
    home = ("payments:index", gettext_lazy("Disbursements"))

    def rights(self) -> dict[str, bool]:
        """Whether the person draws down."""
        return {"may_work": may_draw_down(self.request.user)}


def stored_file(stored: Any, name: str, kind: str) -> HttpResponse:
    """A sealed file in the clear, as an attachment that no cache keeps."""
    response = HttpResponse(unseal(stored), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return sealed(response)
