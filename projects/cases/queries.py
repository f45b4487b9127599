"""Reads about cases: few queries, whatever their number."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.db.models import (
    BigAutoField,
    F,
    Q,
    QuerySet,
    UUIDField,
)
from django.utils.translation import gettext_lazy as _

from portal.kernel import audit
from portal.kernel.prepared import Prepared
from portal.kernel.together import gather
from projects.calls.models import Call
from projects.cases.lifecycle import DRAFT
from projects.cases.models import Case, CaseFile, FileKind
from projects.cases.models_members import MemberRole, Membership
from projects.cases.parts import GOALS, HISTORY, PLACE
from projects.cases.plan import CostItem
from projects.programmes.models import ProgrammeOption

LARGEST_KEY = 2**63 - 1
EVENTS = {
    "draft_begun": _("draft begun"),
    "file_added": _("file added"),
    "file_removed": _("file removed"),
    "file_infected": _("malware found in a file, file deleted"),
    "submitted": _("application submitted"),
    "withdrawn": _("application withdrawn"),
    "office_assigned": _("office assigned"),
    "late_allowed": _("late submission allowed"),
    "late_revoked": _("late submission no longer allowed"),
    "paper_begun": _("entering from paper begun"),
    "paper_corrected": _("arrival on paper corrected"),
    "paper_taken_over": _("entering from paper taken over"),
    "scan_added": _("scan added"),
    "paper_received": _("received on paper"),
    "imported": _("imported from a list"),
    "applicant_wrote": _("message of the applicant"),
    "office_wrote": _("message of the office"),
    "office_asked": _("office asked for something"),
    "request_answered": _("request answered"),
    "request_settled": _("request settled without an answer"),
    "package_taken": _("whole application downloaded"),
    "reminded": _("reminder of the draft sent"),
    "status_link_made": _("secret link to the status made"),
    "status_link_revoked": _("secret link to the status revoked"),
    "member_invited": _("somebody invited to work on it"),
    "member_joined": _("invitation accepted"),
    "member_role": _("role of a member changed"),
    "member_removed": _("member removed"),
    "invitation_revoked": _("invitation taken back"),
    "member_left": _("member left"),
    "owner_changed": _("responsibility handed over"),
    "version_offered": _("newer form offered"),
    "version_taken": _("moved to the newer form"),
    "version_notice_hidden": _("notice on the newer form put away"),
    "late_moved": _("late submission passed on to the new owner"),
    "version_kept": _("stayed with the older form"),
    "begin_review": _("formal check begun"),
    "check_recorded": _("results of the formal check recorded"),
    "paper_noted": _("paper of the carrier noted"),
    "reject_formally": _("rejected for formal reasons"),
    "ask": _("questions to the applicant"),
    "answer": _("questions answered or settled"),
    "ask_offices": _("offices asked for their opinion"),
    "office_joined": _("further offices asked for their opinion"),
    "opinion_given": _("opinion of an office given"),
    "make_ready": _("ready for decision"),
    "reopen": _("back to the formal check"),
    "note_written": _("internal note written"),
    "case_assigned": _("responsible person chosen"),
    "schedule": _("on the agenda"),
    "take_off": _("taken off the agenda"),
    "postpone": _("postponed"),
    "approve": _("approved"),
    "approve_with_obligations": _("approved with obligations"),
    "reject": _("rejected"),
    "decide_anew": _("decided anew"),
    "notice_drafted": _("notice drafted"),
    "notice_released": _("notice released"),
    "notify": _("award notice released"),
    "notice_posted": _("notice posted"),
    "notice_retrieved": _("notice opened in the portal"),
    "delivery_chosen": _("way of delivery chosen"),
    "remedy_waived": _("remedy waived"),
    "become_final": _("notice final"),
    "early_start_asked": _("early start asked for"),
    "waive": _("grant given up"),
    "obligation_done": _("obligation fulfilled"),
    "condition_met": _("condition met"),
    "pay_out": _("first payment, the project runs"),
    "account_entered": _("account entered by the carrier"),
    "account_named": _("account entered by the office"),
    "account_confirmed": _("account confirmed by the carrier"),
    "payment_asked": _("payment asked for"),
    "payment_planned": _("payment planned"),
    "payment_certify_substance": _("payment certified in substance"),
    "payment_certify_figures": _("payment certified in figures"),
    "payment_order": _("payment ordered"),
    "payment_execute": _("payment executed"),
    "payment_cancel": _("payment cancelled"),
    "payment_come_back": _("payment came back"),
    "recusal_noted": _("recusal noted"),
    "recusal_taken_back": _("recusal taken back"),
    "recusal_ruled": _("the body ruled on a recusal"),
    "leader_chosen": _("the body chose who leads the item"),
    "motion_made": _("motion made"),
    "motion_dropped": _("motion withdrawn"),
    "motion_voted": _("motion voted on"),
    "ballot_begun": _("secret vote begun"),
    "ballot_tied": _("tie in a secret vote"),
    "mail_begun": _("vote by mail begun"),
    "mail_answered": _("answer to a vote by mail"),
    "mail_stopped": _("vote by mail stopped by an objection"),
    "scored": _("scored by a member"),
    "item_opened_anew": _("voted on once more"),
    "milestone_suggest": _("milestone suggested by the carrier"),
    "milestone_set": _("milestone set by the office"),
    "milestone_agree": _("milestone agreed"),
    "milestone_move": _("milestone moved by the carrier"),
    "milestone_reach": _("milestone reached, says the carrier"),
    "milestone_confirm": _("milestone confirmed"),
    "milestone_reopen": _("milestone not reached yet, says the office"),
    "milestone_drop": _("milestone dropped"),
    "milestone_comment": _("remark on a milestone"),
    "interim_asked": _("interim note asked for"),
    "interim_written": _("interim note written"),
    "help_answered": _("call for help answered"),
    "goals_set": _("goals of the action plan set"),
    "office_noted": _("visit, call, note or task noted"),
    "office_task_done": _("task done"),
    "round_joined": _("takes part in a round"),
    "round_left": _("takes no part in a round any more"),
    "round_invited": _("invited to a round"),
    "round_noted": _("noted what was told in a round"),
    "risk_set": _("risk flag set"),
    "receipt_added": _("receipt added"),
    "receipt_changed": _("receipt changed"),
    "receipt_removed": _("receipt taken out"),
    "report_saved": _("report saved"),
    "extension_asked": _("more time for the proof asked for"),
    "extension_granted": _("more time for the proof granted"),
    "extension_refused": _("more time for the proof refused"),
    "hand_in_proof": _("proof of use handed in"),
    "return_proof": _("proof of use returned"),
    "receipt_judged": _("receipt checked"),
    "overrun_allowed": _("over-run of a line agreed"),
    "proof_reckoned": _("result of the proof reckoned"),
    "proof_settled": _("result of the proof confirmed"),
    "close": _("concluded"),
    "retention_set": _("retention set"),
    "dossier_asked": _("whole case asked for as a file"),
    "dossier_made": _("whole case made as a file"),
    "dossier_taken": _("whole case downloaded as a file"),
    "register_words_set": _("words of the open grant register changed"),
    "proposal_saved": _("texts for the project page saved"),
    "proposal_photo_added": _("photo for the project page added"),
    "proposal_photo_changed": _("photo for the project page changed"),
    "proposal_photo_removed": _("photo for the project page taken out"),
    "proposal_photo_withdrawn": _("consent to a photo of the project page withdrawn"),
    "proposal_name_withdrawn": _("consent to the name on the project page withdrawn"),
    "page_proposed": _("project page proposed"),
    "project_page_made": _("project page made"),
}


def cases_of(user: Any) -> QuerySet[Case]:
    """A person's own cases and those shared with them, drafts first, then the newest."""
    cases = Case.objects.filter(_of(user)).select_related("call__programme", "call__rules", "owner")
    return cases.order_by(F("submitted_at").desc(nulls_first=True), "-saved_at")


def own_cases_of(user: Any) -> QuerySet[Case]:
    """Only the cases that belong to a person."""
    return cases_of(user).filter(owner=user)


def cases_to_edit_of(user: Any) -> QuerySet[Case]:
    """A person's own cases and those where they fill in together with others."""
    return cases_of(user).filter(_of(user, MemberRole.EDIT))


def _of(user: Any, *roles: str) -> Q:
    shared = Membership.objects.filter(user=user, ended_at__isnull=True)
    if roles:
        shared = shared.filter(role__in=roles)
    return Q(owner=user) | Q(pk__in=shared.order_by().values("case"))


def _whole() -> QuerySet[Case]:
    found = Case.objects.select_related("call__programme", "call__rules", "call__period", "owner")
    found = found.select_related("theme", "office", "organisation", "project_type", "form_version")
    return found.defer("form_version__data").order_by()


_WHOLE_CASE = Prepared(lambda uuid: _whole().filter(uuid=uuid), uuid=UUIDField())
_BY_KEY = Prepared(lambda pk: _whole().filter(pk=pk), pk=BigAutoField())


def whole_case(uuid: uuids.UUID) -> Case | None:
    """A case with call, rules, cost lines and files."""
    return _with_rows(_WHOLE_CASE.objects(uuid=uuid))


def case_with_key(pk: int) -> Case | None:
    """The same by its key, as the admin's addresses have it; None for one too large to exist."""
    return _with_rows(_BY_KEY.objects(pk=pk)) if pk <= LARGEST_KEY else None


def case_for_office(pk: int) -> Case | None:
    """A whole case with all that the packages of the chain show of it, for one page of the office.

    The lists are those of this moment: not for writing.
    """
    case = case_with_key(pk)
    if case:
        gather(PLACE, case)
    return case


_COSTS = Prepared(
    lambda case: CostItem.objects.filter(case__pk=case).select_related("category"),
    case=BigAutoField(),
)
_FILES = Prepared(lambda case: CaseFile.objects.filter(case__pk=case), case=BigAutoField())


def _with_rows(found: list[Case]) -> Case | None:
    case = next(iter(found), None)
    if case:
        know_rows(case, "cost_items", _COSTS.objects(case=case.pk))
        know_rows(case, "files", _FILES.objects(case=case.pk))
    return case


def know_rows(case: Case, relation: str, rows: list[Any]) -> QuerySet[Any]:
    """Let a case remember the rows behind a relation, as Django's own prefetching does it."""
    manager = getattr(case, relation)
    known: Any = manager.get_queryset()
    for row in rows:
        setattr(row, manager.field.name, case)
    known._result_cache, known._prefetch_done = rows, True
    vars(case).setdefault("_prefetched_objects_cache", {})[relation] = known
    return known  # type: ignore[no-any-return]


def drafts_for(user: Any, call: Call) -> list[Case]:
    """The person's drafts in a call, also shared ones, the one saved last in front."""
    drafts = Case.objects.filter(_of(user), call=call, state=DRAFT)
    return list(drafts.order_by("-saved_at"))


def attachments(case: Case) -> list[CaseFile]:
    """What the applicant added, in order."""
    return [item for item in case.files.all() if item.kind == FileKind.ATTACHMENT]


def receipt_of(case: Case) -> CaseFile | None:
    """The stored copy of the application; None until the worker made it."""
    return next((item for item in case.files.all() if item.kind == FileKind.RECEIPT), None)


_FORM_CASE = Prepared(
    lambda uuid: (
        Case.objects.select_related("call__programme", "call__rules", "call__period", "owner")
        .select_related("form_version", "theme", "project_type")
        .defer("form_version__data")
        .filter(uuid=uuid)
        .order_by()
    ),
    uuid=UUIDField(),
)


def form_case(uuid: uuids.UUID) -> Case | None:
    """A case with its call and frozen form (whose data is parsed elsewhere), for filling it in."""
    return next(iter(_FORM_CASE.objects(uuid=uuid)), None)


def goals_of(case: Case) -> list[ProgrammeOption]:
    """The goals of the action plan that a case serves, in their order."""
    if "goals" in getattr(case, "_prefetched_objects_cache", {}):
        return list(case.goals.all())
    return [link.programmeoption for link in GOALS.of(case)]


def history_of(case: Case) -> list[tuple[audit.LogEntry, str]]:
    """What was done with the case, oldest first, with who did it, and its name in words."""
    return [(entry, str(EVENTS.get(entry.event, entry.event))) for entry in HISTORY.of(case)]
