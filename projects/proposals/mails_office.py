"""Mails about project pages to the coordination: what happened and a link, never a picture."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from projects.cases.models import Case
from projects.proposals.models import ProposedPhoto


def tell_office_proposed(case: Case) -> None:
    """Tell the coordination that a carrier proposes a page."""
    with translation.override(settings.LANGUAGE_CODE):
        _tell_office(case, _("Project page proposed: %(number)s") % {"number": case.number})


def tell_office_photo_withdrawn(case: Case, photo: ProposedPhoto) -> None:
    """Tell the coordination that a photo is shown no longer and its page may need another."""
    with translation.override(settings.LANGUAGE_CODE):
        named = {"number": case.number, "photo": photo.number}
        said = _("Consent to photo %(photo)s withdrawn: %(number)s") % named
        more = _(
            "The picture is shown nowhere any more. Please look at the project page, and delete "
            "copies that are elsewhere, such as printed matter that is not out yet."
        )
        _tell_office(case, said, more)


def tell_office_name_withdrawn(case: Case) -> None:
    """Tell the coordination that a person is named no longer."""
    with translation.override(settings.LANGUAGE_CODE):
        said = _("Consent to the name withdrawn: %(number)s") % {"number": case.number}
        more = _(
            "The name is taken from the finished project; a page that holds it in its texts is no "
            "longer public. Please look at the texts of the page and of its translations."
        )
        _tell_office(case, said, more)


def _tell_office(case: Case, subject: str, more: str = "") -> None:
    path = reverse("cases:inspect", args=[case.pk])
    queue_mail(
        to=[settings.OFFICE_EMAIL],
        subject=subject,
        template="projects/proposals/mail/office",
        context={
            "said": subject,
            "more": more,
            "url": f"{settings.PORTAL_BASE_URL}{path}#project-page",
        },
        reason=_("You get this mail because this is the address of the office."),
        language=settings.LANGUAGE_CODE,
    )
