"""Reads about recoveries: those of a case, what may be claimed, what the law still allows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import BigAutoField
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from portal.templatetags.formats import date_long
from projects.budget.models import EntryKind, LedgerEntry
from projects.budget.queries import pot_of_case
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.decision import finality
from projects.decision.queries import settings_of as decision_settings_of
from projects.payments.models_payments import Disbursement
from projects.programmes.models import FundingProgramme
from projects.recoveries import lifecycle as life
from projects.recoveries.interest import Step, Terms
from projects.recoveries.kinds import REVOCATIONS
from projects.recoveries.models import BaseRate, HearingAnswer, Recovery, RecoverySettings

RECOVERIES = Part(
    Prepared(
        lambda case: Recovery.objects.filter(case__pk=case).select_related("opened_by"),
        case=BigAutoField(),
    ),
    of_case,
)
Suggestion = Callable[[Case], int | None]
_suggestions: list[Suggestion] = []


def register_suggestion(ask: Suggestion) -> None:
    """Add who knows how much of a case has to be paid back, in cents (None: not me).

    The check of the proof of use registers here, so that the amount is filled in beforehand.
    """
    if ask not in _suggestions:
        _suggestions.append(ask)


def suggested_cents(case: Case) -> int | None:
    """Cents that an earlier step found to be paid back; None where no step knows."""
    return next((cents for ask in _suggestions if (cents := ask(case)) is not None), None)


def settings_of(programme: FundingProgramme) -> RecoverySettings:
    """How a programme claims back; the usual values where nobody wrote any."""
    found = RecoverySettings.objects.filter(programme=programme).first()
    return found or RecoverySettings(programme=programme)


def recoveries_of(case: Case) -> list[Recovery]:
    """All recoveries of a case, oldest first."""
    return RECOVERIES.of(case)


def open_recovery(case: Case) -> Recovery | None:
    """The recovery of a case that has not ended; there is at most one."""
    return next((each for each in recoveries_of(case) if each.is_open), None)


def recovery_with_key(pk: int) -> Recovery | None:
    """A recovery with its case, programme and notices."""
    found = Recovery.objects.select_related(
        "case__call__programme",
        "case__call__rules",
        "case__call__period",
        "opened_by",
        "notice__waiver",
        "interest_notice__waiver",
    )
    return found.filter(pk=pk).first()


def answers_of(recovery: Recovery) -> list[HearingAnswer]:
    """What was said in the hearing, oldest first."""
    return list(recovery.answers.select_related("by"))


def claimable(case: Case) -> int:
    """Cents that were paid, did not come back and are not claimed yet."""
    pot = pot_of_case(case)
    return pot.paid - pot.refunded - pot.claimed


def is_settled(case: Case) -> bool:
    """Whether no recovery runs and nothing is owed, so that the case can be closed."""
    running = Recovery.objects.filter(case=case).exclude(state__in=life.ENDED)
    return not running.exists() and pot_of_case(case).open_claim == 0


def open_matter(case: Case) -> str | None:
    """What keeps a case from being closed, as a code: a recovery runs, or something is owed."""
    return None if is_settled(case) else "open_claim"


def disbursements_of(case: Case) -> list[Step]:
    """What was paid to the carrier and not taken back, by the day on which the money left.

    The ledger is written when somebody notes the payment, which may be days later.
    """
    left = {each.ledger_key: each.executed_on for each in Disbursement.objects.filter(case=case)}
    found = LedgerEntry.objects.filter(
        case=case, kind=EntryKind.DISBURSEMENT, corrects__isnull=True, counter__isnull=True
    )
    return [Step(left.get(each.key) or clock.local(each.at).date(), each.cents) for each in found]


def revoke_until(recovery: Recovery, rules: RecoverySettings) -> date | None:
    """The last day for a revocation (§ 49 (3), § 48 (4) VwVfG NRW); None where none is needed."""
    if recovery.legal_way not in REVOCATIONS:
        return None
    return finality.months_later(recovery.known_on, rules.revocation_months)


def is_year_over(recovery: Recovery, rules: RecoverySettings) -> bool:
    """Whether the time to revoke is over and nobody said why it is possible all the same."""
    last = revoke_until(recovery, rules)
    return last is not None and last < clock.today() and not recovery.late_reason


def hearing_ends_on(case: Case, rules: RecoverySettings) -> date:
    """The first day that is allowed as the last one to answer: never a free day."""
    region = decision_settings_of(case.call.programme).region
    day = clock.today() + timedelta(days=rules.hearing_days)
    return finality.working_day(day, finality.free_days_of(region))


def is_hearing_over(recovery: Recovery) -> bool:
    """Whether the carrier answered, or the last day to do so is over."""
    until = recovery.hearing_until
    return until is not None and (until < clock.today() or recovery.answers.exists())


def terms_of(points: int) -> Terms:
    """All base rates that the office entered, and the points above them (hundredths)."""
    return Terms(dict(BaseRate.objects.values_list("valid_from", "hundredths")), points)


def missing_rate_words(first_day: date) -> str:
    """What the office has to do where a base rate is missing."""
    text = _("The base rate from %(day)s is missing. Please enter it under “Base rates”.")
    return text % {"day": date_long(first_day)}
