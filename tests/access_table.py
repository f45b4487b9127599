"""Who reaches which address: one row for each URL name of ours, one column for each role.

A row names the address and the roles that get in; everybody else is refused (sign-in, 403, 404
or back to the admin's start). Addresses of libraries are listed by namespace at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.accounts.roles import ADMIN_ROLES, STAFF, Role

VISITOR = "visitor"
OWNER = "owner"  # the applicant whose application the row shows
PEOPLE = (VISITOR, OWNER, *Role)

EVERYBODY = frozenset(PEOPLE)
SIGNED_IN = EVERYBODY - {VISITOR}
CMS = frozenset(ADMIN_ROLES)
NOBODY: frozenset[str] = frozenset()
KEEP_RECORDS = frozenset({Role.ADMIN, Role.COORDINATOR})
READ_RECORDS = KEEP_RECORDS | {Role.FINANCE, Role.AUDITOR}
KEEP_NETWORK = frozenset({Role.ADMIN, Role.EDITOR, Role.APPROVER, Role.COORDINATOR})
READ_NETWORK = KEEP_NETWORK | {Role.TRANSLATOR, Role.AUDITOR}
WARN = frozenset({Role.ADMIN, Role.APPROVER, Role.COORDINATOR})
ANSWER = frozenset({Role.EDITOR, Role.COORDINATOR})
CASES = frozenset({Role.COORDINATOR, Role.FINANCE, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Row:
    """An address with `{placeholders}` of the test's records, and who gets in.

    `leads_to` is the start of the address that those are led on to; `post` rows are tried by POST.
    """

    address: str
    who: frozenset[str]
    leads_to: str = ""
    post: bool = False


ROWS: dict[str, Row] = {
    "healthz": Row("/healthz", EVERYBODY),
    "front_door": Row("/", EVERYBODY, leads_to="/de/"),
    "robots": Row("/robots.txt", EVERYBODY),
    "sitemap": Row("/sitemap.xml", EVERYBODY),
    "search": Row("/de/suche/?q=antrag", EVERYBODY),
    "search_suggest": Row("/de/suche/vorschlaege/?q=antrag", EVERYBODY),
    "account_area": Row("/de/konto/", SIGNED_IN),
    "account_request_login_code": Row("/de/konto/login/code/", frozenset({VISITOR})),
    "admin_login": Row("/admin/login/", EVERYBODY, leads_to="/de/konto/"),
    "page_login": Row("/de/_util/login/", EVERYBODY, leads_to="/de/konto/login/"),
    "styleguide": Row("/styleguide/", frozenset(STAFF)),
    "styleguide_screen": Row("/styleguide/seite/home/", frozenset(STAFF)),
    # Demo only: the settings of production answer 404.
    "demo:logins": Row("/demo/", EVERYBODY),
    "demo:mails": Row("/demo/mails/", EVERYBODY),
    "demo:mail": Row("/demo/mails/{mail}/", EVERYBODY),
    "demo:attachment": Row("/demo/mails/{mail}/0/", EVERYBODY),
    # Applying: an application exists only for the person who writes it.
    "application_start": Row("/de/antrag/{call}/", EVERYBODY),
    "application_new": Row("/de/antrag/{call}/neu/", SIGNED_IN, leads_to="/de/antrag/"),
    "application_form": Row("/de/antrag/{call}/{draft}/", frozenset({OWNER})),
    "application_step": Row(
        "/de/antrag/{form_call}/{form_draft}/schritt/idea/", frozenset({OWNER})
    ),
    "application_check": Row("/de/antrag/{call}/{draft}/pruefen/", frozenset({OWNER})),
    "application_done": Row("/de/antrag/{call}/{case}/eingang/", frozenset({OWNER})),
    "application_copy": Row("/de/antrag/{call}/{case}/kopie/", frozenset({OWNER})),
    "application_withdraw": Row("/de/antrag/{call}/{case}/zurueckziehen/", frozenset({OWNER})),
    "application_delete": Row("/de/antrag/{call}/{draft}/loeschen/", frozenset({OWNER})),
    "case_file": Row("/de/antrag/{call}/{case}/dateien/{file}/", CASES | {OWNER}),
}


def _list(space: str, path: str, who: frozenset[str]) -> dict[str, Row]:
    return {
        f"{space}:index": Row(f"/admin/{path}/", who),
        f"{space}:index_results": Row(f"/admin/{path}/results/", who),
    }


def _record(space: str, key: str, *verbs: str) -> dict[str, Row]:
    """A record of the funding chain: coordination keeps it, finance and audit read it."""
    base, rows = f"/admin/{space}", _list(space, space, READ_RECORDS)
    rows[f"{space}:add"] = Row(f"{base}/new/", KEEP_RECORDS)
    for verb in ("edit", *verbs):
        who = READ_RECORDS if verb == "inspect" else KEEP_RECORDS
        rows[f"{space}:{verb}"] = Row(f"{base}/{verb}/{{{key}}}/", who)
    return rows


def _network(model: str, delete: frozenset[str], inspect: bool = True) -> dict[str, Row]:
    """A record of the network: the editors keep it, translation and audit read it."""
    space, base = f"wagtailsnippets_actors_{model}", f"/admin/snippets/actors/{model}"
    rows = {
        f"{space}:list": Row(f"{base}/", READ_NETWORK),
        f"{space}:list_results": Row(f"{base}/results/", READ_NETWORK),
        f"{space}:add": Row(f"{base}/add/", KEEP_NETWORK),
        f"{space}:delete": Row(f"{base}/delete/{{{model}}}/", delete),
    }
    for verb in ("edit", "usage", "history", "history_results", "copy"):
        path = verb.replace("_", "-")
        rows[f"{space}:{verb}"] = Row(f"{base}/{path}/{{{model}}}/", KEEP_NETWORK)
    if inspect:
        rows[f"{space}:inspect"] = Row(f"{base}/inspect/{{{model}}}/", READ_NETWORK)
    return rows


COMPOSE = frozenset({Role.ADMIN, Role.EDITOR, Role.COORDINATOR})
APPROVE_FORMS = COMPOSE | {Role.APPROVER}
SEE_FORMS = APPROVE_FORMS | {Role.TRANSLATOR, Role.AUDITOR}


def _forms() -> dict[str, Row]:
    """The forms: composed by editors and coordination, approved, translated, read."""
    space, base = "wagtailsnippets_projects_applicationform", "/admin/formulare"
    return {
        f"{space}:list": Row(f"{base}/", SEE_FORMS),
        f"{space}:list_results": Row(f"{base}/results/", SEE_FORMS),
        f"{space}:add": Row(f"{base}/add/", COMPOSE),
        f"{space}:copy": Row(f"{base}/copy/{{form}}/", COMPOSE),
        f"{space}:edit": Row(f"{base}/edit/{{form}}/", APPROVE_FORMS),
        f"{space}:delete": Row(f"{base}/delete/{{form}}/", frozenset({Role.ADMIN})),
        f"{space}:unpublish": Row(f"{base}/unpublish/{{form}}/", NOBODY),
        f"{space}:patterns": Row(f"{base}/vorlagen/", COMPOSE),
        f"{space}:import": Row(f"{base}/einlesen/", COMPOSE),
        f"{space}:export": Row(f"{base}/datei/{{form}}/", SEE_FORMS),
    }


ROWS |= _forms()
ONLY_ADMIN = frozenset({Role.ADMIN})
ROWS |= _network("organisation", KEEP_RECORDS)
ROWS |= _network("office", ONLY_ADMIN) | _network("body", ONLY_ADMIN)
ROWS |= _network("theme", ONLY_ADMIN, inspect=False)
ROWS |= _list("actor_pages", "actor_pages", KEEP_NETWORK | {Role.TRANSLATOR})
ROWS |= _list("cases", "cases", CASES)
ROWS["cases:inspect"] = Row("/admin/cases/inspect/{case_pk}/", CASES)
ROWS |= _record("calls", "call_pk", "inspect") | _record("programmes", "programme_pk")
ROWS |= _record("programme-rules", "rules_pk", "inspect", "copy")
# An application was begun under these rules: they are copied, never changed.
ROWS["programme-rules:edit"] = Row("/admin/programme-rules/edit/{rules_pk}/", NOBODY)
ROWS |= _record("funding-periods", "period_pk", "inspect")
ROWS |= _record("microprojects", "microproject", "inspect")
ROWS |= _list("enquiries", "nachrichten", ANSWER) | _list("alerts", "hinweise", WARN)
ROWS |= {
    # The list of places is empty for those who may write nowhere.
    "actor_pages:choose_parent": Row("/admin/actor_pages/choose_parent/", CMS),
    "enquiries:inspect": Row("/admin/nachrichten/inspect/{enquiry}/", ANSWER),
    "enquiries:answer": Row(
        "/admin/nachrichten/beantwortet/{enquiry}/", ANSWER, "/admin/nachrichten/", post=True
    ),
    "enquiries:reopen": Row(
        "/admin/nachrichten/wieder-oeffnen/{enquiry}/", ANSWER, "/admin/nachrichten/", post=True
    ),
    "alerts:add": Row("/admin/hinweise/new/", WARN),
    "media_file": Row("/medien/{closed_file}", SIGNED_IN),
    "media_consents": Row("/admin/bilder/{image}/einwilligungen/", KEEP_NETWORK),
    "media_release": Row("/admin/bilder/{image}/freigeben/", KEEP_NETWORK, "/admin/", post=True),
    "media_withdraw": Row("/admin/einwilligungen/{consent}/widerrufen/", KEEP_NETWORK),
}
for _verb in ("edit", "delete", "history", "history_results", "usage"):
    ROWS[f"alerts:{_verb}"] = Row(f"/admin/hinweise/{_verb.replace('_', '-')}/{{alert}}/", WARN)

# Addresses of libraries, by namespace; `tests/portal/test_roles.py` tries what they let do.
THIRD_PARTY = (
    "account_",
    "mfa_",
    "socialaccount_",
    "openid_connect_",
    "set_language",
    "wagtail",
    "altcha_django:",
    "unnamed ",
)

# The office's desk: late submissions.
DESK = frozenset({Role.COORDINATOR})
ROWS |= {
    "late:index": Row("/admin/nachfristen/", DESK),
    "late:add": Row("/admin/nachfristen/neu/", DESK),
    "late:revoke": Row("/admin/nachfristen/{late}/zuruecknehmen/", DESK, "/admin/nach", post=True),
}
ROWS |= {
    "paper:index": Row("/admin/papier/", DESK),
    "paper:add": Row("/admin/papier/neu/", DESK),
    # The coordination may enter paper, but not what a colleague has on the desk.
    "paper:check": Row("/admin/papier/{paper}/", NOBODY),
    "paper:details": Row("/admin/papier/{paper}/eingang/", NOBODY),
    "paper:take_over": Row("/admin/papier/{paper}/uebernehmen/", DESK, "/de/antrag/", post=True),
}
ROWS |= {
    "advice:index": Row("/admin/beratung/", DESK),
    "advice:index_results": Row("/admin/beratung/results/", DESK),
    "advice:add": Row("/admin/beratung/new/", DESK),
    "advice:inspect": Row("/admin/beratung/inspect/{advice}/", DESK),
    "advice:edit": Row("/admin/beratung/edit/{advice}/", DESK),
    "advice:finish": Row("/admin/beratung/{advice}/erledigt/", DESK, "/admin/berat", post=True),
    "advice:forget": Row("/admin/beratung/{old_advice}/vergessen/", DESK, "/admin/b", post=True),
}
ROWS |= {
    "imports:index": Row("/admin/uebernahme/", DESK),
    # A file that a colleague looked through does not exist for others.
    "imports:preview": Row("/admin/uebernahme/pruefen/{pending}/", NOBODY),
    "imports:report": Row("/admin/uebernahme/bericht/{imported}/", DESK),
    "imports:template": Row("/admin/uebernahme/vorlage/cases.xlsx", DESK),
}
# Mein Bereich.
ROWS |= {
    "my_applications": Row("/de/konto/antraege/", SIGNED_IN),
}
WRITES = frozenset({Role.COORDINATOR})
ROWS |= {
    "application_message": Row(
        "/de/antrag/{call}/{case}/nachrichten/", frozenset({OWNER}), "/de/antrag/"
    ),
    "case_message_write": Row("/admin/antraege/{case_pk}/nachrichten/neu/", WRITES),
    "case_messages_read": Row(
        "/admin/antraege/{case_pk}/nachrichten/gelesen/", WRITES, "/admin/cases/", post=True
    ),
    "case_message_settle": Row(
        "/admin/antraege/{case_pk}/nachrichten/{request}/erledigt/",
        WRITES,
        "/admin/cases/",
        post=True,
    ),
}
ROWS |= {
    "application_share": Row("/de/antrag/{call}/{case}/status-link/", frozenset({OWNER})),
    "application_status": Row("/de/stand/{token}/", EVERYBODY),
}
ROWS |= {"reminders_stop": Row("/de/erinnerungen/{stop}/", EVERYBODY)}
ROWS |= {"application_package": Row("/de/antrag/{call}/{case}/paket/", CASES | {OWNER})}
DELETIONS = frozenset({Role.ADMIN, Role.COORDINATOR})
ROWS |= _list("deletion_requests", "loeschantraege", DELETIONS)
ROWS |= {
    "deletion_requests:inspect": Row("/admin/loeschantraege/inspect/{deletion}/", DELETIONS),
    "deletion_requests:close": Row(
        "/admin/loeschantraege/abschliessen/{deletion}/",
        DELETIONS,
        "/admin/loeschantraege/",
        post=True,
    ),
    "my_data": Row("/de/konto/daten/", SIGNED_IN),
    "my_data_file": Row("/de/konto/daten/{export}/", frozenset({OWNER})),
}
# The office's list: files made for one person, views, print.
ROWS |= {
    "cases:exports": Row("/admin/cases/exports/", CASES),
    # Only the person who asked for it: a workbook of nobody here.
    "cases:export_file": Row("/admin/cases/exports/00000000-0000-4000-8000-000000000000/", NOBODY),
    "cases:save_view": Row("/admin/cases/ansichten/", CASES, "/admin/cases/", post=True),
    # Only one's own view: a view of nobody here.
    "cases:delete_view": Row("/admin/cases/ansichten/999999/loeschen/", NOBODY, post=True),
    "cases:with_chosen": Row("/admin/cases/auswahl/", CASES, "/admin/cases/", post=True),
    "cases:print_list": Row("/admin/cases/drucken/", CASES),
    "cases:lifecycle": Row("/admin/cases/lebenslauf/", CASES),
    "cases:print": Row("/admin/cases/drucken/{case_pk}/", CASES),
}
# Several people on one application, the check before it, and starting from something that exists.
ROWS |= {
    "application_suitability": Row("/de/antrag/{call}/eignung/", EVERYBODY),
}
ROWS |= {
    "application_members": Row("/de/antrag/{call}/{case}/mitarbeit/", frozenset({OWNER})),
    "application_changes": Row("/de/antrag/{call}/{case}/aenderungen/", frozenset({OWNER})),
    # The page asks visitors to sign in; an account of another address is refused.
    "member_invitation": Row("/de/mitarbeit/{invitation}/", frozenset({VISITOR})),
}
# A changed form while people write.
ROWS |= {
    "application_version": Row(
        "/de/antrag/{call}/{draft}/fassung/", frozenset({OWNER}), leads_to="/de/antrag/"
    ),
    "wagtailsnippets_projects_applicationform:begun": Row(
        "/admin/formulare/begonnen/{form}/", COMPOSE
    ),
}
# What the coordination sets for the advice log; news of files that are being checked.
ROWS |= {
    "advice:retention": Row("/admin/beratung/aufbewahrung/", DESK),
    "application_files": Row(
        "/de/antrag/{call}/{draft}/dateien/stand/plan/",
        frozenset({OWNER}),
        leads_to="/de/antrag/",
    ),
}
# Beginning a draft from something that exists.
ROWS |= {
    "application_template": Row("/de/antrag/{call}/{case}/vorlage/", frozenset({OWNER})),
    "application_template_call": Row(
        "/de/antrag/{call}/{case}/vorlage/{form_call}/", frozenset({OWNER})
    ),
    "project_start": Row("/de/vorbild/{example}/", EVERYBODY),
    "project_start_call": Row("/de/vorbild/{example}/{form_call}/", SIGNED_IN),
}
