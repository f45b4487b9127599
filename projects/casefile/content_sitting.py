"""What sittings did with a case: the excerpt of their minutes in the PDF of the case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.kernel.reports import Chapter, Part, chapter
from portal.templatetags.formats import date_long
from projects.cases.models import Case
from projects.sittings.models import DecisionItem
from projects.sittings.words import record_of_item


def sittings(case: Case) -> Chapter:
    """Every item with motions, votes, recusals and result, oldest first.

    Only what concerns this case: the minutes as a whole tell of other carriers too.
    """
    found = DecisionItem.objects.filter(case=case).select_related(
        "case", "item__meeting__body", "item__meeting__second_summons_of"
    )
    return chapter(
        _("Sittings"),
        *(_item(each) for each in found.order_by("item__meeting__starts_at", "pk")),
        otherwise=_("It was on no agenda."),
    )


def _item(item: DecisionItem) -> Part:
    meeting, record = item.item.meeting, record_of_item(item)
    rows = [
        [_("Item"), str(item.item.position)],
        [_("Motions"), record.motions],
        [_("Result"), record.result],
        [_("Recusals"), record.recusals],
        [_("Reason"), record.reason],
    ]
    title = f"{meeting.body}, {date_long(meeting.starts_at)}"
    return Part(title, facts=[row for row in rows if row[1]])
