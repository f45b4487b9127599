"""Mails to the people of a running project: what it is about and a link."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.mail import queue_mail
from portal.templatetags.formats import date_long, datetime_long
from projects.cases.models import Case
from projects.correspondence.queries import people_of
from projects.monitoring.kinds import Step
from projects.monitoring.models import Milestone
from projects.monitoring.models_notes import InterimRequest
from projects.monitoring.models_rounds import RoundProject


def _milestone_words(kind: Step) -> str:
    return {
        Step.SET: _("we noted a milestone for your project: “%(title)s”, due on %(day)s."),
        Step.AGREE: _("we agree with the milestone “%(title)s”, due on %(day)s."),
        Step.CONFIRM: _("we confirmed that you reached “%(title)s”. Thank you!"),
        Step.REOPEN: _("we think that the milestone “%(title)s” is not reached yet."),
        Step.DROP: _("the milestone “%(title)s” is not planned any more."),
        Step.COMMENT: _("we wrote a remark on the milestone “%(title)s”."),
    }[kind]


def tell_milestone(milestone: Milestone, kind: Step, text: str = "") -> None:
    """Tell the people of a case what the office said of a milestone."""
    case = milestone.case
    with translation.override(case.language):
        said = _milestone_words(kind) % _named(milestone)
        subject = _("Your project: a milestone (%(number)s)") % {"number": case.number}
        _tell_people(case, subject, [said, text])


def remind_milestone(milestone: Milestone) -> None:
    """Remind the people of a case that a milestone is near."""
    case = milestone.case
    with translation.override(case.language):
        lines = [
            _("the milestone “%(title)s” is due on %(day)s.") % _named(milestone),
            _("Please tell us in a sentence when it is reached, or that it takes longer."),
        ]
        subject = _("A milestone of your project is near (%(number)s)") % {"number": case.number}
        _tell_people(case, subject, lines)


def ask_interim(request: InterimRequest) -> None:
    """Ask the people of a case for a short note on how it goes."""
    case = request.case
    with translation.override(case.language):
        named = {"number": case.number, "title": case.title, "day": date_long(request.due_on)}
        lines = [
            _("how is “%(title)s” going? Please write us a few sentences by %(day)s.") % named,
            request.text,
            _("If you need help, please say so: that is what we are there for."),
        ]
        _tell_people(case, _("How is your project going? (%(number)s)") % named, lines)


def remind_interim(request: InterimRequest) -> None:
    """Remind the people of a case of a note that was asked for."""
    case = request.case
    with translation.override(case.language):
        named = {"number": case.number, "title": case.title, "day": date_long(request.due_on)}
        lines = [_("please write us by %(day)s how “%(title)s” is going.") % named]
        _tell_people(case, _("Reminder: how is your project going? (%(number)s)") % named, lines)


def invite_to_round(project: RoundProject) -> None:
    """Invite the people of a project to a round with other carriers."""
    case, meeting = project.case, project.meeting
    with translation.override(case.language):
        when = datetime_long(meeting.starts_at)
        lines = [
            _("we invite you to talk about your project “%(title)s” with us and other carriers:")
            % {"title": case.title},
            f"{meeting.body}, {when}, {meeting.place}",
            meeting.note,
        ]
        subject = _("Invitation: %(body)s, %(when)s") % {"body": meeting.body, "when": when}
        _tell_people(case, subject, lines)


def _named(milestone: Milestone) -> dict[str, Any]:
    return {"title": milestone.title, "day": date_long(milestone.due_on)}


def _tell_people(case: Case, subject: str, lines: list[str]) -> None:
    path = reverse("application_monitoring", args=[case.call.code, case.uuid])
    context = {
        "lines": [line for line in lines if line],
        "url": f"{settings.PORTAL_BASE_URL}{path}",
        "office": settings.OFFICE_EMAIL,
    }
    for person in people_of(case):
        queue_mail(
            to=[person.email],
            subject=subject,
            template="projects/monitoring/mail/people",
            context=context,
            reason=_("You get this mail because you applied for money in the portal."),
            language=case.language,
        )
