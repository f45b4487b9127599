"""What a first start seeds, and that a second one adds nothing and changes nothing."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Page, Revision, TaskState, WorkflowState

from actors.bodies.queries_members import member_of, voters_on
from actors.models import (
    AgendaItem,
    Body,
    BodyMember,
    BodyQuota,
    BodyRules,
    Meeting,
    Organisation,
    QuotaCount,
)
from home.models import EventPage, NewsPage
from portal.accounts.models import User
from portal.demo.seed import seed
from portal.editing import queries
from portal.editing.links import broken_links
from portal.kernel import clock
from projects.models import (
    Assessment,
    Call,
    Case,
    Criterion,
    Decision,
    DecisionItem,
    Delivery,
    LedgerEntry,
    Microproject,
    MicroprojectPage,
    Motion,
    Notice,
    OfficeEntry,
    SittingSettings,
)
from tests.e2e.conftest import Demo
from tests.portal.demo_money import ledger_is_what_the_bank_saw, pots_hold_money
from tests.portal.demo_past import GREW, last_year_is_complete
from tests.portal.demo_together import TOGETHER, applicants_work_together
from tests.portal.test_demo_content import DRAFTS, PAGES, all_paths


def counts() -> dict[str, int]:
    """How many rows of each kind there are."""
    models = (Page, Organisation, Microproject, Call, Case, EventPage, NewsPage)
    models += (Revision, WorkflowState, TaskState)
    models += TOGETHER
    models += GREW
    models += (BodyMember, BodyRules, BodyQuota, QuotaCount, Meeting, AgendaItem, LedgerEntry)
    models += (Decision, Notice, Delivery, OfficeEntry)
    models += (SittingSettings, Criterion, DecisionItem, Motion, Assessment)
    return {model.__name__: model._default_manager.count() for model in models}


@pytest.fixture
def seeded(demo: Demo, transactional_db: None, settings: Any) -> Path:
    """The demo portal as it stood after its start, as the database of this test."""
    own = Path(connection.settings_dict["NAME"])
    connection.close()
    for left in own.parent.glob(f"{own.name}-*"):
        left.unlink()
    shutil.copyfile(demo.seeded / "portal.sqlite3", own)
    private = settings.STORAGES["private"]["OPTIONS"]["location"]
    shutil.copytree(demo.seeded / "private", private, dirs_exist_ok=True)
    settings.VAR_DIR = demo.seeded
    settings.MEDIA_ROOT = demo.seeded / "media"
    return demo.seeded


# It begins with the database of the demo; the one of the tests is copied back afterwards.
@pytest.mark.django_db(transaction=True)
def test_seeding_makes_a_whole_site_once(seeded: Path) -> None:
    first = counts()
    german = Page.objects.filter(locale__language_code="de", depth__gt=1)
    made_of_a_case = MicroprojectPage.objects.filter(microproject__case__isnull=False)
    assert made_of_a_case.filter(locale__language_code="de").count() == 1
    assert german.live().count() == len(all_paths()) + 1
    assert german.not_live().count() == len(DRAFTS)
    assert Page.objects.filter(locale__language_code="en").count() == len(all_paths()) + 1
    assert Page.find_problems() == ([], [], [], [], [])
    states = Counter(str(call.state) for call in Call.objects.all())
    assert states == {"open": 2, "upcoming": 1, "closed": 4}
    logins = json.loads((seeded / "demo-logins.json").read_text())
    assert {login["role"] for login in logins} >= {"admin", "editor", "coordinator", "applicant"}

    organisation = Organisation.objects.get(name__startswith="Gartengruppe")
    organisation.phone = "02381 000-999"
    organisation.save()
    seed(lambda _line: None)
    assert counts() == first
    organisation.refresh_from_db()
    assert organisation.phone == "02381 000-999"

    _editors_find_something_to_do()
    _the_committee_can_decide()
    applicants_work_together()
    pots_hold_money()
    ledger_is_what_the_bank_saw()
    last_year_is_complete()
    client = Client()
    open_pages = ["/de/", "/en/", "/de/foerderung/kostenplan/", "/en/hilfe/jugend/"]
    assert [client.get(url).status_code for url in open_pages] == [200] * len(open_pages)
    for path in DRAFTS:
        assert client.get(f"/de/{path}/").status_code == 404, path
        assert client.get(f"/en/{path}/").status_code == 404, path
    linking = client.get("/de/mitmachen/gruppe-gruenden/").content.decode()
    assert "das erste Jahr" in linking
    assert "/mitmachen/erstes-jahr/" not in linking
    found = client.get("/de/suche/", {"q": "Streit im Haus"}).content.decode()
    assert "/hilfe/streit-im-haus/" not in found
    for code in ("de", "en"):
        closed = client.get(f"/{code}/intern/komitee/vertraulich/")
        assert closed.status_code in {302, 403}, code


def _the_committee_can_decide() -> None:
    """Five invented members with a vote; the demo's log-in is one of them."""
    committee, today = Body.objects.get(code="komitee"), clock.today()
    assert len(voters_on(committee, today)) == 5
    assert member_of(User.objects.get(email__startswith="komitee@"), committee, today)


def _editors_find_something_to_do() -> None:
    """No list on the start page of the admin begins empty."""
    people = {name: User.objects.get(email__startswith=name) for name in ("redaktion", "freigabe")}
    assert queries.own_drafts(people["redaktion"]).count() == 4
    assert queries.sent_back(people["redaktion"]).count() == 1
    waiting = queries.waiting_for(people["freigabe"], 10)
    assert [item.may_approve for item in waiting] == [True, True]
    due = [path for path, entry in PAGES.items() if entry.get("review", 1) <= 0]
    assert queries.outdated(10)[1] == len(due) >= 3
    assert broken_links(10)[1] == 2
