"""Mails about the proof: what it is about and a link; figures only in the attached letter."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long
from projects.cases.models import Case, CaseFile
from projects.correspondence.queries import people_of
from projects.proof.models_proof import Extension


def remind(case: Case, due: date) -> None:
    """Remind the people of a case that the proof is due soon."""
    with translation.override(case.language):
        named = {"number": case.number, "title": case.title, "day": date_long(due)}
        _tell_people(
            case,
            _("Reminder: your proof is due on %(day)s (%(number)s)") % named,
            [
                _("please hand in the proof for “%(title)s” by %(day)s.") % named,
                _("If you need more time, you can ask for it in the portal."),
            ],
        )


def tell_extension_answered(extension: Extension) -> None:
    """Tell the people of a case whether they have more time."""
    case = extension.case
    with translation.override(case.language):
        named = {
            "number": case.number,
            "title": case.title,
            "day": date_long(extension.until),
        }
        if extension.is_granted:
            said = _("you have more time: the proof for “%(title)s” is due on %(day)s.") % named
        else:
            said = _("we cannot give you more time for the proof for “%(title)s”.") % named
        lines = [said, extension.note]
        _tell_people(case, _("More time for your proof (%(number)s)") % named, lines)


def tell_closed(case: Case, letter: CaseFile) -> None:
    """Tell the people of a case that the proof is checked and nothing is due, with the letter."""
    with translation.override(case.language):
        named = {"number": case.number, "title": case.title}
        _tell_people(
            case,
            _("Your proof is checked: everything is in order (%(number)s)") % named,
            [
                _("we checked the proof for “%(title)s”. Nothing has to be paid back.") % named,
                _("The letter is attached. Thank you for your work for the neighbourhood!"),
            ],
            attachments=[{"name": letter.name, "stored": letter.file.name or ""}],
        )


def _tell_people(case: Case, subject: str, lines: list[str], **extra: Any) -> None:
    path = reverse("application_done", args=[case.call.code, case.uuid])
    context = {
        "lines": [line for line in lines if line],
        "url": f"{settings.PORTAL_BASE_URL}{path}#proof",
        "office": settings.OFFICE_EMAIL,
    }
    for person in people_of(case):
        queue_mail(
            to=[person.email],
            subject=subject,
            template="projects/proof/mail/people",
            context=context,
            reason=_("You get this mail because you applied for money in the portal."),
            language=case.language,
            **extra,
        )
