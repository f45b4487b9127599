"""The office's desk in the demo: contacts, and an application that came on paper."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from portal.demo.answers import fill_in
from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.days import in_days
from portal.kernel import clock
from projects.advice.actions import save_advice
from projects.intake.actions_paper import begin_paper, receive_paper
from projects.models import Advice, Case


def load_desk(book: Book) -> None:
    """Make what is missing on the desk."""
    content = read("desk")
    for entry in content["advice"]:
        if not Advice.objects.filter(topic=entry["topic"]).exists():
            _write_advice(book, entry)
    for entry in content["paper"]:
        if not Case.objects.filter(uuid=demo_key(entry["key"])).exists():
            _receive(book, entry)


def demo_key(key: str) -> Any:
    """The stable uuid of an application of the demo."""
    return uuid5(NAMESPACE_URL, f"demo:case:{key}")


def _write_advice(book: Book, entry: dict[str, Any]) -> None:
    case = entry.get("case")
    advice = Advice(
        happened_on=in_days(entry["days"]),
        channel=entry["channel"],
        topic=entry["topic"],
        initiative=entry["initiative"],
        notes=entry["notes"],
        theme=book.themes.get(entry.get("theme", "")),
        organisation=book.organisations.get(entry.get("organisation", "")),
        next_step=entry.get("next_step", ""),
        next_step_on=in_days(entry["next_days"]) if "next_days" in entry else None,
        case=Case.objects.filter(uuid=demo_key(case)).first() if case else None,
    )

    def save() -> Advice:
        advice.save()
        return advice

    save_advice(by=book.users["coordinator"], advice=advice, save=save)


def _receive(book: Book, entry: dict[str, Any]) -> None:
    clerk, call = book.users["coordinator"], book.calls[entry["call"]]
    arrived = datetime.combine(in_days(entry["days"]), time(entry["hour"]), clock.BERLIN)
    with clock.frozen(arrived + timedelta(hours=2)):
        case = begin_paper(
            by=clerk,
            call=call,
            uuid=demo_key(entry["key"]),
            language=settings.LANGUAGE_CODE,
            arrived_at=arrived,
        )
        fill_in(book, entry, clerk, case.uuid)
        receive_paper(by=clerk, case=case, accept_missing=True)
