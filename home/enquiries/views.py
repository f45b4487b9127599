"""The public screen to write to the office."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.enquiries.actions import send_enquiry
from home.enquiries.forms import EnquiryForm
from home.enquiries.models import KINDS
from home.enquiries.pages import ContactPage
from portal.kernel.lifecycle import NotAllowed

SALT = "home.enquiries.sent"
FIELDS = ("kind", "message", "page_address", "email", "name", "phone")


def contact(request: HttpRequest, page: ContactPage) -> HttpResponse:
    """Show the form; take a message and lead to the thanks."""
    if request.method == "POST":
        form = EnquiryForm(request.POST)
        if form.is_valid():
            number = _send(form)
            if number:
                return _to_thanks(request, page, number)
    else:
        form = EnquiryForm(initial=_initial(request, page))
    context: dict[str, Any] = {
        **page.get_context(request),
        "form": form.stamped(),
        "sent": _sent_number(request),
    }
    status = 422 if form.is_bound else 200
    response = TemplateResponse(request, "home/enquiries/contact.html", context, status=status)
    add_never_cache_headers(response)
    return response


def _send(form: EnquiryForm) -> str:
    """The number of the message; empty where it is refused, with the reason on the form."""
    values = {name: form.cleaned_data[name] for name in FIELDS}
    try:
        return send_enquiry(**values, language=get_language() or "de").number
    except NotAllowed:
        text = _("This address has just sent several messages. Please wait an hour or call us.")
        form.add_error(None, text)
        return ""


def _initial(request: HttpRequest, page: ContactPage) -> dict[str, str]:
    """What a link to the form may fill in: `?about=barrier&page=/de/…`."""
    about = request.GET.get("about", "")
    return {
        "kind": about if about in dict(KINDS) else page.first_kind,
        "page_address": request.GET.get("page", "")[:400].replace("\x00", ""),
    }


def _to_thanks(request: HttpRequest, page: ContactPage, number: str) -> HttpResponse:
    sent = urlencode({"sent": signing.dumps(number, salt=SALT)})
    return HttpResponseRedirect(f"{page.get_url(request)}?{sent}")


def _sent_number(request: HttpRequest) -> str:
    """The number of the message just sent, from the signed address of the thanks."""
    try:
        return str(signing.loads(request.GET.get("sent", "")[:300], salt=SALT, max_age=86_400))
    except signing.BadSignature:
        return ""
