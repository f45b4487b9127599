"""A decision in plain words, from fixed and reviewed phrases only; the letter alone is binding."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.templatetags.formats import date_long, euro
from projects.decision.kinds import DeliveryWay, NoticeKind, Outcome
from projects.decision.models import Decision
from projects.decision.models_notices import Notice
from projects.decision.queries import Course

Letter = tuple[Notice, Course]
NAMES = {
    NoticeKind.AWARD: gettext_lazy("Award notice"),
    NoticeKind.REJECTION: gettext_lazy("Notice of rejection"),
    NoticeKind.DEFERRAL: gettext_lazy("Letter: it is decided later"),
    NoticeKind.EARLY_START: gettext_lazy("Letter: you may begin before the decision"),
    NoticeKind.FORMAL: gettext_lazy("Notice: not possible in this programme"),
    NoticeKind.EXTENSION: gettext_lazy("Change: you have more time"),
    NoticeKind.REALLOCATION: gettext_lazy("Change: another plan of costs"),
    NoticeKind.RECOVERY: gettext_lazy("Notice: money has to be paid back"),
    NoticeKind.INTEREST: gettext_lazy("Notice: interest has to be paid"),
}
"""The kinds of notice as the people of a case read them."""


def explanation(decision: Decision, letter: Letter | None) -> list[str]:
    """Sentences on a decision and its letter, in the active language.

    Before the letter is released nobody outside hears how it was decided.
    """
    if letter:
        return [*_outcome(decision), *_way(*letter)]
    if decision.outcome == Outcome.POSTPONED:
        return [*_outcome(decision), _("We tell you when it goes on.")]
    return [_("It is decided. The letter with the decision is being written.")]


def _outcome(decision: Decision) -> list[str]:
    if decision.outcome == Outcome.REJECTED:
        return [
            _("Your application was not approved. The letter says why."),
            _("Please talk to us. We help you to find another way for your idea."),
        ]
    if decision.outcome == Outcome.POSTPONED:
        return [_("There is no decision yet. It comes later, and you need to do nothing.")]
    said = [_("You get %(amount)s for your project.") % {"amount": euro(decision.awarded_cents)}]
    if decision.outcome == Outcome.APPROVED_WITH_OBLIGATIONS:
        said.append(_("You have to do some things for it. They stand below, each with its day."))
    if decision.conditions.all():
        said.append(_("The money comes only after the conditions below are met."))
    return said


def _way(notice: Notice, course: Course) -> list[str]:
    """Where the letter is, and until when one can act against it."""
    ways = {each.way for each in notice.deliveries.all()}
    if course.waived_on:
        return [_("You waived the remedy. The decision is final.")]
    if course.is_final:
        return [_("The time for a remedy is over. The decision is final.")]
    if course.remedy_ends_on:
        day = {"day": date_long(course.remedy_ends_on)}
        return [
            _("If you do not agree, you can act against it until %(day)s.") % day,
            _("The letter says how. After that day the decision is final."),
        ]
    if DeliveryWay.POST in ways:
        return [_("The letter comes by post.")]
    if course.is_lapsed or not ways:
        return [_("We send you the letter by post.")]
    if course.retrieve_until:
        day = {"day": date_long(course.retrieve_until)}
        return [_("The letter lies ready below. Please open it by %(day)s.") % day]
    return []
