"""From a checked proof to the end of the case: the screens lead from one step to the next."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.kernel import clock
from projects.decision.actions_notices import record_dispatch
from projects.recoveries.models import Recovery
from tests.factories import decision, recoveries
from tests.factories import proof as make
from tests.factories.accounts import client_for, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_open")]


def page(address: str, who: object = None) -> str:
    """What somebody of the coordination, or another person, reads at an address."""
    text: str = client_for(who or user("coordinator")).get(address).content.decode()
    return text


def test_the_check_says_what_comes_before_closing() -> None:
    case = make.running()
    make.receipt(case)
    make.settled(make.handed_in(case))
    text = page(reverse("case_proof", args=[case.pk]))
    close = reverse("case_close", args=[case.pk])
    assert close not in text
    assert f"{reverse('cases:inspect', args=[case.pk])}#recovery" in text
    assert "Geld zurückfordern oder Rückzahlung eintragen" in text


def test_the_check_leads_to_payments_where_money_is_still_owed() -> None:
    case = make.running(paid=100_000)
    make.settled(make.handed_in(case))
    text = page(reverse("case_proof", args=[case.pk]))
    assert reverse("case_close", args=[case.pk]) not in text
    assert f"{reverse('cases:inspect', args=[case.pk])}#payments" in text


def test_who_reckoned_the_result_reads_that_another_person_confirms_it() -> None:
    result = make.reckoned(make.handed_in())
    address = reverse("case_proof", args=[result.hand_in.case_id])
    hint = "Eine andere Person bestätigt es"
    assert hint in page(address, result.by)
    assert hint not in page(address)


def test_a_paid_claim_asks_for_nothing_more_and_leads_to_closing() -> None:
    recovery = recoveries.claimed()
    address = reverse("recovery", args=[recovery.pk])
    pay, rates = reverse("recovery_payment", args=[recovery.pk]), reverse("base-rates:add")
    assert pay in page(address)
    recoveries.pay_back(recovery, recovery.cents)
    text = page(address)
    assert pay not in text
    assert rates in text, "the rate is asked for as long as interest is not decided"
    boss = user("coordinator")
    desk = client_for(boss)
    desk.post(reverse("recovery_no_interest", args=[recovery.pk]), {"reason": "Zahlte sofort."})
    assert rates not in page(address)
    to_proof = reverse("case_proof", args=[recovery.case_id])
    assert to_proof not in page(address)
    desk.post(reverse("recovery_settle", args=[recovery.pk]))
    assert Recovery.objects.get().state == "settled"
    assert to_proof in page(address)


def test_waiving_the_remedy_names_what_it_brings() -> None:
    award = decision.released()
    claim = recoveries.claimed().notice
    assert claim
    sooner = {}
    for notice in (award, claim):
        record_dispatch(by=user("coordinator"), notice=notice, sent_on=clock.today())
        case = notice.case
        address = reverse("application_waive_remedy", args=[case.call.code, case.uuid, notice.pk])
        sooner[notice] = page(address, case.owner)
    assert "Geld kann früher kommen" in sooner[award]
    assert "Sie müssen früher zahlen" in sooner[claim]
    assert "Geld kann früher kommen" not in sooner[claim]
