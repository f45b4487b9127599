"""The design system: formats in every language, components, form fields, the built style sheet."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel import clock
from portal.kernel.amounts import Amount
from portal.styleguide.sample_forms import SampleForm
from portal.templatetags import formats, ui, ui_parts
from portal.templatetags.charts import chart_shapes, number

TEMPLATES = Path(settings.BASE_DIR) / "portal" / "templates"
SUMMER = datetime(2026, 7, 1, 16, 30, tzinfo=UTC)


def render(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "whole", "short", "day", "moment"),
    [
        ("de", "1.550,00\u00a0€", "1.550\u00a0€", "1. Juli 2026", "1. Juli 2026, 18:30 Uhr"),
        ("de-simple", "1.550,00\u00a0€", "1.550\u00a0€", "1. Juli 2026", "1. Juli 2026, 18:30 Uhr"),
        ("en", "€1,550.00", "€1,550", "1 July 2026", "1 July 2026, 18:30"),
        ("tr", "1.550,00\u00a0€", "1.550\u00a0€", "1 Temmuz 2026", "1 Temmuz 2026, 18:30"),
        ("ar", "1.550,00\u00a0€", "1.550\u00a0€", "1 يوليو 2026", "1 يوليو 2026, 18:30"),
    ],
)
def test_money_and_dates_in_every_language(
    language: str, whole: str, short: str, day: str, moment: str
) -> None:
    with translation.override(language):
        assert formats.euro(155_000) == whole
        assert formats.euro_short(Amount(155_000)) == short
        assert formats.date_long(SUMMER) == day
        assert formats.datetime_long(SUMMER) == moment


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_euro_says_what_the_amount_says(cents: int) -> None:
    with translation.override("de"):
        assert formats.euro(cents).replace("\u00a0", " ") == str(Amount(cents))
        assert formats.euro_short(cents).replace("\u00a0", " ") == Amount(cents).short()


@pytest.mark.parametrize("value", [None, "", "abc", True, 1.5, [], object()])
def test_filters_render_nothing_for_what_they_do_not_know(value: object) -> None:
    for each in (formats.euro, formats.euro_short):
        assert each(value) == ""
    for one in (formats.date_long, formats.date_short, formats.time_long, formats.days_left):
        assert one(value) == ""  # type: ignore[arg-type]


def test_times_as_people_say_them() -> None:
    with translation.override("de"):
        assert formats.time_long(time(18)) == "18 Uhr"
        assert formats.time_long(time(9, 5)) == "9:05 Uhr"
        assert formats.datetime_long(datetime(2026, 12, 11, 17, tzinfo=UTC)) == (
            "11. Dezember 2026, 18 Uhr"
        )
        assert formats.datetime_long(date(2026, 12, 11)) == "11. Dezember 2026"


def test_days_left_counts_calendar_days_of_the_district() -> None:
    with clock.frozen("2026-11-22 23:30"):
        assert formats.days_left(datetime(2026, 12, 11, 17, tzinfo=UTC)) == 19
        # 23:30 UTC is already the next day in Hamm.
        assert formats.days_left(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == 1
        assert formats.days_left(date(2026, 11, 22)) == 0
        assert formats.days_left(date(2026, 11, 1)) == -21


def test_file_sizes() -> None:
    with translation.override("de"):
        assert formats.file_size(320_400) == "320 kB"
        assert formats.file_size(1_449_000) == "1,4 MB"
        assert formats.file_size(-1) == ""


def test_component_gets_only_its_arguments() -> None:
    html = render('{% ui "badge" text="offen" %}', kind="danger")
    assert "offen" in html
    assert "kern-badge--danger" not in html


def test_values_are_escaped_in_components() -> None:
    html = render('{% ui "card" title=title url="/x" text=title %}', title="<script>1</script>")
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2


def test_block_component_keeps_its_body_and_the_pages_context() -> None:
    html = render(
        '{% uiblock "notice" kind="warning" %}<p>{{ word }}</p>{% enduiblock %}', word="Hallo"
    )
    assert "notice--warning" in html
    assert "<p>Hallo</p>" in html


@pytest.mark.parametrize(
    "source", ["{% uiblock %}{% enduiblock %}", '{% uiblock "card" x %}{% enduiblock %}']
)
def test_block_component_refuses_what_it_cannot_read(source: str) -> None:
    with pytest.raises(Exception, match="uiblock"):
        render(source)


def test_unknown_icon_falls_back_to_the_tulip() -> None:
    assert ui.icon("gibt-es-nicht") == ui.icon("tulip")
    assert 'aria-hidden="true"' in ui.icon("calendar")
    assert 'role="img"' in ui.icon("calendar", label="Kalender")


def test_every_icon_named_in_a_template_exists() -> None:
    known = {path.stem for path in (TEMPLATES / "portal" / "icons").glob("*.svg")}
    for path in Path(settings.BASE_DIR).glob("*/templates/**/*.html"):
        text = path.read_text("utf-8")
        used = set(re.findall(r'{% icon "([\w-]+)"', text))
        used |= set(re.findall(r'{% ui "[\w-]+"[^%]*? icon(?:_end)?="([\w-]+)"', text))
        assert used <= known, f"{path}: {used - known}"


def test_every_component_named_in_a_template_exists() -> None:
    known = {path.stem for path in (TEMPLATES / "portal" / "components").glob("*.html")}
    for path in Path(settings.BASE_DIR).glob("*/templates/**/*.html"):
        used = set(re.findall(r'{% ui(?:block)? "([\w-]+)"', path.read_text("utf-8")))
        assert used <= known, f"{path}: {used - known}"


def test_components_explain_their_arguments() -> None:
    for path in (TEMPLATES / "portal" / "components").glob("*.html"):
        assert path.read_text("utf-8").startswith("{% comment %}"), path.name


def test_templates_keep_to_the_content_security_policy() -> None:
    """No inline style, script or handler in any public template."""
    for path in Path(settings.BASE_DIR).glob("*/templates/**/*.html"):
        if "wagtailadmin" in path.parts or "mail" in path.parts:
            continue
        text = path.read_text("utf-8")
        assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", text), path
        assert not re.search(r"<style|<script>(?!</script>)", text), path


@pytest.mark.parametrize(
    "name", ["name", "email", "kind", "idea", "who", "themes", "plan", "consent"]
)
def test_field_ties_label_hint_and_error_to_the_control(name: str) -> None:
    field = SampleForm({"email": "falsch"})[name]
    html = render('{% ui "field" field=field %}', field=field)
    assert field.label in html
    if field.errors:
        assert f'id="{field.auto_id}_error"' in html
        assert re.search(rf'aria-describedby="[^"]*{field.auto_id}_error', html)
    if field.help_text:
        assert f'id="{field.auto_id}_helptext"' in html
        assert re.search(rf'aria-describedby="[^"]*{field.auto_id}_helptext', html)
    for target in re.findall(r'<label[^>]* for="([^"]+)"', html):
        assert f'id="{target}"' in html


def test_field_keeps_what_was_typed_and_chosen() -> None:
    form = SampleForm({"name": 'Ä "x"', "who": "i", "themes": ["j", "a"], "idea": "Beete"})
    html = render("{% for field in form %}{% ui 'field' field=field %}{% endfor %}", form=form)
    assert 'value="Ä &quot;x&quot;"' in html
    assert re.search(r'value="i"[^>]* checked', html)
    assert len(re.findall(r" checked", html)) == 3
    assert ">\nBeete</textarea>" in html


def test_long_text_says_its_limit() -> None:
    html = render('{% ui "field" field=field %}', field=SampleForm()["idea"])
    assert "500" in html
    assert 'aria-describedby="id_idea_limit"' in html


class Hidden(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput, initial="a")
    pick = forms.IntegerField(label="Wie viele?", help_text="<b>nicht fett</b>")


def test_whole_form_renders_in_the_portals_look() -> None:
    html = str(Hidden({"pick": "zwei"}))
    assert "error-summary" in html
    assert 'href="#id_pick"' in html
    assert 'type="hidden"' in html
    assert "&lt;b&gt;" in html


def test_error_summary_names_every_problem_once_and_links_it() -> None:
    form = SampleForm({"email": "falsch"})
    form.add_error(None, "Der Aufruf ist geschlossen.")
    problems = ui_parts.error_list(form)
    assert len(problems) == sum(len(errors) for errors in form.errors.values())
    html = render('{% ui "error_summary" form=form %}', form=form)
    assert "Der Aufruf ist geschlossen." in html
    for problem in problems:
        if problem["target"]:
            assert f'href="#{problem["target"]}"' in html
    assert render('{% ui "error_summary" form=form %}', form=SampleForm()).strip() == ""


def test_error_summary_gathers_formsets() -> None:
    lines = forms.formset_factory(Hidden, min_num=2, validate_min=True)
    bound = lines({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-pick": "x"})
    targets = [problem["target"] for problem in ui_parts.error_list(forms=bound)]
    assert "id_form-0-pick" in targets
    assert "" in targets


def test_pages_of_a_list_keep_the_filters() -> None:
    request = RequestFactory().get("/", {"theme": "jugend & co", "page": "3"})
    page = Paginator(range(100), 10).get_page(3)
    html = render('{% ui "pagination" page=page %}', page=page, request=request)
    assert "?theme=jugend+%26+co&amp;page=2" in html
    assert html.count('aria-current="page"') == 1
    one = Paginator(range(3), 10).get_page(1)
    assert render('{% ui "pagination" page=page %}', page=one, request=request).strip() == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.550", 1550), ("12,5", 12.5), (7, 7), ("8.400 €", 8400), ("x", 0), (None, 0)],
)
def test_chart_reads_numbers_as_editors_write_them(text: object, value: float) -> None:
    assert number(text) == value


@given(
    st.sampled_from(["bar", "column", "line", "unknown"]),
    st.lists(st.integers(min_value=0, max_value=10**9), max_size=12),
)
def test_chart_stays_inside_its_drawing(kind: str, values: list[int]) -> None:
    shapes = chart_shapes(kind, [{"label": str(i), "value": v} for i, v in enumerate(values)])
    assert len(shapes["marks"]) == len(values)
    for mark in shapes["marks"]:
        assert 0 <= float(mark["x"]) <= shapes["width"]
        assert 0 <= float(mark["y"]) <= shapes["height"]


def test_columns_lie_down_before_their_labels_meet() -> None:
    def kind(label: str, count: int) -> object:
        rows = [{"label": f"{label} {year}", "value": year} for year in range(2000, 2000 + count)]
        return chart_shapes("column", rows)["kind"]

    assert kind("Mai", 4) == kind("", 9) == "column"
    assert kind("September", 6) == kind("Mai", 12) == "bar"


def test_base_template_renders_without_any_context() -> None:
    html = render_to_string("portal/base.html")
    assert '<main id="main"' in html
    assert 'href="#main"' in html
    with translation.override("ar"):
        arabic = render_to_string("portal/base.html")
    assert 'lang="ar" dir="rtl"' in arabic
    assert "portal.rtl.css" in arabic


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_last_resort_pages_need_no_context(name: str) -> None:
    html = get_template(name).render()
    assert "Zur Startseite" in html
    assert "{%" not in html
