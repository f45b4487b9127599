"""The evaluation dataset through HTTP: who may, what is in it, what is never in it, the list."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections import Counter
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.kernel import audit
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.cases.plan import PlannedIndicator
from projects.programmes.models import OptionKind, ProgrammeOption
from projects.register.actions import export_evaluation
from projects.register.models import EvaluationExport, RegisterSettings
from projects.register.queries import register_settings
from projects.register.queries_evaluation import sent_applications
from projects.register.suppression import OTHER
from tests.factories import projects as make
from tests.factories import register as grants
from tests.factories.accounts import client_for, user
from tests.factories.decision import small_call

pytestmark = pytest.mark.django_db
URL = "/admin/auswertung/"
SAID = {"recipient": "Hochschule Beispiel, Evaluation", "purpose": "Wirkung der Förderung 2026"}


@pytest.fixture(autouse=True)
def _open(office_open: None) -> None:
    """The office at ten on 22 November 2026."""


@pytest.fixture
def desk() -> Client:
    return client_for(user("coordinator"))


def ask(browser: Client, **said: Any) -> Any:
    return browser.post(URL, {**SAID, "key": uuid4(), **said})


def unpacked(answer: Any) -> dict[str, bytes]:
    assert answer.status_code == 200, answer.content.decode()[:500]
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name.removeprefix("auswertung/"): archive.read(name) for name in archive.namelist()}


def rows_of(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(unpacked(answer)["daten.csv"].decode())))


def many(of: Any, count: int = 6, **columns: Any) -> list[Case]:
    return grants.many(of, count, **columns)


def test_the_zip_holds_table_dictionary_notes_and_hashes(desk: Client) -> None:
    of, music = small_call(), make.theme(code="musik", labels={"de": "Musik"})
    many(of, theme=music)
    files = unpacked(ask(desk))
    assert set(files) == {"daten.csv", "datenwoerterbuch.csv", "hinweise.txt", "SHA256SUMS"}
    sums = dict(line.split("  ")[::-1] for line in files["SHA256SUMS"].decode().splitlines())
    assert sums["daten.csv"] == hashlib.sha256(files["daten.csv"]).hexdigest()
    words = list(csv.reader(io.StringIO(files["datenwoerterbuch.csv"].decode())))
    assert ["theme", "musik", "Musik", "code"] in words
    heads = next(csv.reader(io.StringIO(files["daten.csv"].decode())))
    assert set(heads) <= {row[0] for row in words}
    notes = files["hinweise.txt"].decode()
    for text in (*SAID.values(), "22.11.2026", "Kleinste Gruppe: 5"):
        assert text in notes


def test_rows_say_what_they_should(desk: Client) -> None:
    of = small_call()
    group = ProgrammeOption.objects.create(
        programme=of.programme, kind=OptionKind.TARGET_GROUP, code="youth", labels={"de": "Jugend"}
    )
    outcome = ProgrammeOption.objects.create(
        programme=of.programme, kind=OptionKind.INDICATOR, code="people", labels={"de": "Menschen"}
    )
    for case in many(of):
        case.target_groups.add(group)
        PlannedIndicator.objects.create(case=case, option=outcome, planned=30)
    row = rows_of(ask(desk))[0]
    assert row["asked_euro"] == "1000.00"
    assert row["awarded_euro"] == "900.00"
    assert row["paid_euro"] == "0.00"
    assert (row["received"], row["awarded_in"], row["state"]) == ("2026-11", "2026-05", "running")
    assert (row["target_groups"], row["planned"]) == ("youth", "people=30")
    assert row["carrier_kind"] == "association"
    assert row["programme"] == of.programme.code


def test_nobody_is_named_and_drafts_are_not_in_it(desk: Client) -> None:
    of = small_call()
    cases = many(of, contact_name="Erika Beispielfrau", summary="Ich nähe zu Hause.")
    make.draft(make.call(), title="Noch ein Entwurf")
    answer = ask(desk)
    everything = b"\n".join(unpacked(answer).values()).decode()
    for case in cases:
        for secret in (case.number, case.title, case.carrier_name, case.uuid.hex, str(case.uuid)):
            assert str(secret) not in everything
    for secret in ("Beispielfrau", "Ich nähe", "Noch ein Entwurf", user("applicant").email):
        assert secret not in everything
    assert len(rows_of(answer)) == 6


def test_no_combination_is_rare(desk: Client) -> None:
    of, other = small_call(), make.theme()
    many(of, 7, theme=make.theme(code="oft"))
    many(of, 2, theme=other, kind="person")
    many(of, 1, kind="parish")
    rows = rows_of(ask(desk))
    assert len(rows) == 10
    counts = Counter((row["theme"], row["carrier_kind"], row["project_type"]) for row in rows)
    assert min(counts.values()) >= 5
    assert "person" not in {row["carrier_kind"] for row in rows}
    assert OTHER in {row["carrier_kind"] for row in rows}
    noted = EvaluationExport.objects.get()
    assert (noted.rows, noted.smallest_group) == (10, 5)
    assert noted.merged >= 3


def test_what_is_sealed_tells_no_outcome(desk: Client) -> None:
    of = small_call()
    for case in many(of):
        Case.objects.filter(pk=case.pk).update(state="rejected", is_sealed=True)
    row = rows_of(ask(desk))[0]
    assert (row["state"], row["awarded_euro"], row["awarded_in"]) == ("decision_pending", "", "")


def test_pseudonyms_stay_for_a_recipient_and_differ_between_two(desk: Client) -> None:
    many(small_call())
    first, again = ({row["id"] for row in rows_of(ask(desk))} for _number in range(2))
    spaced = {row["id"] for row in rows_of(ask(desk, recipient=f"  {SAID['recipient'].upper()} "))}
    other = {row["id"] for row in rows_of(ask(desk, recipient="Ministerium"))}
    assert first == again == spaced
    assert not first & other


def test_every_export_is_logged_and_listed(desk: Client) -> None:
    many(small_call())
    answer = ask(desk)
    noted = EvaluationExport.objects.get()
    assert noted.sha256 == hashlib.sha256(unpacked(answer)["daten.csv"]).hexdigest()
    (entry,) = audit.history(noted)
    assert (entry.event, entry.reason) == ("evaluation_exported", SAID["purpose"])
    assert entry.data == {"for": SAID["recipient"], "rows": 6, "sha256": noted.sha256}
    page = desk.get(URL).content.decode()
    for text in (*SAID.values(), noted.by.name, noted.sha256[:16]):
        assert text in page


def test_a_double_click_is_one_export(desk: Client) -> None:
    of, key = small_call(), uuid4()
    many(of)
    first, second = ask(desk, key=key), ask(desk, key=key)
    assert unpacked(first)["daten.csv"] == unpacked(second)["daten.csv"]
    assert EvaluationExport.objects.count() == 1
    many(of, 1)
    late = ask(desk, key=key)
    assert late.status_code == 422
    assert SAID["purpose"] in late.content.decode()
    assert EvaluationExport.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"recipient": ""},
        {"purpose": "   "},
        {"recipient": "x" * 201},
        {"purpose": "x" * 1001},
        {"recipient": "a\x00b"},
        {"key": "keiner"},
        {"key": ""},
    ],
)
def test_bad_input_makes_nothing_and_keeps_what_was_typed(
    desk: Client, said: dict[str, str]
) -> None:
    many(small_call())
    answer = ask(desk, **said)
    assert answer.status_code == 422
    kept = next(text for name, text in SAID.items() if name not in said)
    assert kept in answer.content.decode()
    assert not EvaluationExport.objects.exists()


def test_too_few_applications_leave_nothing(desk: Client) -> None:
    many(small_call(), 4)
    answer = ask(desk)
    assert answer.status_code == 422
    assert "zu wenige" in answer.content.decode()
    assert not EvaluationExport.objects.exists()


def test_only_the_coordination_may() -> None:
    many(small_call())
    for role in ("finance", "auditor", "admin", "applicant"):
        with pytest.raises(PermissionDenied):
            export_evaluation(by=user(role), **SAID, key=UUID(int=1))
    for code in SAID:
        with pytest.raises(NotAllowed, match=code):
            export_evaluation(by=user("coordinator"), **{**SAID, code: " "}, key=UUID(int=1))


def test_the_office_may_ask_for_a_larger_group(desk: Client) -> None:
    RegisterSettings.objects.filter(pk=register_settings().pk).update(smallest_group=7)
    many(small_call(), 6)
    assert ask(desk).status_code == 422


def test_reading_asks_as_often_for_many() -> None:
    of = small_call()
    many(of, 3)
    with CaptureQueriesContext(connection) as few:
        sent_applications()
    many(of, 60)
    with CaptureQueriesContext(connection) as queries:
        assert len(sent_applications()) == 63
    assert len(few) == len(queries) == 5
