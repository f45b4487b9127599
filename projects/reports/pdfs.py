"""The report as a tagged (PDF/UA-1) and archivable (PDF/A-2a) PDF, from its frozen content."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from portal.kernel.pdf import render_pdf
from portal.kernel.reports import Chapter, Grid, Part, Shown, as_data, chapter
from portal.templatetags.formats import date_long, date_short, datetime_long, euro
from projects.reports.content import (
    Content,
    Decided,
    Effect,
    Outcome,
    Photo,
    Project,
    added,
    effects,
    effects_by_goal,
)
from projects.reports.models import YearReport
from projects.reports.photos import frozen_photos, picture_name
from projects.reports.words import NOTHING, money_labels

LANGUAGE = settings.LANGUAGE_CODE
"""Files are kept in the official language (§ 23 VwVfG NRW); the caller activates it."""


def report_pdf(report: YearReport, content: Content, *, tell: Callable[[int], None]) -> bytes:
    """Figures, changes, effects, each project, decisions; `tell` hears how many are done."""
    chapters = [_figures(content), _effects(content), *_goals(content)]
    if report.number > 1:
        chapters.insert(0, _changes(report))
    for done, project in enumerate(content.projects, start=1):
        chapters.append(_project(project))
        tell(done)
    chapters.append(_decisions(content.decisions))
    data = {
        "title": _("Documentation for the programme office"),
        "subtitle": f"{content.programme}, {content.span}",
        "author": settings.OFFICE_NAME,
        "page_word": _("Page {page} of {pages}"),
        "contents_title": _("Contents"),
        "facts": _cover(report, content),
        "notes": [
            _("All amounts are sums of the entries in the ledger at that moment."),
            _("It names carriers and is not meant for the public."),
        ],
        "chapters": as_data(chapters),
    }
    return render_pdf(
        template="portal/chapters.typ",
        data=data,
        language=LANGUAGE,
        pictures=frozen_photos(report),
    )


def _cover(report: YearReport, content: Content) -> list[list[str]]:
    first, last = date.fromisoformat(content.starts_on), date.fromisoformat(content.ends_on)
    return [
        [_("Funder"), content.funder or NOTHING],
        [_("Funding period"), f"{date_long(first)} – {date_long(last)}"],
        [_("Report"), _("No. %(number)s") % {"number": report.number}],
        [_("As of"), datetime_long(report.cutoff)],
        [_("Made by"), report.by.name],
    ]


def _changes(report: YearReport) -> Chapter:
    told = _("Compared with report no. %(number)s:") % {"number": report.number - 1}
    items = list(report.changes)
    part = Part(texts=[told], items=items) if items else Part()
    otherwise = _("Nothing has changed since report no. %(number)s.") % {
        "number": report.number - 1
    }
    return chapter(_("What has changed"), part, otherwise=otherwise)


def _figures(content: Content) -> Chapter:
    labels = money_labels()
    money = [[labels[name], euro(cents)] for name, cents in content.money.items()]
    states = [[state, str(number)] for state, number in sorted(content.states.items())]
    counts = [
        [_("Applications received"), str(content.applications)],
        [_("Projects granted"), str(len(content.projects))],
    ]
    return Chapter(
        _("The programme in figures"),
        [
            Part(facts=counts),
            Part(
                tables=[
                    Grid(head=[_("Money"), _("Amount")], rows=money, numeric=[1]),
                    Grid(
                        head=[_("Status of the applications"), _("How many")],
                        rows=states,
                        numeric=[1],
                    ),
                ]
            ),
        ],
    )


def _effects(content: Content) -> Chapter:
    parts = [_effect(each, _("without a theme")) for each in effects(content.projects)]
    whole = added(one for project in content.projects for one in project.outcomes)
    if whole:
        parts.insert(0, Part(_("All projects together"), tables=[_outcomes(whole)]))
    return chapter(
        _("Effects by theme of the action plan"), *parts, otherwise=_("No project is granted yet.")
    )


def _effect(effect: Effect, without: str) -> Part:
    facts = [
        [_("Projects"), str(effect.projects)],
        [_("Committed"), euro(effect.awarded)],
        [_("Stayed with carriers"), euro(effect.kept)],
    ]
    tables = [_outcomes(effect.outcomes)] if effect.outcomes else []
    return Part(effect.name or without, facts=facts, tables=tables)


def _goals(content: Content) -> list[Chapter]:
    """Effects by goal; no chapter where the programme has no goals."""
    found = effects_by_goal(content)
    if not found:
        return []
    bare = [each.name for each in found if not each.projects]
    parts = [
        Part(
            texts=[
                _(
                    "A project that serves several goals is counted in each of them. The sums of "
                    "the goals are therefore not added up."
                )
            ]
        ),
        *(_effect(each, _("without a goal")) for each in found if each.projects),
        Part(_("Goals without a project"), items=bare),
    ]
    return [chapter(_("Effects by goal of the action plan"), *parts, otherwise=NOTHING)]


def _outcomes(outcomes: list[Outcome]) -> Grid:
    rows = [
        [each.label, str(each.planned), NOTHING if each.reached is None else str(each.reached)]
        for each in outcomes
    ]
    head = [_("Outcome"), _("planned"), _("reached")]
    return Grid(head=head, rows=rows, numeric=[1, 2], wide=[0])


def _project(project: Project) -> Chapter:
    days = " – ".join(
        date_short(date.fromisoformat(day)) for day in (project.starts_on, project.ends_on) if day
    )
    kind = f" ({project.carrier_kind})" if project.carrier_kind else ""
    facts = [
        [_("Carrier"), f"{project.carrier}{kind}"],
        [_("Theme"), project.theme or NOTHING],
        *([[_("Goals"), ", ".join(project.goals)]] if project.goals else []),
        [_("Type of project"), project.project_type or NOTHING],
        [_("When"), days or NOTHING],
        [_("Status"), project.state],
        [_("Amount asked for"), euro(project.asked)],
        [_("Committed"), euro(project.awarded)],
        [_("Paid out"), euro(project.paid)],
        [_("Came back"), euro(project.came_back)],
    ]
    if project.open_claim:
        facts.append([_("Open claim"), euro(project.open_claim)])
    tables = [_outcomes(project.outcomes)] if project.outcomes else []
    if project.lines:
        tables.append(_plan(project))
    parts = [Part(facts=facts), Part(tables=tables)]
    if project.result:
        parts.append(Part(_("Result"), texts=project.result.split("\n")))
    if project.photos:
        shown = [Shown(picture_name(p.sha256), p.alt, _credit(p)) for p in project.photos]
        parts.append(Part(_("Photos"), pictures=shown))
    return Chapter(f"{project.number} {project.title}", [one for one in parts if not one.is_empty])


def _credit(photo: Photo) -> str:
    return _("Picture: %(credit)s") % {"credit": photo.credit} if photo.credit else ""


def _plan(project: Project) -> Grid:
    rows = [
        [
            line.label or NOTHING,
            line.category or NOTHING,
            euro(line.planned),
            NOTHING if line.accepted is None else euro(line.accepted),
        ]
        for line in project.lines
    ]
    known = [line.accepted for line in project.lines if line.accepted is not None]
    foot = [
        _("Sum"),
        "",
        euro(sum(line.planned for line in project.lines)),
        euro(sum(known)) if known else NOTHING,
    ]
    head = [_("What for"), _("Kind of cost"), _("planned"), _("accepted")]
    return Grid(head=head, rows=rows, foot=foot, numeric=[2, 3], wide=[0])


def _decisions(decisions: list[Decided]) -> Chapter:
    rows = [
        [
            date_short(date.fromisoformat(each.day)),
            each.number,
            each.title,
            each.outcome,
            euro(each.awarded) if each.awarded else NOTHING,
            each.ground,
        ]
        for each in decisions
    ]
    head = [
        *(_("Day"), _("Number"), _("Title"), _("Decision"), _("Amount"), _("Ground")),
    ]
    part = Part(tables=[Grid(head=head, rows=rows, numeric=[4], wide=[2])]) if rows else Part()
    return chapter(_("List of decisions"), part, otherwise=_("Nothing is decided yet."))
