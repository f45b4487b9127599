"""Who reaches the screens of payments and drawdowns: rows of the access table and their records."""

from __future__ import annotations

from portal.accounts.roles import Role
from projects.cases.models import Case
from projects.payments.actions_accounts import name_account
from projects.payments.models import PaymentSettings
from tests.access_table import CASES, KEEP_RECORDS, OWNER, READ_RECORDS, Row
from tests.factories import payments as make
from tests.factories.accounts import user

WORK = frozenset({Role.COORDINATOR, Role.FINANCE})
MINE = frozenset({OWNER})
PAY = "/admin/auszahlungen/"
DRAW = "/admin/mittelabrufe/"
AREA = "/de/antrag/{paid_code}/{paid_uuid}/"

ROWS: dict[str, Row] = {
    "payments:index": Row(PAY, CASES),
    "payments:payment": Row(f"{PAY}{{payment}}/", CASES),
    # Led back to the payment, where the steps are offered.
    "payments:step": Row(f"{PAY}{{payment}}/schritt/cancel/", WORK, PAY),
    "payments:make_order": Row(f"{PAY}anordnen/?payment={{certified}}", WORK),
    "payments:order": Row(f"{PAY}anordnungen/{{order}}/", CASES),
    "payments:order_file": Row(f"{PAY}anordnungen/{{order}}/datei/", CASES),
    "payments:plan": Row(f"{PAY}planen/{{paid}}/", WORK),
    "payments:account": Row(f"{PAY}konto/{{paid}}/", WORK),
    "drawdowns:index": Row(DRAW, CASES),
    "drawdowns:ask": Row(f"{DRAW}neu/{{drawn_period}}/", WORK),
    "drawdowns:drawdown": Row(f"{DRAW}{{drawdown}}/", CASES),
    "drawdowns:file": Row(f"{DRAW}{{drawdown}}/pdf/", CASES),
    "drawdowns:step": Row(f"{DRAW}{{drawdown}}/schritt/received/", WORK, DRAW),
    "application_account": Row(f"{AREA}konto/", MINE),
    "application_account_confirm": Row(f"{AREA}konto/bestaetigen/", MINE),
    "application_payment": Row(f"{AREA}auszahlung/", MINE),
    "payment-settings:index": Row("/admin/zahlungsregeln/", READ_RECORDS),
    "payment-settings:index_results": Row("/admin/zahlungsregeln/results/", READ_RECORDS),
    "payment-settings:add": Row("/admin/zahlungsregeln/new/", KEEP_RECORDS),
    "payment-settings:edit": Row("/admin/zahlungsregeln/edit/{pay_rules}/", KEEP_RECORDS),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A case of the owner with payments, one of them paid, and a drawdown for another."""
    owner = Case.objects.get(pk=places["case_pk"]).owner
    case = make.drawing(make.payee(owner=owner))
    first = make.certified(make.planned(case, 20_000))
    make.received(make.drawdown(first))
    paid = make.executed(first)
    certified = make.certified(make.planned(case, 10_000))
    drawn = make.drawdown(certified)
    name_account(
        by=user("finance"), case=case, holder="Verein", iban=make.OTHER_IBAN, key=drawn.key
    )
    return {
        "paid": case.pk,
        "paid_code": case.call.code,
        "paid_uuid": case.uuid,
        "payment": paid.pk,
        "certified": certified.pk,
        "order": paid.order_id,
        "drawdown": drawn.pk,
        "drawn_period": case.call.period_id,
        "pay_rules": PaymentSettings.objects.get(programme=case.call.programme).pk,
    }
