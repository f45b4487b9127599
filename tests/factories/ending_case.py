"""An awarded case in the database of a running portal, of which a browser makes the end."""

from __future__ import annotations

from typing import Any


def made_for(email: str) -> dict[str, Any]:
    """Make it; what a browser has to know."""
    from datetime import timedelta

    from portal.accounts.models import User
    from portal.kernel import clock
    from projects.calls.models import Call
    from projects.programmes.models import FundingProgramme
    from tests.factories import decision
    from tests.factories import payments as make
    from tests.factories.recoveries import rules

    of = decision.small_call()
    now, today = clock.now(), clock.today()
    # Nobody else's test shall meet this call.
    days = {"opens_at": now - timedelta(days=90), "closes_at": now - timedelta(days=60)}
    Call.objects.filter(pk=of.pk).update(**days)
    make.settings_for(of.programme)
    runs = {"starts_on": today - timedelta(days=30), "ends_on": today + timedelta(days=5)}
    case = make.final(of, owner=User.objects.get(email=email), title="Bänke am Teich", **runs)
    rules(case)
    FundingProgramme.objects.filter(pk=of.programme_id).update(draws_down=False, is_active=False)
    return {
        "programme": of.programme_id,
        "period": of.period_id,
        "case": case.pk,
        "number": case.number,
        "area": f"/de/antrag/{of.code}/{case.uuid}/",
    }
