"""Which addresses the running demo has: one per page type, and the screens that are no pages."""

from __future__ import annotations

import sqlite3
from pathlib import Path

ONE_PER_TYPE = """
SELECT type.app_label || '.' || type.model, MIN(page.url_path)
FROM wagtailcore_page AS page
JOIN django_content_type AS type ON type.id = page.content_type_id
JOIN wagtailcore_locale AS locale ON locale.id = page.locale_id
WHERE page.live AND page.depth > 1 AND locale.language_code = 'de'
  AND NOT EXISTS (
    SELECT 1 FROM wagtailcore_pageviewrestriction AS restriction
    JOIN wagtailcore_page AS closed ON closed.id = restriction.page_id
    WHERE substr(page.path, 1, length(closed.path)) = closed.path)
GROUP BY 1 ORDER BY 1
"""
SCREENS = {
    "search": "/de/suche/?q=F%C3%B6rderung",
    "search, nothing found": "/de/suche/?q=xyzzyx",
    "sign in": "/de/konto/login/",
    "sign in by code": "/de/konto/login/code/",
    "not found": "/de/gibt-es-nicht/",
    "demo log-ins": "/demo/",
    "demo mails": "/demo/mails/",
    "suitability": "/de/antrag/nf-offen/eignung/",
    "example of a project": "/de/vorbild/hofkonzerte/",
    "dead status link": "/de/stand/gibt-es-nicht/",
    "dead link to stop reminders": "/de/erinnerungen/gibt-es-nicht/",
}
FAILING = {"not found", "dead status link", "dead link to stop reminders"}
"""Screens that answer with an error on purpose."""
NEW_FORM = "/de/antrag/nf-offen/neu/"
OWN_CASE = "/de/antrag/nf-offen/3cf8d330-091f-5da3-b14a-a31dde780679"
"""An application of the demo's applicant, with messages and an open request."""
OFFERED = "/de/antrag/nf-kurz/35a9fc6d-cea0-5173-a68f-65dcc00c20fd"
SHARED = "/de/antrag/nf-kurz/d0727614-5a10-5f5e-9563-2bd5ab8ec81d"
"""Drafts of the same person: one with a newer form on offer, one of several people."""
DECIDED = "/de/antrag/nf-offen/a6746a8f-66c3-5810-8544-d35107fc9cdf"
"""An application of the same person whose notice lies in the portal."""
RUNNING = "/de/antrag/nf-beendet/c94a3139-4703-5aec-93e5-3d8c5b39c1ea"
"""A project of the same person that runs, with receipts."""
HEARD = "/de/antrag/nf-beendet/e9ce188d-d384-5c76-9247-fdc0a2f53870"
"""An application of the same person in which a hearing runs."""
CHECKED = "?check=1&carrier=initiative&place=fits&time=unsure&amount=no&costs=fits&others=fits"
SIGNED_IN = {
    "committee": [
        *("/de/konto/", "/de/konto/email/", "/de/konto/2fa/", "/de/konto/2fa/webauthn/"),
        # The past sitting of the demo is its first meeting.
        *("/de/konto/sitzungen/", "/de/konto/sitzungen/1/", "/de/konto/sitzungen/1/niederschrift/"),
        # The coming one is the second, with applications to score.
        *("/de/konto/sitzungen/2/", "/de/konto/sitzungen/2/antraege/4/"),
        "/de/konto/sitzungen/2/mappe/",
    ],
    "member": ["/de/konto/"],
    "applicant": [
        *("/de/konto/", "/de/konto/email/", "/de/konto/antraege/", "/de/konto/daten/"),
        *("/de/antrag/nf-offen/", NEW_FORM, f"{OWN_CASE}/eingang/", f"{OWN_CASE}/mitarbeit/"),
        *(f"{OWN_CASE}/aenderungen/", f"{OWN_CASE}/status-link/"),
        *(f"{OFFERED}/", f"{SHARED}/mitarbeit/"),
        *(f"{DECIDED}/eingang/", f"{DECIDED}/verzicht/"),
        *(f"{RUNNING}/eingang/", f"{RUNNING}/nachweis/", f"{RUNNING}/nachweis/belege/neu/"),
        *(f"{RUNNING}/nachweis/bericht/", f"{RUNNING}/nachweis/abgeben/"),
        *(f"{RUNNING}/begleitung/", f"{RUNNING}/begleitung/zwischenstand/"),
        f"{RUNNING}/begleitung/meilensteine/neu/",
        *(f"{RUNNING}/nachweis/frist/", f"{RUNNING}/nachweis/belege/1/entfernen/"),
        *(f"{RUNNING}/projektseite/", f"{RUNNING}/projektseite/fotos/neu/"),
        *(f"{RUNNING}/projektseite/fotos/1/", f"{RUNNING}/projektseite/fotos/1/entfernen/"),
        *(f"{HEARD}/eingang/", f"{HEARD}/rueckforderung/1/"),
        *(f"{OWN_CASE}/vorlage/", f"{OWN_CASE}/vorlage/nf-kurz/{CHECKED}"),
        *(f"/de/vorbild/hofkonzerte/nf-kurz/{CHECKED}", f"{OWN_CASE}/nachforderung/"),
    ],
    "office": ["/de/konto/", "/de/konto/stellungnahmen/", "/de/konto/stellungnahmen/1/"],
    "coordinator": [
        *(
            "/admin/cases/",
            "/admin/cases/inspect/1/",
            "/admin/cases/exports/",
            "/admin/cases/lebenslauf/",
        ),
        *("/admin/papier/neu/", "/admin/nachfristen/neu/", "/admin/beratung/new/"),
        *("/admin/beratung/", "/admin/beratung/aufbewahrung/"),
        *("/admin/uebernahme/", "/admin/loeschantraege/"),
        *("/admin/aufgaben/?who=all", "/admin/antraege/1/pruefung/", "/admin/antraege/1/notiz/"),
        *("/admin/antraege/1/zustaendig/", "/admin/antraege/2/nachforderung/"),
        *("/admin/antraege/2/stellungnahmen/", "/admin/bescheide/1/"),
        # The first recovery is in its hearing, the second is paid in instalments.
        *("/admin/forderungen/", "/admin/rueckforderungen/1/", "/admin/rueckforderungen/2/"),
        *("/admin/rueckforderungen/2/zahlung/", "/admin/basiszinssaetze/"),
        # The third sitting decided on three applications.
        *("/admin/sitzung/3/", "/admin/sitzung/3/top/1/", "/admin/sitzung/3/projektor/"),
        *("/admin/laufende-projekte/", "/admin/antraege/26/begleitung/"),
        *("/admin/antraege/26/begleitung/risiko/", "/admin/antraege/26/ziele/"),
        *("/admin/sitzungen/2/traegerrunde/", "/admin/nachweise/", "/admin/antraege/27/nachweis/"),
        *("/admin/antraege/27/nachweis/belege/1/", "/admin/antraege/27/nachweis/ergebnis/"),
        *("/admin/sitzung/3/mappe/", "/admin/antraege/1/akte/", "/admin/auswertung/"),
        *("/admin/toepfe/", "/admin/toepfe/7/", "/admin/toepfe/7/monate/", "/admin/berichte/"),
        *("/admin/berichte/zeitraum/7/", "/admin/bewilligungen/", "/admin/mittelabrufe/"),
        # The first report is the one of last year's period.
        "/admin/berichte/1/",
        *("/admin/auszahlungen/", "/admin/auszahlungen/1/"),
        *("/admin/budgetaufstellung/1/", "/admin/budgetaufstellung/position/2/"),
    ],
}
"""Screens that need an account, by role."""


def page_types(folder: Path) -> dict[str, str]:
    """One public German address for each page type of the demo."""
    with sqlite3.connect(f"file:{folder / 'portal.sqlite3'}?mode=ro", uri=True) as database:
        rows = database.execute(ONE_PER_TYPE).fetchall()
    # url_path starts with the slug of the root of the language's tree: /<root slug>/…
    return {name: "/de/" + path.split("/", 2)[2] for name, path in rows}


IN_LANGUAGE = """
SELECT page.id, page.url_path
FROM wagtailcore_page AS page
JOIN wagtailcore_locale AS locale ON locale.id = page.locale_id
JOIN wagtailcore_page AS source ON source.translation_key = page.translation_key
JOIN wagtailcore_locale AS german ON german.id = source.locale_id
WHERE german.language_code = 'de' AND source.slug = ? AND locale.language_code = ?
"""


def in_language(folder: Path, slug: str, code: str) -> tuple[int, str]:
    """Number and address of a German page's counterpart in a language."""
    with sqlite3.connect(f"file:{folder / 'portal.sqlite3'}?mode=ro", uri=True) as database:
        page, path = database.execute(IN_LANGUAGE, (slug, code)).fetchone()
    return page, f"/{code}/" + path.split("/", 2)[2]
