"""Programmes, calls, applications and finished projects for tests."""

from __future__ import annotations

import io
import itertools
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.signal_handlers import disable_reference_index_auto_update

from actors.themes.models import Theme
from portal.forms.queries import latest_version, schema_of
from portal.forms.sheets import written
from portal.kernel import clock
from projects.calls.models import Call
from projects.calls.pages import CallPage
from projects.cases.models import Case, CaseFile
from projects.intake import actions
from projects.intake.actions_answers import save_answers
from projects.programmes.models import (
    CostCategory,
    FundingPeriod,
    FundingProgramme,
    ProgrammeRules,
)
from projects.programmes.pages import ProgrammePage
from projects.showcase.models import Microproject
from projects.showcase.pages import MicroprojectIndexPage, MicroprojectPage
from tests.factories import schemas
from tests.factories.accounts import user
from tests.factories.site import below, home_page

_numbers = itertools.count(1)
LABEL = {"de": "Material", "en": "material"}
RULES = (
    *("cap_cents", "rate_percent", "financing_type"),
    *("carrier_kinds", "area", "refuses_other_funding"),
)


def berlin(text: str) -> datetime:
    """A moment in Europe/Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.BERLIN)


def theme(**fields: Any) -> Theme:
    """A theme."""
    number = next(_numbers)
    fields.setdefault("code", f"theme-{number}")
    return Theme.objects.create(**{"labels": {"de": f"Thema {number}"}, **fields})


def programme(**fields: Any) -> FundingProgramme:
    """A programme with a payable and a not payable category and rules from 2020 on."""
    number = next(_numbers)
    rules = {key: fields.pop(key) for key in RULES if key in fields}
    made = FundingProgramme.objects.create(
        **{
            "code": f"fonds-{number}",
            "title": {"de": "Nachbarschaftsfonds", "en": "Neighbourhood fund"},
            "purpose": {"de": "Für kleine Vorhaben."},
            "funder": {"de": "Stadt Hamm"},
            **fields,
        }
    )
    payable = CostCategory.objects.create(programme=made, code="material", labels=LABEL)
    building = CostCategory.objects.create(
        programme=made, code="building", labels={"de": "Bauen"}, is_eligible=False
    )
    with disable_reference_index_auto_update():  # who uses it is asked of pages alone
        row = ProgrammeRules.objects.create(
            programme=made,
            valid_from=date(2020, 1, 1),
            text={"de": "Nur im Hammer Norden.\nNicht rückwirkend."},
            **{"cap_cents": 200_000, **rules},
        )
        row.categories.set([payable, building])
        row.save()
    return made


def call(**fields: Any) -> Call:
    """A call open from 1 November to 11 December 2026, 18:00, for projects in 2027."""
    number = next(_numbers)
    of = fields.pop("programme", None) or programme()
    period, _ = FundingPeriod.objects.get_or_create(
        programme=of,
        starts_on=date(2027, 1, 1),
        defaults={"ends_on": date(2027, 12, 31)},
    )
    said = {
        "code": f"runde-{number}",
        "programme": of,
        "period": period,
        "rules": of.rules.get(),
        "form": fields.pop("form", None) or schemas.form(*schemas.steps([schemas.papers()])),
        "title": {"de": "Runde eins", "en": "Round one"},
        "intro": {"de": "Für das Frühjahr."},
        "opens_at": berlin("2026-11-01 08:00"),
        "closes_at": berlin("2026-12-11 18:00"),
        "sitting_on": date(2027, 1, 15),
        "decision_promised_on": date(2027, 1, 20),
        "promised_step": {"de": "Das Stadtteilbüro prüft den Antrag.", "en": "We check it."},
        **fields,
    }
    with disable_reference_index_auto_update():  # who uses it is asked of pages alone
        return Call.objects.create(**said)


Line = tuple[str, str, int]
"""A cost line: what for, code of its category, cents."""


def answers(of: Call, **columns: Any) -> dict[str, Any]:
    """A complete application for 1.550 € in two lines, by the question ids of the call's form.

    `columns` change it by the names of the columns of a case; `lines` are cost lines.
    """
    said: dict[str, Any] = {**COMPLETE, "theme": Theme.objects.first() or theme(), **columns}
    lines: list[Line] = said.pop("lines", None) or [
        ("Holz", "material", 94_000),
        ("Erde", "material", 61_000),
    ]
    by_type = {
        "core_title": said["title"],
        "core_summary": said["summary"],
        "core_place": said["place"],
        "core_period": _parts(said, **{"from": "starts_on", "to": "ends_on"}),
        "core_theme": said["theme"] and said["theme"].code,
        "core_amount": said["amount_cents"],
        "core_carrier": _parts(said, name="carrier_name", kind="carrier_kind"),
        "core_contact": _parts(
            said, name="contact_name", email="contact_email", phone="contact_phone"
        ),
        "core_consent": said["consent"],
        "cost_plan": [
            {"label": label, "category": category, "amount": cents}
            for label, category, cents in lines
        ],
    }
    version = latest_version(of.form)
    assert version is not None
    return {
        each.id: by_type[each.type]
        for each in schema_of(version).questions.values()
        if by_type.get(each.type)
    }


COMPLETE = {
    "title": "Hochbeete am Karlsplatz",
    "summary": "Wir bauen 18 Hochbeete.",
    "place": "Karlsplatz",
    "starts_on": date(2027, 3, 1),
    "ends_on": date(2027, 9, 30),
    "amount_cents": 155_000,
    "carrier_name": "Gartengruppe",
    "carrier_kind": "initiative",
    "contact_name": "Test Person",
    "contact_email": "gruppe@example.org",
    "contact_phone": "02381 000000",
    "consent": True,
}


def _parts(said: dict[str, Any], **names: str) -> dict[str, str]:
    return {part: str(said[column] or "") for part, column in names.items()}


def draft(of: Call | None = None, owner: Any = None, **columns: Any) -> Case:
    """A complete draft in an open call (the clock must stand in it)."""
    of = of or call()
    language, key = columns.pop("language", "de"), columns.pop("uuid", None) or uuid.uuid4()
    said = answers(of, **columns)
    saved = save_answers(
        by=owner or user("applicant"),
        call=of,
        uuid=key,
        language=language,
        only=said,
        read=lambda stored: written(stored, said),
    )
    return saved.case


def attach(case: Case, upload: Any = None, by: Any = None) -> CaseFile:
    """Add a file to a draft, as the answer to the question for papers."""
    return actions.add_file(
        by=by or case.owner,
        case=case,
        upload=upload or pdf_upload(),
        question=schemas.papers(),
    )


def submitted(of: Call | None = None, owner: Any = None, **columns: Any) -> Case:
    """A submitted application."""
    case = draft(of, owner, **columns)
    return actions.submit_application(by=case.owner, case=case)


def many_cases(of: Call, owner: Any, count: int) -> list[Case]:
    """Submitted applications, written at once."""
    now = clock.now()
    return Case.objects.bulk_create(
        Case(
            owner=owner,
            call=of,
            state="submitted",
            number=f"LKS-2026-{index:04d}",
            title=f"Vorhaben {index}",
            amount_cents=100_000,
            theme=Theme.objects.first(),
            created_at=now,
            saved_at=now,
            submitted_at=now + timedelta(seconds=index),
        )
        for index in range(1, count + 1)
    )


def programme_page(of: FundingProgramme | None = None, **fields: Any) -> ProgrammePage:
    """The page of a programme below the home page."""
    fields = {"title": "Nachbarschaftsfonds", "slug": f"fonds-{next(_numbers)}", **fields}
    return below(home_page(), ProgrammePage(programme=of or programme(), **fields))


def call_page(of: Call, parent: ProgrammePage | None = None, **fields: Any) -> CallPage:
    """The page of a call below its programme's page."""
    fields = {"title": "Runde eins", "slug": f"runde-{next(_numbers)}", **fields}
    return below(parent or programme_page(of.programme), CallPage(call=of, **fields))


def microproject_index(**fields: Any) -> MicroprojectIndexPage:
    """The page of all finished projects."""
    fields = {"title": "Projekte", "slug": "projekte", **fields}
    return below(home_page(), MicroprojectIndexPage(**fields))


def microproject(of: FundingProgramme, **fields: Any) -> Microproject:
    """A finished project."""
    number = next(_numbers)
    return Microproject.objects.create(
        **{
            "code": f"projekt-{number}",
            "title": f"Fahrradwerkstatt {number}",
            "carrier_name": "Radgruppe",
            "programme": of,
            "year": 2007,
            "theme": Theme.objects.first() or theme(),
            "cents": 450_000,
            "participants": 12,
            "map_x": 400,
            "map_y": 300,
            **fields,
        }
    )


def microproject_page(parent: MicroprojectIndexPage, of: Microproject) -> MicroprojectPage:
    """The page of a finished project."""
    page = MicroprojectPage(microproject=of, title=of.title, slug=of.code, summary="Kurz gesagt.")
    return below(parent, page)


def pdf_upload(name: str = "angebot.pdf", body: bytes = b"") -> SimpleUploadedFile:
    """A small file that is a PDF by content."""
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + (body or b"%%EOF\n"), "application/pdf")


def photo_upload(name: str = "foto.jpg") -> SimpleUploadedFile:
    """A photo that says where it was taken."""
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (51.0, 41.0, 0.0)}
    Image.new("RGB", (40, 30), "#00565f").save(target, "JPEG", exif=exif)
    return SimpleUploadedFile(name, target.getvalue(), "image/jpeg")
