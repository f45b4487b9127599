"""Who sits in the committee of the demo, by what rules, and how its quotas stand: invented."""

from __future__ import annotations

from typing import Any

from actors.bodies.actions import save_member, save_rule
from actors.models import BodyMember, BodyQuota, BodyRules, QuotaCount
from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.days import in_days

SINCE, COUNTED = -1100, -60
"""Days before today on which terms and rules began, and on which members were counted."""


def load_seats(book: Book) -> None:
    """Make seats, rules and quotas for a body that has none; what stands stays as it is."""
    content = read("seats")
    for kind, model, make in (
        ("seat", BodyMember, _seat),
        ("rules", BodyRules, _rules),
        ("quota", BodyQuota, _quota),
    ):
        taken = set(model.objects.values_list("body__code", flat=True).distinct())
        for entry in content[kind]:
            if entry["body"] not in taken:
                make(book, entry)


def _saving(record: Any) -> Any:
    def save() -> Any:
        record.full_clean()
        record.save()
        return record

    return save


def _seat(book: Book, entry: dict[str, Any]) -> None:
    member = BodyMember(
        body=book.bodies[entry["body"]],
        name=entry["name"],
        function=entry["function"],
        group=entry["group"],
        person=book.users[entry["user"]] if "user" in entry else None,
        has_vote=entry["function"] != "advisory",
        from_day=in_days(SINCE),
        substitute_of=BodyMember.objects.filter(name=entry.get("stands_for", "–")).first(),
    )
    save_member(by=book.users["coordinator"], member=member, save=_saving(member))


def _rules(book: Book, entry: dict[str, Any]) -> None:
    body, days = book.bodies[entry["body"]], entry["mail_days"]
    record = BodyRules(body=body, mail_days=days, valid_from=in_days(SINCE))
    save_rule(by=book.users["coordinator"], record=record, save=_saving(record))


def _quota(book: Book, entry: dict[str, Any]) -> None:
    by = book.users["coordinator"]
    quota = BodyQuota(
        body=book.bodies[entry["body"]], labels=entry["labels"], percent=entry["percent"]
    )
    save_rule(by=by, record=quota, save=_saving(quota))
    count = QuotaCount(
        quota=quota, day=in_days(COUNTED), count=entry["count"], members=entry["members"]
    )
    save_rule(by=by, record=count, save=_saving(count))
