"""The same receipt elsewhere, looked for among 100,000 receipts of other projects."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection

from portal.accounts.models import User
from portal.bench.rounds import Row, repeated
from portal.kernel import clock
from projects.models import Case, CaseFile, CostItem, Receipt
from projects.proof.findings import same_files, same_receipts

RECEIPTS = 100_000
OWN = 40
CHUNK = 5_000
PAYEES = 500
CHECK_QUERIES = 2
CHECK_MS = 50.0


def proof_rows(office: User, pattern: Case) -> list[Row]:
    """Measure the check of one proof; the rows are the caller's to take back."""
    item = CostItem.objects.filter(case=pattern).first()
    if item is None:
        raise RuntimeError("bench of the proof needs the demo content")
    _fill(office, pattern, item)
    own = list(
        Receipt.objects.filter(purpose="Messung").select_related("file").order_by("pk")[:OWN]
    )

    def ask() -> None:
        found = same_receipts(own)
        if len(found) != OWN or len(same_files(own)) != OWN:
            raise RuntimeError("the check did not find what is there twice")

    return [
        repeated(
            "duplicate check",
            ask,
            max_queries=CHECK_QUERIES,
            max_ms=CHECK_MS,
            rows=RECEIPTS,
            cold=False,
        )
    ]


def _fill(office: User, pattern: Case, item: CostItem) -> None:
    """Receipts with a file each; the first ones come once more at the end."""
    now, first_day = clock.now(), date(2026, 1, 1)
    for start in range(0, RECEIPTS, CHUNK):
        files = CaseFile.objects.bulk_create(
            CaseFile(
                case=pattern,
                kind="voucher",
                file="bench",
                name="beleg.jpg",
                mime="image/jpeg",
                size=1,
                sha256=f"{_once(number):064x}",
                added_at=now,
            )
            for number in range(start, start + CHUNK)
        )
        Receipt.objects.bulk_create(
            Receipt(
                case=pattern,
                item=item,
                number=number + 1,
                payee=f"Laden {_once(number) % PAYEES}",
                payee_key=f"laden{_once(number) % PAYEES}",
                purpose="Messung",
                issued_on=first_day + timedelta(days=_once(number) % 365),
                paid_on=first_day,
                amount_cents=1 + _once(number) * 7_919 % 99_991,
                file=file,
                added_by=office,
                added_at=now,
            )
            for number, file in enumerate(files, start=start)
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE projects_receipt")
            cursor.execute("ANALYZE projects_casefile")


def _once(number: int) -> int:
    """The last receipts are the first ones again."""
    return number - (RECEIPTS - OWN) if number >= RECEIPTS - OWN else number
