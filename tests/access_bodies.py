"""Rows of the access table for members, rules and quotas of bodies."""

from __future__ import annotations

from portal.accounts.roles import Role
from tests.access_table import Row
from tests.factories import bodies

KEEP_SEATS = frozenset({Role.ADMIN, Role.COORDINATOR})
READ_SEATS = KEEP_SEATS | {Role.AUDITOR}


def _kept(space: str, path: str, key: str) -> dict[str, Row]:
    base = f"/admin/gremien/{path}"
    return {
        f"{space}:index": Row(f"{base}/", READ_SEATS),
        f"{space}:index_results": Row(f"{base}/results/", READ_SEATS),
        f"{space}:add": Row(f"{base}/new/", KEEP_SEATS),
        f"{space}:edit": Row(f"{base}/edit/{{{key}}}/", KEEP_SEATS),
    }


ROWS: dict[str, Row] = {
    **_kept("body_members", "mitglieder", "seat"),
    **_kept("body_rules", "regeln", "body_rules"),
    **_kept("body_quotas", "quoten", "quota"),
    **_kept("quota_counts", "zaehlungen", "quota_count"),
    "body_members:end": Row("/admin/gremien/mitglieder/{seat}/ende/", KEEP_SEATS),
    "body_members:seats": Row("/admin/gremien/mitglieder/gremium/{seat_body}/", READ_SEATS),
}


def records(places: dict[str, object]) -> dict[str, object]:
    """A committee with rules and a counted quota, by placeholder."""
    body = bodies.committee(1, code="access")
    count = bodies.count(bodies.quota(body), 1, 1)
    return {
        "seat": body.members.get().pk,
        "seat_body": body.pk,
        "body_rules": bodies.rules(body).pk,
        "quota": count.quota_id,
        "quota_count": count.pk,
    }
