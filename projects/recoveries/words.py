"""Why an action on a recovery was refused, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "ground": _("Please choose from the list."),
    "legal_way": _("Before the project runs only the whole grant can be revoked."),
    "amount": _("Please write an amount above zero."),
    "above_paid": _("This is more than was paid out and not claimed or paid back yet."),
    "above_hearing": _("This is more than the hearing named. More needs a new hearing."),
    "not_all": _("A full revocation claims all that was paid and did not come back."),
    "reason": _("Please write the reason."),
    "long": _("This text is too long."),
    "known_on": _("Please choose the day since which the office knows of it."),
    "undue_from": _("Please choose the first day that bears interest."),
    "year_over": _(
        "The year to revoke is over. Please write why a revocation is possible all the same."
    ),
    "is_open": _("Another recovery of this application runs already."),
    "until": _("Please leave at least the days that the rules of recovery name."),
    "hearing_runs": _("The hearing still runs: there is no answer and the day is not over."),
    "text": _("Please write something."),
    "often": _("This was sent already, or too often. Please call the office."),
    "weighing": _("Please write how the answer is weighed, or that there was none."),
    "no_recovery": _("There is no recovery (any more) that asks for this."),
    "principal_open": _("Interest is claimed once the claim itself is paid or written off."),
    "rate_missing": _(
        "A base rate is missing, so that interest cannot be reckoned. Please enter it under “Base "
        "rates”."
    ),
    "interest_small": _("The interest is below the amount from which the programme claims it."),
    "interest_open": _(
        "Interest is still to be claimed, or to be left with a reason, before it is settled."
    ),
    "open_claim": _("Something is still owed."),
    "above_claim": _("This is more than is still owed."),
    "received_on": _("Please choose a day between the notice and today."),
    "no_account": _("The rules of recovery name no product and account of the cash office yet."),
    "four_eyes": _("You reckoned this claim, so another person has to order it."),
    "instalments": _("The instalments have to make up what is owed, each with a later day."),
    "changed": _("Something changed meanwhile. Please look at it again."),
    "state": _("This is not possible any more."),
}


def refusal(code: str) -> str:
    """Why an action refused, in words."""
    return str(REFUSALS.get(code, REFUSALS["state"]))
