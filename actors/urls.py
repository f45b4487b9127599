"""Addresses of the network, under the active language."""

from __future__ import annotations

from django.urls import path

from actors.meetings import views, views_minutes

MEETING = "konto/sitzungen/<int:pk>/"

urlpatterns = [
    path("konto/sitzungen/", views.MyMeetingsView.as_view(), name="my_meetings"),
    path(MEETING, views.MyMeetingView.as_view(), name="my_meeting"),
    path(f"{MEETING}termin.ics", views.CalendarView.as_view(), name="my_meeting_calendar"),
    path(f"{MEETING}unterlagen/<int:paper_pk>/", views.PaperView.as_view(), name="meeting_paper"),
    path(f"{MEETING}niederschrift/", views_minutes.MinutesView.as_view(), name="my_minutes"),
    path(
        f"{MEETING}niederschrift/schreiben/",
        views_minutes.MinutesWriteView.as_view(),
        name="my_minutes_write",
    ),
    path(
        f"{MEETING}niederschrift/pdf/",
        views_minutes.MinutesFileView.as_view(),
        name="my_minutes_file",
    ),
]
