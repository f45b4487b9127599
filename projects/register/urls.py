"""Addresses of the open data, without a language."""

from __future__ import annotations

from django.urls import path

from projects.register import views

urlpatterns = [
    path("bewilligungen.json", views.GrantsJsonView.as_view(), name="grants_json"),
    path("bewilligungen.csv", views.GrantsCsvView.as_view(), name="grants_csv"),
    path("katalog.jsonld", views.CatalogueView.as_view(), name="grants_catalogue"),
]
