"""What a newer report says otherwise than the one before: sentences in the active language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.templatetags.formats import euro
from projects.reports.content import Content, Project
from projects.reports.words import NOTHING, money_labels

FIGURES = ("awarded", "paid", "came_back", "open_claim")


def changes_between(before: Content, after: Content) -> list[str]:
    """One sentence for each figure and each project that changed; empty where nothing did."""
    return [*_money(before, after), *_projects(before, after), *_decisions(before, after)]


def _money(before: Content, after: Content) -> list[str]:
    labels = money_labels()
    return [
        _change(labels[name], euro(before.money.get(name, 0)), euro(cents))
        for name, cents in after.money.items()
        if cents != before.money.get(name, 0)
    ]


def _change(what: str, old: str, new: str) -> str:
    return _("%(what)s: %(new)s instead of %(old)s") % {"what": what, "new": new, "old": old}


def _projects(before: Content, after: Content) -> list[str]:
    old = {each.number: each for each in before.projects}
    new = {each.number: each for each in after.projects}
    told = [_("new: %(number)s %(title)s") % _named(new[key]) for key in new if key not in old]
    told += [
        _("no longer in it: %(number)s %(title)s") % _named(old[key])
        for key in old
        if key not in new
    ]
    for number, project in new.items():
        if number in old and (said := _differences(old[number], project)):
            told.append(f"{number} {project.title}: {'; '.join(said)}")
    return told


def _named(project: Project) -> dict[str, str]:
    return {"number": project.number, "title": project.title}


def _differences(old: Project, new: Project) -> list[str]:
    labels = money_labels()
    said = [
        _change(labels[name], euro(getattr(old, name)), euro(getattr(new, name)))
        for name in FIGURES
        if getattr(old, name) != getattr(new, name)
    ]
    if old.state != new.state:
        said.append(_change(_("Status"), old.state, new.state))
    if (old.outcomes, old.lines, old.result) != (new.outcomes, new.lines, new.result):
        said.append(_("results and outcomes"))
    if (old.title, old.carrier, old.theme) != (new.title, new.carrier, new.theme):
        said.append(_("title, carrier or theme"))
    if old.goals != new.goals:
        told = (", ".join(goals) or NOTHING for goals in (old.goals, new.goals))
        said.append(_change(_("Goals"), *told))
    if old.photos != new.photos:
        said.append(_("photos"))
    return said


def _decisions(before: Content, after: Content) -> list[str]:
    if before.decisions == after.decisions:
        return []
    counts = {"old": str(len(before.decisions)), "new": str(len(after.decisions))}
    return [_("List of decisions: %(new)s entries, %(old)s before") % counts]
