"""Paper packs of sittings for tests."""

from __future__ import annotations

import io
import zipfile

import pypdf
from django.test import Client

from actors.meetings import actions as meetings
from actors.models import BodyMember, Meeting
from portal.accounts.models import User
from projects.cases.models import Case
from projects.sittings.actions_pack import ask_for_pack, make_pack
from projects.sittings.models import DecisionItem
from projects.sittings.models_pack import PaperPack
from tests.factories import decision
from tests.factories import sittings as make
from tests.factories.accounts import user
from tests.factories.bodies import committee, member


def sitting(*cases: Case) -> tuple[Meeting, list[DecisionItem], User, BodyMember]:
    """A sitting with two cases (or these) whose members are invited, and one of them."""
    body, person = committee(2), user("committee")
    seat = member(body, person=person, name="Test Mitglied")
    chosen = cases or (decision.ready(), decision.ready(title="Chorabend"))
    meeting, items = make.planned(*chosen, of=body)
    meeting = meetings.invite(by=user("coordinator"), meeting=meeting)
    return meeting, [make.fresh(item) for item in items], person, seat


def made(meeting: Meeting, by: User, of: BodyMember | None = None) -> PaperPack:
    """What the worker makes of a sitting."""
    pack = ask_for_pack(by=by, meeting=meeting, member=of)
    make_pack.func(pack.pk)
    return PaperPack.objects.get(pk=pack.pk)


def opened(pack: PaperPack) -> dict[str, bytes]:
    """The files of a pack below its folder."""
    with pack.file.open("rb") as source:
        stored = source.read()
    with zipfile.ZipFile(io.BytesIO(stored)) as archive:
        root = f"{pack.stem}/"
        return {name.removeprefix(root): archive.read(name) for name in archive.namelist()}


def text_of(files: dict[str, bytes]) -> str:
    """The words of the PDF of a pack."""
    (pdf,) = (
        content for name, content in files.items() if name.endswith(".pdf") and "/" not in name
    )
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(word for page in pages for word in page.extract_text().split())


def status(browser: Client, url: str) -> int:
    """How an address answers in the end; a file is read to its end."""
    answer = browser.get(url, follow=True)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code
