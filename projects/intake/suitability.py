"""Does an idea fit a call? Short questions made of its rules, and honest exits where it does not.

Everything asked for is data of the call, its rules and its funding period. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portal.templatetags.formats import date_long, euro_short
from projects.calls.models import Call
from projects.programmes.carriers import carrier_kinds

CARRIER, PLACE, TIME, AMOUNT, COSTS, OTHERS = (
    "carrier",
    "place",
    "time",
    "amount",
    "costs",
    "others",
)
FITS, UNSURE = "fits", "unsure"
BEGUN, OUTSIDE, NO = "begun", "outside", "no"


@dataclass(frozen=True, slots=True)
class Check:
    """One question: its code, what is asked, a remark, and what may be answered."""

    code: str
    label: str
    choices: list[tuple[str, str]]
    help: str = ""


@dataclass(frozen=True, slots=True)
class Exit:
    """Why an idea does not fit yet: the question, what is the matter, what one may do."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of the check; `unsure` are the labels of questions that were left open."""

    exits: list[Exit]
    unsure: list[str]

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.exits


def _or_unsure(*choices: tuple[str, str]) -> list[tuple[str, str]]:
    return [*choices, (UNSURE, _("I am not sure"))]


def checks(call: Call) -> list[Check]:
    """The questions of a call, four to six of them."""
    return [each for each in (ask(call) for ask in ASKED) if each is not None]


def _carrier(call: Call) -> Check:
    return Check(
        CARRIER,
        _("Who stands behind the project?"),
        _or_unsure(*carrier_kinds()),
    )


def _place(call: Call) -> Check | None:
    area = str(call.rules.area)
    if not area:
        return None
    choices = _or_unsure((FITS, area), (NO, _("somewhere else")))
    return Check(PLACE, _("Where does it take place?"), choices)


def _time(call: Call) -> Check:
    span = {"start": date_long(call.period.starts_on), "end": date_long(call.period.ends_on)}
    help_text = ""
    if call.decision_promised_on:
        help_text = _("You hear the decision by %(day)s. Please begin only after it.") % {
            "day": date_long(call.decision_promised_on)
        }
    return Check(
        TIME,
        _("When does it run?"),
        _or_unsure(
            (FITS, _("It begins after the decision, between %(start)s and %(end)s.") % span),
            (BEGUN, _("It has already begun.")),
            (OUTSIDE, _("It lies before or after that time.")),
        ),
        help_text,
    )


def _amount(call: Call) -> Check:
    cap = {"cap": euro_short(call.rules.cap_cents)}
    return Check(
        AMOUNT,
        _("How much money do you need from this programme?"),
        _or_unsure((FITS, _("at most %(cap)s") % cap), (NO, _("more than %(cap)s") % cap)),
    )


def _costs(call: Call) -> Check | None:
    names = [str(each) for each in call.rules.categories.all() if not each.is_eligible]
    if not names:
        return None
    return Check(
        COSTS,
        _("Do you need the money for one of these things?"),
        _or_unsure((FITS, _("No")), (NO, _("Yes"))),
        " · ".join(names),
    )


def _others(call: Call) -> Check | None:
    if not call.rules.refuses_other_funding:
        return None
    return Check(
        OTHERS,
        _("Does somebody else already pay for the same costs?"),
        _or_unsure((FITS, _("No")), (NO, _("Yes"))),
    )


ASKED = (_carrier, _place, _time, _amount, _costs, _others)


class SuitabilityForm(forms.Form):
    """The questions of one call on one page; every answer is a code of `checks`."""

    use_required_attribute = False

    def __init__(self, call: Call, data: Any = None) -> None:
        self.call = call
        self.checks = checks(call)
        super().__init__(data, auto_id="id_%s")
        for each in self.checks:
            is_long = len(each.choices) > 6
            choices = [("", _("Please choose")), *each.choices] if is_long else each.choices
            self.fields[each.code] = forms.ChoiceField(
                label=each.label,
                help_text=each.help,
                choices=choices,
                widget=forms.Select() if is_long else forms.RadioSelect(),
                error_messages={
                    "required": _("Please choose an answer."),
                    "invalid_choice": _("Please choose an answer from the list."),
                },
            )

    def verdict(self) -> Verdict:
        """What the answers mean; only for a valid form."""
        answers: dict[str, str] = self.cleaned_data
        unsure = [each.label for each in self.checks if answers[each.code] == UNSURE]
        return Verdict(list(_exits(self.call, answers)), unsure)


def fits_carrier(call: Call, kind: str) -> bool:
    """Whether the rules of a call take that kind of carrier."""
    allowed = call.rules.carrier_kinds
    return not allowed or kind in allowed


def _exits(call: Call, answers: dict[str, str]) -> Iterator[Exit]:
    kind = answers[CARRIER]
    if kind != UNSURE and not fits_carrier(call, kind):
        names = [label for code, label in carrier_kinds() if fits_carrier(call, code)]
        text = _("This programme takes applications from: %(kinds)s.") % {"kinds": ", ".join(names)}
        advice = _("Perhaps one of them applies together with you. We help you to find somebody.")
        yield Exit(CARRIER, _("Who may apply"), f"{text} {advice}")
    found = _texts(call)
    for code in (PLACE, TIME, AMOUNT, COSTS, OTHERS):
        answer = answers.get(code, FITS)
        if (code, answer) in found:
            yield Exit(code, *found[code, answer])


def _texts(call: Call) -> dict[tuple[str, str], tuple[str, str]]:
    names = {
        "area": str(call.rules.area),
        "cap": euro_short(call.rules.cap_cents),
        "start": date_long(call.period.starts_on),
        "end": date_long(call.period.ends_on),
    }
    when = _("When it runs")
    return {
        (PLACE, NO): (
            _("Where it takes place"),
            _(
                "The money is meant for projects %(area)s. For other places the city's district "
                "work knows the right contact. Please ask us."
            )
            % names,
        ),
        (TIME, BEGUN): (
            when,
            _(
                "What has already begun cannot be paid for afterwards. A new part that has not "
                "begun yet may fit: please talk to us before you go on."
            ),
        ),
        (TIME, OUTSIDE): (
            when,
            _(
                "This round pays for projects between %(start)s and %(end)s. Perhaps you can move "
                "the project, or a later round fits."
            )
            % names,
        ),
        (AMOUNT, NO): (
            _("How much it costs"),
            _(
                "One project gets at most %(cap)s here. You can make it smaller, apply for one "
                "part, or look for a programme with more money."
            )
            % names,
        ),
        (COSTS, NO): (
            _("What the money is for"),
            _(
                "These costs are never paid in this programme. Other costs of the same project "
                "may be paid: leave these out, or find somebody else for them."
            ),
        ),
        (OTHERS, NO): (
            _("Who pays besides"),
            _(
                "The same costs cannot be paid twice. Costs that nobody pays for yet may fit: "
                "please talk to us."
            ),
        ),
    }


def fitting_calls(calls: list[Call], here: Call, answers: dict[str, str]) -> list[Call]:
    """Other open calls that take the carrier and have a cap that helps; for the exits."""
    kind = answers.get(CARRIER, UNSURE)
    least = here.rules.cap_cents + 1 if answers.get(AMOUNT) == NO else 0
    return [
        call
        for call in calls
        if call.pk != here.pk
        and (kind == UNSURE or fits_carrier(call, kind))
        and call.rules.cap_cents >= least
    ]
