"""Running, checked and closed projects of the demo, through the same actions as real ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import File
from PIL import Image, ImageDraw

from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.decisions import play
from portal.demo.desk import demo_key
from portal.demo.forms import demo_form
from portal.demo.funding import in_days
from portal.forms.queries import latest_version, schema_of
from portal.forms.sheets import Sheet
from portal.kernel import audit, clock
from projects.budget.actions_money import note_payment
from projects.budget.models import EntryKind
from projects.budget.queries import pot_of_case
from projects.cases import lifecycle as life
from projects.models import Case, ProofSettings
from projects.proof.actions import close_case, confirm_result, hand_in_proof, settle_proof
from projects.proof.actions_check import judge_receipt
from projects.proof.actions_receipts import Entry, add_receipt
from projects.proof.actions_report import Report, save_report
from projects.proof.kinds import Verdict
from projects.proof.queries import proof_of, receipts_of, settings_of

Step = Callable[[Book, Case, dict[str, Any]], object]
TOLD = "Das Vorhaben lief wie geplant (erfundene Beispieldaten)."


def load_proofs(book: Book) -> None:
    """Say how the programmes have money proved, and play the projects that are missing."""
    content = read("proofs")
    for entry in content["rules"]:
        form = demo_form(book, entry["report_form"])
        programme = book.programmes[entry["programme"]]
        ProofSettings.objects.get_or_create(programme=programme, defaults={"report_form": form})
    for entry in content["case"]:
        key = demo_key(entry["key"])
        if Case.objects.filter(uuid=key).exists():
            continue
        play(book, entry, key)
        now = clock.now()
        for number, (days, step) in enumerate(entry["proof"]):
            with clock.frozen(now + timedelta(days=days, minutes=number)):
                STEPS[step](book, Case.objects.get(uuid=key), entry)


def _pay(book: Book, case: Case, entry: dict[str, Any]) -> None:
    """What a payment leaves behind; the demo's projects begin at once."""
    by = book.users["finance"]
    note_payment(
        by=by,
        case=case,
        kind=EntryKind.DISBURSEMENT,
        cents=pot_of_case(case).to_pay,
        reason="Auszahlung (erfundene Beispieldaten)",
        key=f"demo:paid:{case.pk}",
    )
    audit.record(actor=by, subject=case, event="pay_out")
    first, last = entry["runs"]
    columns = {"state": life.RUNNING, "starts_on": in_days(first), "ends_on": in_days(last)}
    Case.objects.filter(pk=case.pk).update(**columns)


def _receipts(_book: Book, case: Case, entry: dict[str, Any]) -> None:
    items = list(case.cost_items.all())
    for number, (line, payee, purpose, days, euros, has_photo) in enumerate(entry["receipts"]):
        said = Entry(
            item=items[line].pk,
            payee=payee,
            purpose=purpose,
            issued_on=in_days(days),
            paid_on=in_days(days),
            cents=round(euros * 100),
        )
        key = uuid5(NAMESPACE_URL, f"demo:receipt:{case.uuid}:{number}")
        upload = _photo(f"{payee}\n{purpose}\n{euros:.2f} EUR") if has_photo else None
        add_receipt(by=case.owner, case=case, entry=said, key=key, upload=upload)


def _photo(words: str) -> File[bytes]:
    """A drawn receipt, marked as an example."""
    picture = Image.new("RGB", (420, 300), "white")
    ImageDraw.Draw(picture).multiline_text((20, 20), f"BEISPIELBELEG\n\n{words}", fill="black")
    target = BytesIO()
    picture.save(target, "JPEG", quality=80)
    target.seek(0)
    return File(target, name="beleg.jpg")


def _report(_book: Book, case: Case, _entry: dict[str, Any]) -> None:
    version = latest_version(settings_of(case.call.programme).report_form)
    answers: dict[str, Any] = {}
    if version:
        kinds = {"long_text": TOLD, "yes_no": {"value": "no", "more": ""}}
        for each in schema_of(version).questions.values():
            answers[each.id] = kinds[each.type]
    proof = proof_of(case)
    save_report(
        by=case.owner,
        case=case,
        report=Report(sheet=Sheet(answers), text="" if version else TOLD),
        seen=proof.saved_at.isoformat() if proof else "",
    )


def _hand_in(_book: Book, case: Case, _entry: dict[str, Any]) -> None:
    hand_in_proof(by=case.owner, case=case)


def _check(book: Book, case: Case, _entry: dict[str, Any]) -> None:
    clerk = book.users["coordinator"]
    for receipt in receipts_of(case):
        judge_receipt(by=clerk, receipt=receipt, verdict=Verdict.ACCEPTED, seen=None)
    key = uuid5(NAMESPACE_URL, f"demo:result:{case.uuid}")
    result = settle_proof(by=clerk, case=case, key=key)
    confirm_result(by=book.users["coordinator2"], result=result)


def _close(book: Book, case: Case, _entry: dict[str, Any]) -> None:
    close_case(by=book.users["coordinator"], case=case)


STEPS: dict[str, Step] = {
    "pay": _pay,
    "receipts": _receipts,
    "report": _report,
    "hand_in": _hand_in,
    "check": _check,
    "close": _close,
}
"""What happens on a day, by the word in the file."""
