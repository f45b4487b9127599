"""Receipts in Mein Bereich: adding, correcting, taking out."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.proof import actions_receipts
from projects.proof import permissions as may
from projects.proof.forms_area import ReceiptForm
from projects.proof.models import Receipt
from projects.proof.screens import PROOF, ProofAreaView, to_proof
from projects.review.screens import LARGEST_KEY


class ReceiptView(ProofAreaView):
    """A new receipt, or one that is corrected."""

    template = "projects/proof/receipt.html"

    def get(
        self, request: HttpRequest, code: str, uuid: uuids.UUID, number: int | None = None
    ) -> HttpResponse:
        """The form."""
        case = self.seen(request, code, uuid)
        if not may.may_keep_receipts(request.user, case):
            return to_proof(case)
        receipt = _receipt(case, number)
        return self._ask(request, case, ReceiptForm(case, receipt=receipt), receipt)

    def post(
        self, request: HttpRequest, code: str, uuid: uuids.UUID, number: int | None = None
    ) -> HttpResponse:
        """Keep it; what was typed stays where it is refused (but the file, as browsers do)."""
        case = self.seen(request, code, uuid)
        receipt = _receipt(case, number)
        form = ReceiptForm(case, request.POST, request.FILES, receipt=receipt)
        if form.is_valid():
            try:
                self._keep(request, case, receipt, form)
            except NotAllowed as refused:
                form.refuse(refused.code)
            except ValidationError as error:
                form.add_error("file", error)
            except PermissionDenied:
                messages.error(request, _("This is not possible any more."))
                return to_proof(case)
            else:
                messages.success(request, _("The receipt is saved."))
                again = request.POST.get("button") == "next"
                to = "application_receipt_new" if again else "application_proof"
                return redirect(to, case.call.code, case.uuid)
        return self._ask(request, case, form, receipt, 422)

    def _keep(
        self, request: HttpRequest, case: Case, receipt: Receipt | None, form: ReceiptForm
    ) -> None:
        said: dict[str, Any] = {"by": request.user, "entry": form.entry}
        said["upload"] = form.cleaned_data["file"]
        if receipt is None:
            actions_receipts.add_receipt(case=case, key=form.cleaned_data["key"], **said)
        else:
            seen = form.cleaned_data["seen"]
            actions_receipts.change_receipt(receipt=receipt, seen=seen, **said)

    def _ask(
        self,
        request: HttpRequest,
        case: Case,
        form: ReceiptForm,
        receipt: Receipt | None,
        status: int = 200,
    ) -> HttpResponse:
        return self.show(request, case, status, form=form, receipt=receipt)


def _receipt(case: Case, number: int | None) -> Receipt | None:
    """The receipt of that number; None for a new one. Raises Http404."""
    if number is None:
        return None
    found = case.receipts.filter(number=min(number, LARGEST_KEY), removed_at__isnull=True)
    receipt = found.select_related("file", "item").first()
    if receipt is None:
        raise Http404
    receipt.case = case
    return receipt


class RemoveReceiptView(ProofAreaView):
    """Taking a receipt out, with a confirmation."""

    template = "projects/proof/receipt_remove.html"

    def get(self, request: HttpRequest, code: str, uuid: uuids.UUID, number: int) -> HttpResponse:
        """What goes."""
        case = self.seen(request, code, uuid)
        if not may.may_keep_receipts(request.user, case):
            return to_proof(case)
        return self.show(request, case, receipt=_receipt(case, number))

    def post(self, request: HttpRequest, code: str, uuid: uuids.UUID, number: int) -> HttpResponse:
        """Take it out; a second click finds it gone."""
        case = self.seen(request, code, uuid)
        found = case.receipts.filter(number=min(number, LARGEST_KEY)).first()
        try:
            if found:
                actions_receipts.remove_receipt(by=request.user, receipt=found)
            messages.success(request, _("The receipt is taken out."))
        except PermissionDenied:
            messages.error(request, _("This is not possible any more."))
        return to_proof(case)


urlpatterns: list[URLPattern] = [
    path(f"{PROOF}belege/neu/", ReceiptView.as_view(), name="application_receipt_new"),
    path(f"{PROOF}belege/<int:number>/", ReceiptView.as_view(), name="application_receipt"),
    path(
        f"{PROOF}belege/<int:number>/entfernen/",
        RemoveReceiptView.as_view(),
        name="application_receipt_remove",
    ),
]
