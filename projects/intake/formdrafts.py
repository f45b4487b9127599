"""Admin screen of a form: how many drafts follow which version, and the offer to move them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.forms.models import FormVersion
from portal.forms.versions import FormDifference
from portal.kernel.lifecycle import NotAllowed
from projects.calls.models import Call
from projects.intake.actions_versions import offer_version
from projects.intake.formfiles import ComposerView, address
from projects.intake.models import ApplicationForm
from projects.intake.permissions import may_offer_version
from projects.intake.queries_versions import (
    Begun,
    begun_by_version,
    differences_between,
    versions_of,
)


@dataclass(frozen=True, slots=True)
class BegunCall:
    """One call with its rows, and whether its older drafts can be offered the newest version."""

    call: Call
    rows: list[Begun]
    may_offer: bool


class BegunView(ComposerView):
    """Numbers by call and version, what differs, and the button (coordination only)."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The numbers: whose drafts they are stays private."""
        composed = self._form(pk)
        versions = versions_of(composed.form) if composed.form else []
        rows = begun_by_version(composed.form) if composed.form else []
        newest = versions[0] if versions else None
        context = {
            "composed": composed,
            "newest": newest,
            "calls": self._calls(rows, newest),
            "differences": _differences(rows, versions),
            "back": address("list"),
        }
        return render(request, "projects/intake/admin/begun.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Offer the newest version to the drafts of one call."""
        composed, key = self._form(pk), request.POST.get("call", "")
        number = int(key[:18]) if key.isascii() and key.isdigit() else 0
        calls = Call.objects.select_related("form", "programme")
        call = calls.filter(pk=number, form=composed.form_id).first()
        if call is None or composed.form_id is None:
            raise Http404
        try:
            count = offer_version(by=request.user, call=call)
        except NotAllowed:
            messages.error(request, _("Only drafts of an open call can be offered a new form."))
            return redirect(address("begun"), pk)
        if count:
            text = ngettext("Offered to %(count)s draft.", "Offered to %(count)s drafts.", count)
            messages.success(request, text % {"count": count})
        else:
            messages.info(request, _("Nothing to offer: every draft knows the newest version."))
        return redirect(address("begun"), pk)

    def _form(self, pk: int) -> ApplicationForm:
        forms = ApplicationForm.objects.select_related("form")
        return get_object_or_404(forms, pk=pk)

    def _calls(self, rows: list[Begun], newest: FormVersion | None) -> list[BegunCall]:
        found: dict[int, list[Begun]] = {}
        for row in rows:
            found.setdefault(row.call.pk, []).append(row)
        allowed = newest is not None and may_offer_version(self.request.user)
        return [
            BegunCall(
                each[0].call,
                each,
                allowed
                and newest is not None
                and each[0].call.is_open
                and each[0].call.form_id == newest.form_id
                and any(row.number < newest.number for row in each),
            )
            for each in found.values()
        ]


def _differences(
    rows: list[Begun], versions: list[FormVersion]
) -> list[tuple[int, list[FormDifference]]]:
    """What differs from the newest version, for every older one that a draft follows."""
    used = {row.number for row in rows}
    return [
        (each.number, differences_between(each, versions[0]))
        for each in versions[1:]
        if each.number in used
    ]
