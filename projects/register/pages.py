"""The public page of the register: figures, charts, the list, the files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings as django_settings
from django.core.paginator import Paginator
from django.db.models import CharField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cms.addresses import addresses_of
from portal.cms.pages import ContentPage
from portal.kernel import clock
from portal.kernel.prepared import Prepared
from portal.kernel.privacy import classify
from portal.templatetags.formats import count, euro_short
from projects.programmes.carriers import CarrierKind
from projects.register import figures
from projects.register.figures import Group
from projects.register.files import file_sizes
from projects.register.forms import GrantFilter
from projects.register.giving import Places, modified
from projects.register.grants import Grant
from projects.register.listing import choices_in, narrowed
from projects.register.models import RegisterSettings
from projects.register.queries import public_grants, register_settings
from projects.register.structured import register_data

PER_PAGE = 20


class GrantRegisterPage(ContentPage):
    """Open grants: who got how much, with the figures of each year and files to load."""

    privacy = classify()

    template = "projects/register/grant_register_page.html"
    subpage_types: list[str] = []

    class Meta:
        verbose_name = gettext_lazy("grant register")
        verbose_name_plural = gettext_lazy("grant registers")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The grants that fit the filters, the figures of the chosen year, the files."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        register = register_settings()
        grants = public_grants(register)
        form = GrantFilter(request.GET, choices_in(grants))
        chosen = form.chosen()
        listed = narrowed(grants, chosen)
        places = places_of(request)
        own = request.build_absolute_uri(self.get_url(request))
        changed_on = modified(grants, register)
        context |= {
            "register": register,
            "filter_form": form,
            "is_filtered": bool(chosen),
            "listed": figures.whole(listed),
            "page_of_list": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
            "changed_at": max((grant.changed_at for grant in grants), default=clock.now()),
            "files": offered(grants, register, places),
            "structured": register_data(
                register,
                replace(places, page=own),
                name=self.title,
                about=self.summary,
                changed_on=changed_on,
            ),
            **shown_figures(grants, chosen.get("year", "")),
        }
        return context


def shown_figures(grants: list[Grant], year: str) -> dict[str, Any]:
    """Figures and charts of a year, of all years without one."""
    counted = [grant for grant in grants if year in {"", str(grant.year)}]
    themes = {grant.theme.code: str(grant.theme) for grant in counted if grant.theme}
    years = figures.by_year(grants)
    return {
        "chosen_year": year,
        "whole": figures.whole(counted),
        "years": years,
        "year_bars": [_bar(group, group.code) for group in years],
        "theme_bars": [
            _bar(group, themes.get(group.code) or _("Without a theme"))
            for group in figures.by_theme(counted)
        ],
        "kind_bars": [_bar(group, _kind_label(group.code)) for group in figures.by_kind(counted)],
    }


def _kind_label(code: str) -> str:
    return str(CarrierKind(code).label) if code in CarrierKind.values else _("Not stated")


def _bar(group: Group, label: str) -> dict[str, Any]:
    """A row of a chart: euros as its size, the number of grants in its words."""
    label = _("Several together, to protect individuals") if group.is_merged else label
    return {
        "label": f"{label} ({count(group.count)})",
        "value": euro_short(group.cents),
        "size": group.cents,
    }


def offered(
    grants: list[Grant], register: RegisterSettings, places: Places
) -> list[dict[str, Any]]:
    """The files with their kind and size."""
    json_size, csv_size = file_sizes(grants, register, places)
    return [
        {
            "title": _("All grants as data (360Giving)"),
            "url": reverse("grants_json"),
            "kind": "json",
            "size": json_size,
        },
        {
            "title": _("All grants as a table"),
            "url": reverse("grants_csv"),
            "kind": "csv",
            "size": csv_size,
        },
    ]


PAGES = Prepared(
    lambda code: (
        GrantRegisterPage.objects.live()
        .filter(locale__language_code=code)
        .order_by("path")
        .values_list("url_path")
    ),
    code=CharField(),
)


def places_of(request: HttpRequest) -> Places:
    """The full addresses of the German page and of the files, which are German as well."""
    names = (reverse("grants_json"), reverse("grants_csv"))
    return Places(*map(request.build_absolute_uri, (_page_url(request), *names)))


def _page_url(request: HttpRequest) -> str:
    found = PAGES.rows(code=django_settings.LANGUAGE_CODE)
    known = addresses_of(request).of(found[0][0]) if found else ""
    return known or f"/{django_settings.LANGUAGE_CODE}/"
