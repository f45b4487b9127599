"""Reads about finished projects that neighbours may begin from."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from projects.showcase.models import Microproject
from projects.showcase.starting import Example


def example_of(code: str) -> Example | None:
    """The finished project of that code, if everybody may read a page of it."""
    found = Microproject.objects.select_related("theme", "organisation").filter(code=code)
    project = found.first()
    page = public_page(project) if project else None
    return Example(project, page) if project and page else None


def public_page(project: Microproject) -> Any:
    """Its page in the active language, else in German, else in any; None without one."""
    faces: Any = project.faces
    pages = faces.live().public()
    wanted = (get_language(), settings.LANGUAGE_CODE)
    order = {code: place for place, code in enumerate(reversed(wanted), start=1)}
    found = list(pages.select_related("locale"))
    return max(found, key=lambda page: order.get(page.locale.language_code, 0), default=None)
