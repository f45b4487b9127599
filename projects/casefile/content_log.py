"""Messages and history in the PDF of a case."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from portal.kernel.reports import Chapter, Grid, Part, chapter
from portal.templatetags.formats import date_long, datetime_long
from projects.casefile.words import moment
from projects.cases.models import Case
from projects.cases.queries import history_of
from projects.correspondence.models import Message
from projects.correspondence.queries import thread


def messages(case: Case) -> Chapter:
    """What the people of the case and the office wrote to each other."""
    return chapter(
        _("Messages"),
        *(_message(each) for each in thread(case)),
        otherwise=_("Nobody has written yet."),
    )


def _message(one: Message) -> Part:
    side = settings.OFFICE_NAME if one.from_office else _("applicant")
    facts = [[_("Written by"), f"{one.by.name} ({side})"]]
    if one.is_request:
        facts.append([_("Answer asked for by"), date_long(one.due_on)])
    if one.answers:
        when = datetime_long(one.answers.sent_at)
        facts.append([_("Answers the request"), _("of %(when)s") % {"when": when}])
    return Part(datetime_long(one.sent_at), texts=one.text.split("\n\n"), facts=facts)


def history(case: Case) -> Chapter:
    """The log of the case: what was done, when, by whom, and why."""
    rows = [
        [
            moment(entry.at),
            words,
            entry.actor.name if entry.actor else _("the portal"),
            entry.reason,
        ]
        for entry, words in history_of(case)
    ]
    head = [_("When"), _("What"), _("Who"), _("Why")]
    return chapter(
        _("History"),
        Part(tables=[Grid(head=head, rows=rows, wide=[1, 3])] if rows else []),
        otherwise=_("Nothing was done."),
    )
