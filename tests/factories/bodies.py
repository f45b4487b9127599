"""Members, rules and quotas of bodies for tests."""

from __future__ import annotations

import itertools
from datetime import date

from actors.models import Body, BodyMember, BodyQuota, BodyRules, QuotaCount
from portal.cms.fields import Labels
from tests.factories.actors import body

_numbers = itertools.count(1)
LONG_AGO = date(2020, 1, 1)
FUNCTIONS = ("chair", "deputy", "writer")
GROUPS = ("city", "organisations", "residents", "target_groups", "initiatives")


def member(of: Body | None = None, **fields: object) -> BodyMember:
    """A member with a vote, in office since long ago."""
    fields.setdefault("name", f"Mitglied {next(_numbers)}")
    fields.setdefault("from_day", LONG_AGO)
    fields.setdefault("has_vote", fields.get("function") != "advisory")
    return BodyMember.objects.create(body=of or body(), **fields)


def committee(members: int = 5, code: str = "komitee") -> Body:
    """A deciding body with so many voting members: chair, deputy, writer, then members."""
    made = body(code)
    for number in range(members):
        function = FUNCTIONS[number] if number < len(FUNCTIONS) else "member"
        member(made, function=function, group=GROUPS[number % len(GROUPS)])
    return made


def rules(of: Body, **fields: object) -> BodyRules:
    """Rules of procedure since long ago; the defaults are the law's."""
    fields.setdefault("valid_from", LONG_AGO)
    return BodyRules.objects.create(body=of, **fields)


def quota(of: Body, label: str = "Frauen", percent: int = 50, **fields: object) -> BodyQuota:
    """A quota that the body gave itself."""
    return BodyQuota.objects.create(body=of, labels=Labels(de=label), percent=percent, **fields)


def count(of: BodyQuota, number: int, members: int, day: date = LONG_AGO) -> QuotaCount:
    """What members said of themselves on a day."""
    return QuotaCount.objects.create(quota=of, count=number, members=members, day=day)
