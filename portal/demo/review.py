"""Case work of the demo, through the same actions as real work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.days import in_days
from portal.demo.desk import demo_key
from portal.demo.forms import demo_form
from portal.kernel import clock
from projects.intake.plain import schema_of_case
from projects.models import Case, Checklist, OfficeMember, RoutingRule
from projects.review.actions import Entry, begin_review, make_checklist, note_paper, record_results
from projects.review.actions_asking import ask_applicant
from projects.review.actions_opinions import ask_offices
from projects.review.actions_work import assign_case, write_note
from projects.review.queries import check_lines


def load_review(book: Book) -> None:
    """Make the checklists that are missing, and work on applications that nobody began with."""
    content = read("review")
    for entry in content["checklist"]:
        _checklist(book, entry)
    for entry in content["speaker"]:
        office, person = book.offices[entry["office"]], book.users[entry["user"]]
        OfficeMember.objects.get_or_create(office=office, person=person)
    for entry in content["check"]:
        case = Case.objects.filter(uuid=demo_key(entry["case"]), state="submitted").first()
        if case:
            _check(book, case, entry)
            if "offices" in entry:
                _ask_offices(book, case, entry["offices"])
            if "ask" in entry:
                _ask(book, case, entry["ask"])


def _checklist(book: Book, entry: dict[str, Any]) -> None:
    programme = book.programmes[entry["programme"]]
    if Checklist.objects.filter(programme=programme).exists():
        return
    made = make_checklist(programme=programme)
    made.four_eyes, made.area_words = entry["four_eyes"], entry["area_words"].strip()
    if "opinion_form" in entry:
        made.opinion_form = demo_form(book, entry["opinion_form"])
    made.save()
    for route in entry["routes"]:
        _route(book, made, route)


def _check(book: Book, case: Case, entry: dict[str, Any]) -> None:
    clerk = book.users["coordinator"]
    with clock.frozen(clock.now() + timedelta(days=entry["days"])):
        assign_case(by=clerk, case=case, person=clerk)
        case = begin_review(by=clerk, case=case)
        for kind, days in entry.get("papers", []):
            note_paper(by=clerk, case=case, kind=kind, valid_until=in_days(days))
        lines = {line.item.code: line for line in check_lines(case)}
        entries = [
            Entry(line.item.pk, result, note, line.latest.pk if line.latest else None)
            for code, result, note in entry["results"]
            for line in (lines[code],)
        ]
        record_results(by=clerk, case=case, entries=entries)
        key = uuid5(NAMESPACE_URL, f"demo:note:{entry['case']}")
        write_note(by=clerk, case=case, text=entry["note"], key=key)


def _ask(book: Book, case: Case, entry: dict[str, Any]) -> None:
    chosen = [each.id for kind in entry["types"] for each in schema_of_case(case).of_type(kind)]
    with clock.frozen(clock.now() + timedelta(days=entry["days"])):
        ask_applicant(
            by=book.users["coordinator"],
            case=case,
            text=entry["text"],
            due_on=in_days(entry["due"]),
            questions=chosen,
            key=uuid5(NAMESPACE_URL, f"demo:ask:{case.uuid}"),
        )


def _ask_offices(book: Book, case: Case, entry: dict[str, Any]) -> None:
    with clock.frozen(clock.now() + timedelta(days=entry["days"])):
        ask_offices(
            by=book.users["coordinator"],
            case=case,
            offices=[book.offices[code] for code in entry["codes"]],
            due_on=in_days(entry["due"]),
            text=entry["text"],
        )


def _route(book: Book, checklist: Checklist, entry: dict[str, str]) -> None:
    kind = entry.get("type", "")
    RoutingRule.objects.create(
        checklist=checklist,
        theme=book.themes[entry["theme"]] if "theme" in entry else None,
        project_type=checklist.programme.options.get(kind="project_type", code=kind)
        if kind
        else None,
        office=book.offices[entry["office"]],
    )
