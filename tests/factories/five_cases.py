"""Five awarded cases in the database of a running portal (`tests/factories/awarded.py`)."""

from __future__ import annotations

from typing import Any

TITLES = ("Hochbeete", "Chor", "Nähtreff", "Radwerkstatt", "Für Ältere & Kinder")


def made_for(email: str) -> dict[str, Any]:
    """Make them; what a browser has to know."""
    from datetime import timedelta

    from portal.accounts.models import User
    from portal.kernel import clock
    from projects.calls.models import Call
    from projects.programmes.models import FundingProgramme
    from tests.factories import decision
    from tests.factories import payments as make

    of = decision.small_call()
    # Nobody else's test shall meet this call.
    now = clock.now()
    days = {"opens_at": now - timedelta(days=60), "closes_at": now - timedelta(days=30)}
    Call.objects.filter(pk=of.pk).update(**days)
    make.settings_for(of.programme, way="sepa")
    owner = User.objects.get(email=email)
    cases = [make.final(of, owner=owner, title=TITLES[0])]
    cases += [make.payee(of, title=title) for title in TITLES[1:]]
    FundingProgramme.objects.filter(pk=of.programme_id).update(draws_down=True, is_active=False)
    return {
        "programme": of.programme_id,
        "period": of.period_id,
        "code": of.code,
        "uuid": str(cases[0].uuid),
        "cases": [case.pk for case in cases],
        "numbers": [case.number for case in cases],
    }
