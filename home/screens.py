"""Addresses of `home` below `/de/`, `/en/`, …"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from home.search.views import search, suggest

urlpatterns: list[URLPattern | URLResolver] = [
    path("suche/", search, name="search"),
    path("suche/vorschlaege/", suggest, name="search_suggest"),
]
