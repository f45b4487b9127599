"""The ledger of the funding periods: entries are added, never changed and never deleted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kernel import clock
from portal.kernel.privacy import Personal, classify
from projects.budget.models_funders import Funder
from projects.budget.sums import COUNTERABLE, OF_A_CASE, OF_THE_POT, Line
from projects.cases.models import Case
from projects.programmes.fields import CentsField
from projects.programmes.models import FundingPeriod

LONGEST_REASON, LONGEST_DOCUMENT, LONGEST_PURPOSE = 1000, 200, 200


class EntryKind(models.TextChoices):
    """What an entry of the ledger does; stable codes, only those that an action posts."""

    ALLOTMENT = "allotment", _("allotment")
    MOVED_IN = "reallocation_in", _("moved here from another period")
    MOVED_OUT = "reallocation_out", _("moved to another period")
    CARRIED_IN = "carryover_in", _("carried over from an earlier period")
    CARRIED_OUT = "carryover_out", _("carried over into a later period")
    COMMITMENT = "commitment", _("commitment")
    RELEASE = "release", _("release")
    ASKED = "drawdown_asked", _("drawdown: asked for")
    RECEIVED = "drawdown_received", _("drawdown: received")
    RETURNED = "drawdown_returned", _("drawdown: sent back")
    DISBURSEMENT = "disbursement", _("disbursement")
    REFUND = "refund", _("refund of the carrier")
    RECOVERY = "recovery", _("recovery: claimed")
    RECOVERED = "recovery_paid", _("recovery: paid")
    INTEREST = "interest", _("interest: claimed")
    INTEREST_PAID = "interest_paid", _("interest: paid")
    WRITE_OFF = "write_off", _("write-off of a claim")


def entry_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in EntryKind.choices]


class LedgerEntry(models.Model):
    """One posting (Buchung); its sign follows from the kind (`projects.budget.sums`).

    Without `by` the portal itself posted it (money that stood at the period before the ledger).
    Money of the pot without a `funder` is that of the programme's own; `purpose` says in words what
    it may be used for.

    The database refuses changes (`docs/decisions/0011-ledger.md`).
    """

    period = models.ForeignKey(
        FundingPeriod,
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name=_("funding period"),
    )
    kind = models.CharField(_("kind"), max_length=30, choices=entry_kinds)
    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("application"),
    )
    cents = CentsField(_("amount"))
    document = models.CharField(
        pgettext_lazy("journal", "document"), max_length=LONGEST_DOCUMENT, blank=True
    )
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(pgettext_lazy("journal", "at"), default=clock.now)
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="counter",
        verbose_name=_("counter-entry of"),
    )
    key = models.CharField(max_length=100, unique=True)
    funder = models.ForeignKey(
        Funder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("funder"),
    )
    purpose = models.CharField(_("purpose or restriction"), max_length=LONGEST_PURPOSE, blank=True)

    privacy = classify(
        none="period kind case cents document at corrects key funder purpose",
        personal=[
            Personal(
                purpose="Traceability of public spending (§ 44 LHO NRW)",
                retention="as long as the application or the period it belongs to",
                fields="by reason",
            )
        ],
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="entry_positive"),
            models.CheckConstraint(
                condition=models.Q(kind__in=OF_A_CASE, case__isnull=False)
                | (~models.Q(kind__in=OF_A_CASE) & models.Q(case__isnull=True)),
                name="entry_case",
            ),
        ]
        indexes = [
            models.Index(fields=["period", "kind", "case", "corrects", "cents"], name="entry_sums"),
            models.Index(fields=["period", "at"], name="entry_journal"),
        ]
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"

    @property
    def signed_cents(self) -> int:
        """What it adds to the money left in the pot, in cents; negative where it takes."""
        return Line(self.kind, self.cents, self.corrects_id is not None).signed

    @property
    def is_counterable(self) -> bool:
        """Whether the ledger's own screen takes it back: payments have steps of their own."""
        return self.kind in COUNTERABLE and self.kind in OF_THE_POT and self.corrects_id is None

    @property
    def what(self) -> str:
        """The kind in words; a counter-entry says so."""
        if self.corrects_id is None:
            return str(self.get_kind_display())
        return str(_("counter-entry: %(kind)s")) % {"kind": self.get_kind_display()}
