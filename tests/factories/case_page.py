"""A case about which everything is known that its page in the admin shows."""

from __future__ import annotations

import uuid
from datetime import timedelta

from portal.accounts.models import User
from portal.kernel import clock
from projects.budget.actions import commit
from projects.cases.models import Case
from projects.cases.plan import FinancingItem
from projects.correspondence.actions import write_as_office, write_to_office
from projects.intake.actions import submit_application
from projects.intake.models_desk import PaperApplication
from projects.intake.models_start import DraftOrigin
from projects.monitoring.models import Milestone, RiskMark
from projects.monitoring.models_notes import InterimNote, InterimRequest
from projects.payments.models import BankConfirmation, BankDetails
from projects.payments.models_payments import Disbursement
from projects.programmes.models import ProgrammeOption
from projects.proof.models import Receipt
from projects.proof.models_proof import Extension, HandIn, Income, ProofResult
from projects.proposals.models import PageProposal, ProposedPhoto
from projects.recoveries.models import Recovery
from projects.review.actions_opinions import ask_offices, give_opinion
from projects.review.actions_work import assign_case, write_note
from projects.review.kinds import PaperKind
from projects.review.models import CarrierPaper
from projects.review.models_asking import ClarifiedQuestion
from projects.review.models_following import OfficeEntry
from tests.factories import budget, desk, members
from tests.factories import projects as make
from tests.factories import review as work
from tests.factories.accounts import user
from tests.factories.payments import IBAN

AMOUNTS = (
    *("spent", "accepted", "costs", "income", "kept"),
    *("grant", "excess", "pay_back", "still_to_pay"),
)
TEXT = "Bitte genauer: wer gießt im Sommer?"


def full_case(by: User) -> Case:
    """Begun from an earlier case, typed from paper, checked, asked, judged by offices, funded."""
    of, owner = make.call(), user("applicant")
    earlier = make.submitted(of, owner, title="Das Jahr davor")
    draft = make.draft(of, owner)
    make.attach(draft)
    members.member(draft, "edit")
    members.member(draft, "view")
    DraftOrigin.objects.create(case=draft, kind="own", source=str(earlier.uuid), at=clock.now())
    case = work.begin_review(by=by, case=submit_application(by=owner, case=draft))
    PaperApplication.objects.create(case=case, arrived_at=clock.now(), entered_by=by)
    work.check_all(by, case)
    CarrierPaper.objects.create(case=case, kind=PaperKind.values[0], by=by, at=clock.now())
    asked = work.ask(by, case)
    work.answer(case)
    ClarifiedQuestion.objects.create(
        clarification=asked,
        question="core_title",
        before={"answer": "Beete"},
        after={"answer": "Hochbeete"},
    )
    _opinions(by, case)
    assign_case(by=by, case=case, person=by, substitute=user("coordinator"))
    desk.advice(case=case, written_by=by)
    budget.funded(of, by=by)
    commit(by=by, case=case, cents=100_000, reason="Vorläufig", key=f"page-{case.pk}")
    _money(by, case)
    _proof(by, case)
    _monitoring(by, case)
    _recovery(by, case)
    _page(case)
    _other_money(case)
    add_more(by, case, 2)
    return Case.objects.get(pk=case.pk)


def _money(by: User, case: Case) -> None:
    """An account and a planned payment, as later states have them."""
    for confirmed in (True, False):
        details = BankDetails.objects.create(
            case=case,
            holder="Verein",
            iban=IBAN,
            by=case.owner,
            at=clock.now(),
            by_carrier=confirmed,
            key=uuid.uuid4(),
        )
        if confirmed:
            BankConfirmation.objects.create(details=details, by=case.owner, at=clock.now())
    Disbursement.objects.create(
        case=case,
        state="planned",
        cents=50_000,
        reason="Erste Rate",
        by=by,
        at=clock.now(),
        due_on=clock.today(),
        key=uuid.uuid4(),
    )


def _other_money(case: Case) -> None:
    """A foundation pays a part, and the proof tells how much of it came."""
    said = {"source": "private", "label": "Stiftung", "amount_cents": 100, "is_confirmed": True}
    Income.objects.create(
        case=case, item=FinancingItem.objects.create(case=case, **said), amount_cents=100
    )


def _proof(by: User, case: Case) -> None:
    """Straight into the database: no case is in review and proved at once."""
    now, today = clock.now(), clock.today()
    Receipt.objects.create(
        case=case,
        item=case.cost_items.all()[0],
        number=1,
        payee="Holzhandel",
        payee_key="holzhandel",
        purpose="Bretter",
        issued_on=today,
        paid_on=today,
        amount_cents=1_000,
        added_by=case.owner,
        added_at=now,
    )
    made = HandIn.objects.create(case=case, number=1, at=now, by=case.owner, due_on=today)
    Extension.objects.create(
        case=case, until=today, reason="Krank.", asked_by=case.owner, asked_at=now
    )
    cents = [f"{name}_cents" for name in AMOUNTS]
    ProofResult.objects.create(hand_in=made, by=by, at=now, **dict.fromkeys(cents, 0))


def _monitoring(by: User, case: Case) -> None:
    """What a running project has, on a page that shows it only later."""
    now, today = clock.now(), clock.today()
    Milestone.objects.create(case=case, number=1, title="Beete stehen", due_on=today)
    note = InterimNote.objects.create(case=case, text="Es geht gut.", by=case.owner, at=now)
    InterimRequest.objects.create(case=case, due_on=today, by=by, at=now, note=note)
    OfficeEntry.objects.create(case=case, kind="visit", day=today, text="Da.", by=by, at=now)
    case.goals.add(
        ProgrammeOption.objects.create(
            programme=case.call.programme, kind="goal", code="z1", labels={"de": "Ziel 1"}
        )
    )
    RiskMark.objects.create(case=case, level="green", reason="Alles gut.", by=by, at=now)


def _recovery(by: User, case: Case) -> None:
    """One that was dropped, so that nothing else of the page changes."""
    Recovery.objects.create(
        case=case,
        state="dropped",
        ground="unspent",
        legal_way="partial_revocation",
        cents=100,
        reason="Rest",
        known_on=clock.today(),
        undue_from=clock.today(),
        opened_by=by,
        opened_at=clock.now(),
    )


def _page(case: Case) -> None:
    """A finished project with its page and what its carrier proposed."""
    now = clock.now()
    held = PageProposal.objects.create(
        case=case, done="Gebaut.", saved_at=now, proposed_at=now, proposed_by=case.owner
    )
    ProposedPhoto.objects.create(
        proposal=held,
        number=1,
        description="Beete",
        credit="Wir",
        people="nobody",
        use="portal",
        said_by=case.owner,
        said_at=now,
        withdrawn_at=now,
    )
    project = make.microproject(case.call.programme, case=case)
    make.microproject_page(make.microproject_index(), project)


def _opinions(by: User, case: Case) -> None:
    speakers = [work.speaker(), work.speaker()]
    due, offices = clock.today() + timedelta(days=9), [each.office for each in speakers]
    asked = ask_offices(by=by, case=case, offices=offices, due_on=due)
    give_opinion(by=speakers[0].person, request=asked[0], recommendation="in_favour", reason="Gut.")


def add_more(by: User, case: Case, count: int) -> None:
    """So many notes, messages of both sides and requests more, and as many log entries."""
    for number in range(count):
        with clock.frozen(clock.now() + timedelta(hours=number)):
            write_note(by=by, case=case, text=f"Notiz {number}", key=uuid.uuid4())
            asked = write_as_office(
                by=by, case=case, text=TEXT, key=uuid.uuid4(), due_on=clock.today()
            )
            write_to_office(
                by=case.owner, case=case, text="Wir.", key=uuid.uuid4(), request_id=asked.pk
            )
