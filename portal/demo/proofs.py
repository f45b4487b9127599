"""Running, checked and closed projects of the demo, through the same actions as real ones."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import File
from PIL import Image, ImageDraw

from portal.demo.book import Book
from portal.demo.content import read
from portal.demo.decisions import STEPS, Scene, Step, play
from portal.demo.desk import demo_key
from portal.demo.forms import demo_form
from portal.demo.payments import PAYING
from portal.forms.models import FormVersion
from portal.forms.queries import latest_version, schema_of
from portal.forms.sheets import Sheet
from projects.models import Case, ProofResult, ProofSettings
from projects.proof.actions import close_case, confirm_result, hand_in_proof, settle_proof
from projects.proof.actions_check import judge_receipt
from projects.proof.actions_receipts import Entry, add_receipt
from projects.proof.actions_report import Report, save_report
from projects.proof.kinds import Verdict
from projects.proof.queries import proof_of, receipts_of, settings_of

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
        if not Case.objects.filter(uuid=key).exists():
            play(book, entry, key, STEPS | PAYING | PROVING)


def _receipts(scene: Scene) -> None:
    case, items = scene.case, list(scene.case.cost_items.all())
    for number, row in enumerate(scene.entry["receipts"]):
        line, payee, purpose, day, euros, has_photo = row
        said = Entry(
            item=items[line].pk,
            payee=payee,
            purpose=purpose,
            issued_on=day,
            paid_on=day,
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


def _report(scene: Scene) -> None:
    case, told = scene.case, scene.entry.get("told", TOLD)
    version = latest_version(settings_of(case.call.programme).report_form)
    proof = proof_of(case)
    save_report(
        by=case.owner,
        case=case,
        report=Report(sheet=Sheet(_answers(version, told)), text="" if version else TOLD),
        seen=proof.saved_at.isoformat() if proof else "",
    )


def _answers(version: FormVersion | None, told: str | dict[str, Any]) -> dict[str, Any]:
    """One text for all questions, or one for each by its code; no is what nobody said yes to."""
    found: dict[str, Any] = {}
    for each in schema_of(version).questions.values() if version else ():
        said = told if isinstance(told, str) else told.get(each.code, "")
        if each.type == "yes_no":
            found[each.id] = {"value": "yes" if said is True else "no", "more": ""}
        elif said:
            found[each.id] = said
    return found


def _hand_in(scene: Scene) -> None:
    hand_in_proof(by=scene.case.owner, case=scene.case)


def _check(scene: Scene) -> None:
    """One person looks at every receipt and reckons; `cuts` of the file say what counts less."""
    case, clerk = scene.case, scene.book.users["coordinator"]
    cuts = {number: (euros, reason) for number, euros, reason in scene.entry.get("cuts", [])}
    for receipt in receipts_of(case):
        verdict, (euros, reason) = Verdict.ACCEPTED, (0, "")
        if receipt.number in cuts:
            verdict, (euros, reason) = Verdict.CUT, cuts[receipt.number]
        judge_receipt(
            by=clerk,
            receipt=receipt,
            verdict=verdict,
            cents=round(euros * 100),
            reason=reason,
            seen=None,
        )
    key = uuid5(NAMESPACE_URL, f"demo:result:{case.uuid}")
    settle_proof(by=clerk, case=case, key=key)


def _confirm(scene: Scene) -> None:
    """Another person confirms what the check came to."""
    settled = ProofResult.objects.filter(hand_in__case=scene.case).latest("pk")
    confirm_result(by=scene.book.users["coordinator2"], result=settled)


def _close(scene: Scene) -> None:
    close_case(by=scene.book.users["coordinator"], case=scene.case)


PROVING: dict[str, Step] = {
    "receipts": _receipts,
    "report": _report,
    "hand_in": _hand_in,
    "check": _check,
    "confirm": _confirm,
    "close": _close,
}
"""What happens on the way from the first receipt to the end, by the word in the file."""
