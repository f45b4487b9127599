"""Addresses of the network, under the active language."""

from __future__ import annotations

from django.urls import path

from actors.meetings import views

MEETING = "konto/sitzungen/<int:pk>/"

urlpatterns = [
    path("konto/sitzungen/", views.MyMeetingsView.as_view(), name="my_meetings"),
    path(MEETING, views.MyMeetingView.as_view(), name="my_meeting"),
    path(f"{MEETING}termin.ics", views.CalendarView.as_view(), name="my_meeting_calendar"),
    path(f"{MEETING}unterlagen/<int:paper_pk>/", views.PaperView.as_view(), name="meeting_paper"),
]
