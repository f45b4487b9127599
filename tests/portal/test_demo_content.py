"""The demo content: its rules in the files, and what seeding makes of them."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from typing import Any

import pytest
from django.conf import settings as django_settings

from actors.organisations.validators import check_hours
from portal.demo.content import ROOT, read, read_all
from portal.demo.days import in_year
from portal.demo.markup import linked_paths, rich_text
from portal.demo.pictures.colours import MOODS
from portal.demo.pictures.grounds import GROUNDS
from portal.demo.pictures.recipes import recipes
from portal.demo.pictures.scene import png, svg
from portal.demo.translations import merged
from projects.decision.finality import free_days_of

PERIOD_CENTS = 80_000_00
CAPS = {"lokales-kapital": 10_000, "nachbarschaftsfonds": 2_000}
EMERGENCY = {"110", "112", "116 117", "116 123", "116 016", "116 111"}
VISIBLE = {
    "text",
    "title",
    "items",
    "rows",
    "caption",
    "note",
    "name",
    "function",
    "address",
    "label",
    "source",
}
LANGUAGES = [code for code, _name in django_settings.LANGUAGES if code != "de"]
OF_APPLICANTS = {
    *("withdraw", "portal", "open", "waive_remedy", "account", "receipts", "report", "hand_in"),
    *("answer", "open_recovery"),
}
PAGES = read_all("pages")
DRAFTS = read_all("drafts")
ACTORS = read_all("actors")
PROJECTS = read_all("microprojects")
TEXTS = {
    file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
    for file in ROOT.rglob("*.toml")
}


def all_paths() -> set[str]:
    """Paths of all public German pages."""
    return {
        *PAGES,
        *(f"hilfe/akteure/{slug}" for slug in ACTORS),
        *(f"projekte/alle/{slug}" for slug in PROJECTS),
        *(f"termine/{slug}" for slug in read_all("events")),
        *(f"aktuelles/{slug}" for slug in read_all("news")),
        *(f"ueber-uns/gremien/{entry['code']}" for entry in read("bodies")["body"]),
        *(f"ueber-uns/aemter/{entry['slug']}" for entry in read("offices")["office"]),
    }


def test_there_is_enough_to_read() -> None:
    assert len(PAGES) >= 70
    assert len(ACTORS) >= 30
    assert sum(entry.get("demo", False) for entry in ACTORS.values()) >= 12
    assert len(PROJECTS) >= 26
    assert len(read_all("events")) >= 22
    assert len(read_all("news")) >= 12


def test_every_page_has_its_own_title_and_a_summary() -> None:
    titles = Counter(entry["title"] for entry in PAGES.values())
    assert [title for title, count in titles.items() if count > 1] == []
    for path, entry in {**PAGES, **PROJECTS, **read_all("events"), **read_all("news")}.items():
        assert 20 <= len(entry["summary"]) <= 320, path
        assert "picture" in entry, path


def test_standard_pages_say_enough() -> None:
    """A page that a menu leads to answers its question instead of only touching it."""
    lengths = {
        path: sum(_words(block) for block in entry["body"])
        for path, entry in PAGES.items()
        if entry.get("type", "standard") == "standard"
    }
    assert {path: length for path, length in lengths.items() if length < 150} == {}


def _words(value: Any) -> int:
    """Visible words of a block: without its settings, paths of links and keys of files."""
    if isinstance(value, dict):
        return sum(_words(part) for name, part in value.items() if name in VISIBLE)
    if isinstance(value, list):
        return sum(_words(part) for part in value)
    return len(re.findall(r"\w[\w\-·.:/€%]*", re.sub(r"\(\S+\)", " ", str(value))))


def test_no_link_leads_nowhere() -> None:
    paths = all_paths()
    links = [(name, path) for name, text in TEXTS.items() for path in linked_paths(text)]
    dead = {path for _name, path in links if path not in paths}
    # Two links wait for drafts, so that editors see how the portal reports them: visitors get the
    # bare words.
    assert dead == {"mitmachen/erstes-jahr", "hilfe/unterwegs"}
    assert dead <= set(DRAFTS)
    for path, entry in PAGES.items():
        assert set(entry.get("related", [])) <= paths, path


def test_all_kinds_of_blocks_are_shown() -> None:
    from portal.cms.blocks import body_blocks

    used = {
        block.get("block", "rich_text") for page in PAGES.values() for block in page.get("body", [])
    }
    # Related pages stand at the side of a page and come from `related`.
    assert used | {"related_pages"} == {name for name, _block in body_blocks()}


def test_institutions_carry_no_invented_facts() -> None:
    invented = {"phone", "email", "hours", "languages", "offers", "step_free"}
    for slug, entry in ACTORS.items():
        if entry.get("demo"):
            assert "(Beispiel)" in entry["name"], slug
        else:
            assert not invented & set(entry), slug
            assert entry.get("street", "") in {"", "Sorauer Straße 14"}, slug
    for entry in [*read("offices")["office"], *read("bodies")["body"]]:
        assert not invented & set(entry), entry["code"]


def test_projects_and_applications_belong_to_invented_carriers() -> None:
    real = {entry["name"] for entry in ACTORS.values() if not entry.get("demo")}
    for code, entry in PROJECTS.items():
        carrier = ACTORS.get(entry["carrier"], {"name": entry["carrier"]})["name"]
        assert carrier not in real, code
        assert "(Beispiel)" in carrier, code
        assert entry["grant"] <= CAPS[entry["programme"]], code
    for case in read("cases")["case"]:
        assert case["carrier"] not in real, case["key"]
    grants: Counter[int] = Counter()
    for entry in PROJECTS.values():
        grants[entry.get("period", 0)] += entry["grant"] * 100
    assert max(cents for period, cents in grants.items() if period) <= PERIOD_CENTS


def test_last_year_is_invented_and_was_worked_on_by_day() -> None:
    """Whatever year it is read in; applicants write in the evening and on Sundays as well."""
    real = {entry["name"] for entry in ACTORS.values() if not entry.get("demo")}
    is_free = free_days_of("NW")
    for year, told in itertools.product(range(2024, 2040), read_all("past").values()):
        content = in_year(told, year)
        held = content.get("held", {})
        moments = [held[name] for name in ("invited", "starts", "approved") if held]
        for entry in content["case"]:
            assert "(Beispiel)" in entry["carrier"], entry["key"]
            assert entry["carrier"] not in real, entry["key"]
            order = [entry["sent"], *(moment for moment, _word in entry["steps"])]
            assert order == sorted(order), entry["key"]
            moments += [moment for moment, word in entry["steps"] if word not in OF_APPLICANTS]
        for moment in [*moments, in_year(told["report"], year)]:
            assert not is_free(moment.date()), moment
            assert 6 <= moment.hour <= 18, moment


def test_phone_numbers_are_emergency_numbers_or_plainly_invented() -> None:
    numbers = re.compile(r"\b0\d{3,4}[ /]\d[\d -]{3,}|\b116 \d{3}\b")
    found = {match.strip() for text in TEXTS.values() for match in numbers.findall(text)}
    assert {n for n in found if n not in EMERGENCY and not n.startswith("02381 000")} == set()


def test_opening_hours_can_be_read() -> None:
    for entry in ACTORS.values():
        if "hours" in entry:
            check_hours(entry["hours"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_match_their_pages_block_by_block(language: str) -> None:
    entries = {entry["key"]: entry for entry in read(f"translations/{language}")["page"]}
    wanted = {
        "home",
        "foerderung",
        "foerderung/nachbarschaftsfonds",
        "foerderung/nachbarschaftsfonds/jetzt-bewerben",
    }
    assert wanted <= set(entries)
    for key, entry in entries.items():
        source = PAGES[key]
        body = source.get("body", []) if source["type"] not in {"event_index", "news_index"} else []
        for block, words in zip(body, merged(body, entry.get("body", [])), strict=True):
            assert _shape(block) == _shape(words), (key, block)
            assert _links(block) == _links(words), (key, block)


def _shape(block: dict[str, Any]) -> tuple[int, int]:
    text = block.get("text", "") if block.get("block", "rich_text") == "rich_text" else ""
    return len(block.get("items", [])), rich_text(text, lambda _path: 1).count("<p>")


def _links(block: dict[str, Any]) -> list[str]:
    return linked_paths(json.dumps(block, ensure_ascii=False))


def test_programmes_and_calls_speak_all_languages() -> None:
    fund = read("programmes/nachbarschaftsfonds")
    labels = [fund["title"], fund["purpose"], fund["rules"]]
    labels += [entry["labels"] for entry in (*fund["category"], *fund["option"])]
    labels += [entry["labels"] for entry in read("themes")["theme"]]
    call = next(call for call in read("calls")["call"] if call["code"] == "nf-offen")
    labels += [call["title"], call["intro"], call["form_intro"], call["promised_step"]]
    for texts in labels:
        assert set(texts) == {"de", *LANGUAGES}, texts["de"]


def test_pictures_differ_and_say_what_they_show() -> None:
    drawn = {key: svg(recipe) for key, recipe in recipes().items()}
    assert len(set(drawn.values())) >= 60
    for key, recipe in recipes().items():
        assert recipe.mood in MOODS, key
        assert recipe.ground in GROUNDS, key
        assert 20 <= len(recipe.alt) <= 255, key
    asked = re.compile(r'^(?:picture|image|poster) = "([a-z-]+)"', re.MULTILINE)
    used = {key for text in TEXTS.values() for key in asked.findall(text)}
    assert used <= set(drawn)
    first = next(iter(recipes().values()))
    assert svg(first) == drawn[first.key]
    assert png(first, 240) == png(first, 240)
