"""What the portal finds out by itself about a case: one function for each automatic test.

Every limit comes from the case's call, its rules and period, or from the programme's checklist.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.templatetags.formats import date_long, euro_short
from projects.budget.queries import pot_of
from projects.cases.lifecycle import DRAFT, REJECTED_FORMALLY, WITHDRAWN
from projects.cases.models import Case
from projects.intake.completeness import missing_words
from projects.intake.plain import schema_of_case
from projects.intake.sums import RATE, TOO_FEW_COSTS, UNBALANCED, UNEQUAL, misfits
from projects.programmes.carriers import CarrierKind
from projects.review.alike import alikeness, plain
from projects.review.kinds import AutomaticTest, PaperKind, Result
from projects.review.models import CarrierPaper, Checklist

# Carriers that are no association or company and so have none of their papers.
WITHOUT_PAPERS = frozenset(
    {CarrierKind.INITIATIVE, CarrierKind.PERSON, CarrierKind.MUNICIPAL, CarrierKind.SCHOOL}
)
MOST_SHOWN = 5
MOST_NOTE = 1500


@dataclass(frozen=True, slots=True)
class Other:
    """Another case that looks like the same: it leads to its page."""

    pk: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the portal found: a result, why, and other cases that it is about."""

    result: Result
    note: str = ""
    others: tuple[Other, ...] = ()


class Facts:
    """A whole case with what the tests look at; each is read once, when first asked for."""

    def __init__(self, case: Case, checklist: Checklist) -> None:
        self.case, self.checklist = case, checklist
        self.call, self.rules = case.call, case.call.rules

    @cached_property
    def costs(self) -> int:
        """All cost lines in cents."""
        return sum(line.amount_cents or 0 for line in self.case.cost_items.all())

    @cached_property
    def other_money(self) -> int | None:
        """Money besides the grant in cents; None where the form does not ask for it."""
        if not any(schema_of_case(self.case).of_type("financing_plan")):
            return None
        return sum(line.amount_cents or 0 for line in self.case.financing_items.all())

    @cached_property
    def papers(self) -> dict[str, CarrierPaper]:
        """The newest paper of each kind, also of other cases of the same organisation."""
        return newest_papers(self.case)


def newest_papers(case: Case) -> dict[str, CarrierPaper]:
    """The paper that counts for a case, by its kind."""
    which = Q(case=case.pk)
    if case.organisation_id:
        which |= Q(case__organisation=case.organisation_id)
    noted = CarrierPaper.objects.filter(which).select_related("by", "file", "case")
    return {paper.kind: paper for paper in noted.order_by("at", "pk")}


def _judge(is_met: bool, note: str = "") -> Finding:
    return Finding(Result.MET) if is_met else Finding(Result.NOT_MET, note[:MOST_NOTE])


def _complete(facts: Facts) -> Finding:
    missing = missing_words(facts.case)
    return _judge(not missing, "\n".join(missing))


def _area(facts: Facts) -> Finding:
    if not str(facts.rules.area):
        return Finding(Result.NOT_APPLICABLE, _("The rules name no area."))
    place = f" {plain(facts.case.place)} "
    for word in facts.checklist.words:
        if plain(word) and f" {plain(word)} " in place:
            return Finding(Result.MET, _("The place names “%(word)s”.") % {"word": word})
    note = _("Please look yourself whether this place lies inside: %(place)s")
    return Finding(Result.OPEN, note % {"place": facts.case.place or "–"})


def _period(facts: Facts) -> Finding:
    starts, ends, period = facts.case.starts_on, facts.case.ends_on, facts.call.period
    if starts is None or ends is None:
        return Finding(Result.NOT_MET, _("The days are missing."))
    note = _("The period runs from %(start)s to %(end)s.") % {
        "start": date_long(period.starts_on),
        "end": date_long(period.ends_on),
    }
    return _judge(period.starts_on <= starts and ends <= period.ends_on, note)


def _cap(facts: Facts) -> Finding:
    asked, cap = facts.case.amount_cents, facts.rules.cap_cents
    if asked is None:
        return Finding(Result.NOT_MET, _("The amount is missing."))
    note = _("%(asked)s is more than %(cap)s.")
    return _judge(asked <= cap, note % {"asked": euro_short(asked), "cap": euro_short(cap)})


def _balance(facts: Facts) -> Finding:
    asked, others = facts.case.amount_cents or 0, facts.other_money
    codes = misfits(
        financing=facts.rules.financing_type,
        rate=facts.rules.rate_percent,
        asked=asked,
        costs=facts.costs,
        others=others,
    )
    shown = {
        "costs": euro_short(facts.costs),
        "asked": euro_short(asked),
        "income": euro_short(asked + (others or 0)),
        "rate": facts.rules.rate_percent,
    }
    texts = {
        UNEQUAL: _("The costs are %(costs)s, %(asked)s is asked for."),
        UNBALANCED: _("The costs are %(costs)s, grant and other money make %(income)s."),
        RATE: _("At most %(rate)s percent of %(costs)s can be paid, %(asked)s is asked for."),
        TOO_FEW_COSTS: _("The costs of %(costs)s are less than the %(asked)s asked for."),
    }
    return _judge(not codes, "\n".join(texts[code] % shown for code in codes))


def _costs(facts: Facts) -> Finding:
    allowed = {each.pk for each in facts.rules.categories.all() if each.is_eligible}
    wrong = [
        f"{line.label or '–'} ({line.category or '–'})"
        for line in facts.case.cost_items.all()
        if line.category_id not in allowed
    ]
    return _judge(not wrong, _("Not payable: %(lines)s") % {"lines": "; ".join(wrong)})


def _duplicate(facts: Facts) -> Finding:
    found = same_as(facts.case, facts.checklist.alike_percent)
    if not found:
        return Finding(Result.MET)
    note = _("Same carrier or a very similar title: %(numbers)s")
    numbers = ", ".join(other.number for other in found)
    return Finding(Result.NOT_MET, note % {"numbers": numbers}, tuple(found))


def same_as(case: Case, percent: int) -> list[Other]:
    """Other cases of the same period with the same carrier or a title alike by that percentage."""
    rows = Case.objects.filter(call__period=case.call.period_id).exclude(pk=case.pk)
    rows = rows.exclude(state__in=[DRAFT, WITHDRAWN, REJECTED_FORMALLY]).order_by("pk")
    name, found = plain(case.carrier_name), []
    columns = ("pk", "number", "title", "carrier_name", "organisation_id")
    for pk, number, title, carrier, organisation in rows.values_list(*columns).iterator():
        is_carrier = bool(name) and plain(carrier) == name
        is_known = organisation is not None and organisation == case.organisation_id
        if is_carrier or is_known or alikeness(title, case.title) >= percent:
            found.append(Other(pk, number or "", title))
        if len(found) == MOST_SHOWN:
            break
    return found


def _early_start(facts: Facts) -> Finding:
    starts, case = facts.case.starts_on, facts.case
    if starts is None:
        return Finding(Result.NOT_MET, _("The days are missing."))
    sent = clock.local(case.submitted_at).date() if case.submitted_at else None
    if sent and starts <= sent:
        note = _("It starts on %(start)s, the application came on %(sent)s.")
        return _judge(False, note % {"start": date_long(starts), "sent": date_long(sent)})
    decided = facts.call.sitting_on or facts.call.decision_promised_on
    if decided and starts <= decided:
        note = _(
            "It starts on %(start)s, but the decision comes on %(day)s: that needs a consent to "
            "an early start."
        )
        return _judge(False, note % {"start": date_long(starts), "day": date_long(decided)})
    return Finding(Result.MET)


def _pot(facts: Facts) -> Finding:
    pot, asked = pot_of(facts.call.period), facts.case.amount_cents or 0
    note = _("%(left)s are left of %(all)s.") % {
        "left": euro_short(pot.left),
        "all": euro_short(pot.allotted),
    }
    return Finding(Result.MET if asked <= pot.left else Result.NOT_MET, note)


def _paper(kind: PaperKind) -> Callable[[Facts], Finding]:
    def look(facts: Facts) -> Finding:
        paper = facts.papers.get(kind)
        if paper is None and facts.case.carrier_kind in WITHOUT_PAPERS:
            return Finding(Result.NOT_APPLICABLE, _("This kind of carrier has none."))
        if paper is None:
            return Finding(Result.NOT_MET, _("Nobody noted it yet."))
        if paper.valid_until and paper.valid_until < clock.today():
            day = {"day": date_long(paper.valid_until)}
            return Finding(Result.NOT_MET, _("It was valid until %(day)s.") % day)
        if paper.valid_until:
            day = {"day": date_long(paper.valid_until)}
            return Finding(Result.MET, _("Valid until %(day)s.") % day)
        return Finding(Result.MET)

    return look


LOOKS: dict[str, Callable[[Facts], Finding]] = {
    AutomaticTest.COMPLETE: _complete,
    AutomaticTest.AREA: _area,
    AutomaticTest.PERIOD: _period,
    AutomaticTest.CAP: _cap,
    AutomaticTest.BALANCE: _balance,
    AutomaticTest.COSTS: _costs,
    AutomaticTest.DUPLICATE: _duplicate,
    AutomaticTest.EARLY_START: _early_start,
    AutomaticTest.POT: _pot,
    AutomaticTest.STATUTES: _paper(PaperKind.STATUTES),
    AutomaticTest.REGISTER: _paper(PaperKind.REGISTER),
    AutomaticTest.TAX: _paper(PaperKind.TAX),
}


def look(facts: Facts, test: str) -> Finding:
    """What the portal finds; open for a test that it does not know (any more)."""
    found = LOOKS.get(test)
    return found(facts) if found else Finding(Result.OPEN, _("The portal cannot look at this."))
