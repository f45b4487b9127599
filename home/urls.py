"""Addresses of `home` without a language; those below `/de/`, `/en/`, … are in `screens.py`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from home.navigation.views import front_door
from home.seo.views import robots, sitemap

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front_door, name="front_door"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
