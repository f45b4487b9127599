"""Addresses of the style guide (staff only)."""

from django.urls import path

from portal.styleguide import views

urlpatterns = [
    path("", views.StyleguideView.as_view(), name="styleguide"),
    path("seite/<slug:name>/", views.ScreenView.as_view(), name="styleguide_screen"),
]
