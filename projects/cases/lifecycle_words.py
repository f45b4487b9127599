"""The words of the lifecycle's table: who acts, what is done, what is asked before. No Django here.

They are msgids; a page of the admin and docs/lebenslauf.md draw the table with them.
"""

from __future__ import annotations

from projects.cases.lifecycle import (
    APPLICANT,
    COMMITTEE,
    COORDINATION,
    FINANCE,
    PORTAL,
    gettext_noop,
)

WHO = {
    APPLICANT: gettext_noop("who applies"),
    COORDINATION: gettext_noop("coordination"),
    COMMITTEE: gettext_noop("committee"),
    FINANCE: gettext_noop("finance"),
    PORTAL: gettext_noop("the portal by itself"),
}

# What a guard asks; the packages of the steps register the check behind it.
GUARDS = {
    "call_open": gettext_noop("the call is open, or a late submission is allowed"),
    "application_complete": gettext_noop("nothing is missing"),
    "paper_in_time": gettext_noop("it arrived in time, or the reason why it counts is noted"),
    "review": gettext_noop("the formal check allows it"),
    "clarification_answered": gettext_noop("everything asked for is answered, or the time is up"),
    "formal_check_done": gettext_noop("every item of the formal check has a result"),
    "ready_for_decision": gettext_noop("check passed, nothing open with applicant or offices"),
    "sitting": gettext_noop("a sitting is planned; it is not yet closed"),
    "resolution": gettext_noop("the body decided: quorate, without those who are biased"),
    "money_left": gettext_noop("the pot holds it and the cap is kept"),
    "untold": gettext_noop("the notice is not released yet"),
    "award_notice": gettext_noop("a second person released the notice"),
    "finality": gettext_noop("the time for a remedy is over, or it was waived"),
    "waiver": gettext_noop("the award notice is released"),
    "revocation": gettext_noop("the hearing was held"),
    "payment": gettext_noop("final, conditions met, released by two people"),
    "proof": gettext_noop("the proof of use is there"),
    "recovery": gettext_noop("money is to be paid back after a hearing"),
    "settled": gettext_noop("proof checked, nothing open"),
}

# What is done, as on a button.
EVENTS = {
    "submit": gettext_noop("submit"),
    "receive_paper": gettext_noop("receive on paper"),
    "withdraw": gettext_noop("withdraw"),
    "begin_review": gettext_noop("begin the formal check"),
    "ask": gettext_noop("ask the applicant"),
    "answer": gettext_noop("answer what was asked"),
    "reject_formally": gettext_noop("reject for formal reasons"),
    "ask_offices": gettext_noop("ask offices for their opinion"),
    "make_ready": gettext_noop("declare ready for decision"),
    "reopen": gettext_noop("check once more"),
    "schedule": gettext_noop("put on the agenda"),
    "take_off": gettext_noop("take off the agenda"),
    "postpone": gettext_noop("postpone"),
    "approve": gettext_noop("approve"),
    "approve_with_obligations": gettext_noop("approve with obligations"),
    "reject": gettext_noop("reject"),
    "decide_anew": gettext_noop("decide anew"),
    "notify": gettext_noop("send the award notice"),
    "become_final": gettext_noop("become final"),
    "waive": gettext_noop("give the grant up"),
    "revoke": gettext_noop("revoke"),
    "pay_out": gettext_noop("pay out"),
    "hand_in_proof": gettext_noop("hand in the proof of use"),
    "return_proof": gettext_noop("return the proof of use"),
    "recover": gettext_noop("recover money"),
    "close": gettext_noop("conclude"),
}
