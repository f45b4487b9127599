"""Reference numbers such as LKS-2026-0007: counted per series and year, never reused."""

from __future__ import annotations

from django.db import models, transaction

from portal.kernel.privacy import classify


class NumberSeries(models.Model):
    """The last number given in a series and year."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    privacy = classify(none="series year last")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="number_series")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}-{self.last:04d}"


@transaction.atomic
def next_number(series: str, year: int) -> str:
    """Take the next number of a series: `LKS-2026-0007`.

    The row is locked until the caller's transaction ends, so that none is given twice.
    """
    NumberSeries.objects.get_or_create(series=series, year=year)
    row = NumberSeries.objects.select_for_update().get(series=series, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return str(row)
