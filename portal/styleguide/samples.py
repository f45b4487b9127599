"""Sample data of the style guide: invented, and never stored."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.safestring import mark_safe

from portal.kernel import clock
from portal.styleguide.sample_forms import SampleFilter, SampleForm

HERE = "#main"
LONG = mark_safe(
    "<p>Wir lesen Ihren Antrag und melden uns, wenn etwas fehlt. "
    "Das dauert höchstens eine Woche.</p>"
)


def _links(*titles: str) -> list[dict[str, Any]]:
    """Links that lead to the main part of the sample page itself."""
    return [{"title": title, "url": HERE} for title in titles]


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Menus, languages and breadcrumb of a sample page."""
    menu = _links("Start", "Hilfe & Angebote", "Förderung", "Projekte", "Mitmachen", "Termine")
    menu[0]["current"] = True
    languages = [
        ("de", "Deutsch"),
        ("de-simple", "Leichte Sprache"),
        ("en", "English"),
        ("tr", "Türkçe"),
        ("ar", "العربية"),
    ]
    return {
        "site_menu": menu,
        "service_links": _links("Leichte Sprache"),
        "language_links": [
            {
                "code": code,
                "lang": code,
                "name": name,
                "url": f"{request.path}?language={code}",
                "dir": "rtl" if code == "ar" else "ltr",
                "current": code == "de",
            }
            for code, name in languages
        ],
        "site_footer": [
            {"title": "Portal", "links": _links("Kontakt", "Termine")},
            {"title": "Rechtliches", "links": _links("Impressum", "Datenschutz")},
            {"title": "Barrierefreiheit", "links": _links("Erklärung", "Barriere melden")},
        ],
        "breadcrumb": _links("Start", "Förderung", "Stilbuch"),
    }


def _cards() -> list[dict[str, Any]]:
    """Cards of finished projects."""
    return [
        {
            "title": "Fahrradwerkstatt am Karlsplatz",
            "url": HERE,
            "meta": "Jugend · 2007 · 8.400 €",
            "is_demo": True,
            "text": "24 Jugendliche haben Räder repariert und einen Berufseinstieg gefunden.",
            "picture_url": "/static/portal/img/sample-bike.svg",
        },
        {
            "title": "Gemeinschaftsgarten Schottschleife",
            "url": HERE,
            "meta": "Wohnumfeld · 2024 · 1.850 €",
            "text": "Aus einer Brache wurden 18 Beete für 31 Familien.",
            "is_demo": True,
            "picture_url": "/static/portal/img/sample-garden.svg",
        },
    ]


def _doors() -> list[dict[str, Any]]:
    """The three doors of the home page."""
    return [
        {
            "title": "Ich suche Hilfe",
            "url": HERE,
            "label": "Angebote finden",
            "tone": "lippe",
            "level": 2,
            "text": "Beratung, Kurse, Treffpunkte und Ansprechpersonen in Ihrer Nähe.",
        },
        {
            "title": "Ich habe eine Idee",
            "url": HERE,
            "label": "Förderung entdecken",
            "tone": "tulpe",
            "level": 2,
            "text": "Bis zu 2.000 € für Ihr Projekt im Stadtteil. Wir helfen beim Antrag.",
        },
        {
            "title": "Ich will mitmachen",
            "url": HERE,
            "label": "Mitmachen",
            "tone": "wiese",
            "level": 2,
            "text": "Nachbarschaft, Feste, Ehrenamt: Hier werden Hände gebraucht.",
        },
    ]


def _steps() -> list[dict[str, Any]]:
    """The steps of an application, in the middle of it."""
    done = [
        {"title": title, "state": "done", "url": HERE}
        for title in ("Wer sind Sie?", "Ihre Idee", "Ort und Zeit")
    ]
    problem = {
        "title": "Wer macht mit?",
        "state": "problem",
        "url": HERE,
        "note": "Eine Angabe fehlt",
    }
    here = {"title": "Was kostet es?", "state": "current", "note": "Es fehlt noch: Getränke"}
    rest = [
        {"title": title} for title in ("Woher kommt das Geld?", "Unterlagen", "Prüfen und absenden")
    ]
    return [*done, problem, here, *rest]


def _month() -> dict[str, Any]:
    """Two weeks of a calendar month."""
    first = clock.today().replace(day=1)
    monday = first - timedelta(days=first.weekday())
    days = [monday + timedelta(days=number) for number in range(14)]
    entry = {
        "title": "Frauencafé",
        "url": HERE,
        "hours": "9:30 Uhr",
        "badge": "Fällt aus",
        "badge_kind": "danger",
    }
    cells = [
        {
            "date": day,
            "inside": day.month == first.month,
            "today": day == clock.today(),
            "entries": [entry] if day.weekday() == 2 else [],
        }
        for day in days
    ]
    return {
        "first": first,
        "weekdays": [
            "Montag",
            "Dienstag",
            "Mittwoch",
            "Donnerstag",
            "Freitag",
            "Samstag",
            "Sonntag",
        ],
        "weeks": [cells[:7], cells[7:]],
        "next": {"day": monday + timedelta(days=40), "url": HERE},
    }


def everything(request: HttpRequest) -> dict[str, Any]:
    """All that the examples show."""
    now = clock.now()
    texts = [
        {"title": title, "text": LONG}
        for title in ("Anfragen", "Antrag stellen", "Das Komitee entscheidet")
    ]
    return {
        "question": "Was brauchen Sie?\nWas haben Sie vor?",
        "address": "Stadtteilzentrum, Sorauer Straße 14\n59065 Hamm",
        "cards": _cards(),
        "month": _month(),
        "german": {"code": "de", "lang": "de", "dir": "ltr"},
        "doors": _doors(),
        "form_steps": _steps(),
        "form": SampleForm(),
        "wrong_form": SampleForm({"name": "Beispiel", "email": "keine Adresse", "idea": "Beete"}),
        "filter_form": SampleFilter(request.GET or None),
        "closes": now + timedelta(days=19),
        "today": now,
        "events": [
            {
                "title": "Stadtteilkonferenz",
                "date": now + timedelta(days=2),
                "meta": "17 Uhr · Aula im Stadtteilzentrum · für alle offen",
            },
            {
                "title": "Sprechstunde Förderung",
                "date": now + timedelta(days=4),
                "meta": "10–12 Uhr · Stadtteilbüro · ohne Anmeldung",
            },
            {
                "title": "Frauencafé",
                "date": now + timedelta(days=10),
                "meta": "9:30 Uhr · Schottschleife",
                "badge": "Fällt aus",
            },
        ],
        "texts": texts,
        "facts": [
            {"figure": "20.000 €", "label": "im Jahr für Ideen", "note": "Beispiel"},
            {"figure": "31", "label": "Familien im Garten"},
            {"figure": "5", "label": "Jahre Förderung"},
        ],
        "pairs": [
            {"key": "Förderung", "value": "bis 2.000 €"},
            {"key": "Entscheidung", "value": "14. Januar 2027"},
        ],
        "files": [{"title": "Merkblatt zum Antrag", "url": HERE, "kind": "pdf", "size": 320_000}],
        "head": ["Wofür?", "Art", "Betrag"],
        "rows": [
            ["Holz für 18 Hochbeete", "Material", "940,00 €"],
            ["Erde und Pflanzen", "Material", "610,00 €"],
        ],
        "foot": ["Summe", "", "1.550,00 €"],
        "figures": [
            {"label": "2003/04", "value": 9},
            {"label": "2004/05", "value": 11},
            {"label": "2005/06", "value": 8},
        ],
        "stations": [
            {"text": "Antrag eingegangen", "when": "22. November 2026", "state": "done"},
            {"text": "Wir prüfen ihn", "when": "24. November 2026", "state": "current"},
            {"text": "Sitzung des Komitees", "when": "15. Januar 2027", "state": "coming"},
        ],
        "tasks": [
            {
                "title": "Antrag prüfen",
                "url": HERE,
                "note": "bis 11. Dezember 2026",
                "status": "offen",
                "kind": "warning",
            },
            {"title": "Belege hochladen", "url": HERE, "status": "erledigt", "kind": "success"},
        ],
        "tabs": [
            {"title": "Liste", "url": HERE, "current": True},
            {"title": "Monat", "url": HERE, "count": 12},
        ],
        "letters": [
            {"letter": letter, "url": HERE if letter in "AFJKLS" else ""}
            for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        ],
        "places": [
            {"name": "Stadtteilbüro", "address": "Sorauer Straße 14, 59065 Hamm", "url": HERE}
        ],
        "tags": [{"label": "Jugend", "url": HERE}, {"label": "Nachbarschaft"}],
        "page_of_list": Paginator(range(200), 10).get_page(request.GET.get("page", 4)),
        "alert": {
            "severity": "warning",
            "title": "Stadtteilbüro am Montag geschlossen",
            "text": "Am Dienstag sind wir wieder da.",
        },
    }
