"""How a report names its figures, in the active language."""

from __future__ import annotations

from django.utils.translation import gettext as _

NOTHING = "–"


def money_labels() -> dict[str, str]:
    """The names of the balances (`projects.budget.sums.Pot`)."""
    return {
        "allotted": _("Allotted"),
        "carried_in": _("of which from an earlier period"),
        "carried_out": _("Carried into a later period"),
        "committed": _("Committed"),
        "left": _("Left in the pot"),
        "asked": _("Asked of the funder"),
        "received": _("Received of the funder"),
        "returned": _("Sent back to the funder"),
        "paid": _("Paid to carriers"),
        "came_back": _("Came back from carriers"),
        "kept": _("Stayed with carriers"),
        "to_pay": _("Still to pay"),
        "open_claim": _("Open claims"),
        "at_hand": _("At hand"),
        "interest": _("Interest claimed"),
        "written_off": _("Written off"),
        "awarded": _("Awarded"),
    }
