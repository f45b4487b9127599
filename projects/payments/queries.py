"""Reads about payments of a case: its account, its instalments, what is left to pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BigAutoField, QuerySet

from portal.kernel.prepared import Prepared
from portal.kernel.together import Part
from projects.budget import sums
from projects.budget.queries import pot_of_case
from projects.budget.queries_journal import entries_of
from projects.budget.sums import Line, Pot
from projects.cases.models import Case
from projects.cases.parts import of_case
from projects.cases.queries import LARGEST_KEY
from projects.payments.lifecycle import BEGUN
from projects.payments.models import BankDetails, PaymentSettings
from projects.payments.models_payments import Disbursement, PaymentOrder
from projects.programmes.models import FundingProgramme


def settings_of(programme: FundingProgramme) -> PaymentSettings:
    """How a programme pays; the usual values where nobody wrote any (no order is possible then)."""
    found = PaymentSettings.objects.filter(programme=programme).first()
    return found or PaymentSettings(programme=programme)


ACCOUNTS = Part(
    Prepared(
        lambda case: (
            BankDetails.objects.filter(case__pk=case)
            .select_related("by", "confirmation__by")
            .order_by("pk")
        ),
        case=BigAutoField(),
    ),
    of_case,
)
PAYMENTS = Part(
    Prepared(
        lambda case: (
            Disbursement.objects.filter(case__pk=case)
            .select_related("by", "substance_by", "figures_by", "order")
            .order_by("pk")
        ),
        case=BigAutoField(),
    ),
    of_case,
)


def accounts_of(case: Case) -> list[BankDetails]:
    """Every account that was named for a case, oldest first."""
    return ACCOUNTS.of(case)


def account_that_counts(accounts: Iterable[BankDetails]) -> BankDetails | None:
    """The newest account that the carrier confirmed."""
    return next((each for each in reversed([*accounts]) if each.is_confirmed and each.iban), None)


def account_that_waits(accounts: Iterable[BankDetails]) -> BankDetails | None:
    """The newest account, where the carrier has not confirmed it yet."""
    newest = next(reversed([*accounts]), None)
    return newest if newest and not newest.is_confirmed else None


def payments_of(case: Case) -> list[Disbursement]:
    """Every payment of a case, oldest first."""
    return PAYMENTS.of(case)


@dataclass(frozen=True, slots=True)
class CaseMoney:
    """The grant of a case in cents: awarded, with the carrier, and what payments still bind."""

    awarded: int
    paid: int
    bound: int

    @property
    def free(self) -> int:
        """Cents of the award that no payment holds; never below zero."""
        return max(self.awarded - self.paid - self.bound, 0)


def money_of(case: Case, *, but: Disbursement | None = None) -> CaseMoney:
    """The grant of a case as it stands; `but` is a payment that is not counted as bound."""
    return _money(pot_of_case(case), payments_of(case), but)


def shown_money(case: Case) -> CaseMoney:
    """The same from what a page gathered."""
    entries = entries_of(case)
    lines = [Line(each.kind, each.cents, each.corrects_id is not None) for each in entries]
    return _money(sums.pot(lines), payments_of(case), None)


def _money(pot: Pot, payments: list[Disbursement], but: Disbursement | None) -> CaseMoney:
    bound = sum(each.cents for each in payments if each.state in BEGUN and each != but)
    return CaseMoney(pot.committed, pot.kept, bound)


def _whole() -> QuerySet[Disbursement]:
    return Disbursement.objects.select_related(
        "case__call__programme", "case__call__period", "case__call__rules", "case__owner"
    ).select_related("by", "substance_by", "figures_by", "executed_by", "ended_by", "order", "bank")


def payment_with_key(pk: int) -> Disbursement | None:
    """A payment with its case and everybody who signed it."""
    return _whole().filter(pk=pk).first() if pk <= LARGEST_KEY else None


def order_with_key(pk: int) -> PaymentOrder | None:
    """An order with its programme."""
    found = PaymentOrder.objects.select_related("programme", "by")
    return found.filter(pk=pk).first() if pk <= LARGEST_KEY else None


def payments_in(order: PaymentOrder) -> list[Disbursement]:
    """The payments of an order, in their order."""
    return list(_whole().filter(order=order).order_by("pk"))
