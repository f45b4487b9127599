"""What the demo shows of working together, as a reader of the database finds it."""

from __future__ import annotations

from portal.accounts.models_requests import DataExport
from portal.forms.models import FormVersion
from portal.kernel.mail import OutgoingMail
from projects.models import Membership, Message, VersionOffer

TOGETHER = (Membership, VersionOffer, FormVersion, Message, DataExport, OutgoingMail)


def applicants_work_together() -> None:
    """A shared draft with an open invitation, an offer of a newer form, a copy of data."""
    people = Membership.objects.filter(ended_at=None)
    assert people.filter(user=None).count() == 1
    assert sorted(people.exclude(user=None).values_list("role", flat=True)) == ["edit", "view"]
    offer = VersionOffer.objects.get()
    assert (offer.answer, offer.case.form_version) == ("open", offer.before)
    assert Message.objects.filter(from_office=True).exists()
    export = DataExport.objects.get()
    with export.file.open("rb") as copy:
        assert copy.read(2) == b"PK"
