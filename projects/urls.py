"""Addresses of applying, under the active language."""

from __future__ import annotations

from django.urls import path

from projects.cases.views import CaseFileView
from projects.correspondence.views_reminders import StopRemindersView
from projects.decision import views_area as letters
from projects.decision import views_carrier
from projects.intake import (
    views,
    views_area,
    views_changes,
    views_files,
    views_members,
    views_start,
    views_status,
    views_suitability,
    views_takeaway,
    views_versions,
)
from projects.monitoring import views_area as my_project
from projects.payments import views_area as my_money
from projects.proof import views_area as proof_views
from projects.proof import views_receipts
from projects.proposals import views_area as my_page
from projects.proposals import views_photos as my_photos
from projects.recoveries import views_area as recoveries
from projects.review import views_following, views_opinions
from projects.review.views_answering import ClarifyView
from projects.showcase import views as example_views
from projects.sittings import views_members as my_items
from projects.sittings import views_pack

CASE = "antrag/<slug:code>/<uuid:uuid>/"

urlpatterns = [
    path("antrag/<slug:code>/", views.StartView.as_view(), name="application_start"),
    path(
        "antrag/<slug:code>/eignung/",
        views_suitability.SuitabilityView.as_view(),
        name="application_suitability",
    ),
    path("antrag/<slug:code>/neu/", views.NewView.as_view(), name="application_new"),
    path(CASE, views.FormView.as_view(), name="application_form"),
    path(f"{CASE}schritt/<slug:step>/", views.StepView.as_view(), name="application_step"),
    path(f"{CASE}pruefen/", views.CheckView.as_view(), name="application_check"),
    path(f"{CASE}eingang/", views_area.ApplicationView.as_view(), name="application_done"),
    path(f"{CASE}kopie/", views.CopyView.as_view(), name="application_copy"),
    path(f"{CASE}zurueckziehen/", views.WithdrawView.as_view(), name="application_withdraw"),
    path(f"{CASE}loeschen/", views.DeleteView.as_view(), name="application_delete"),
    path(f"{CASE}dateien/<int:pk>/", CaseFileView.as_view(), name="case_file"),
]
# Mein Bereich: every application with its own page.
urlpatterns += [
    path(f"{CASE}nachrichten/", views_area.MessageView.as_view(), name="application_message"),
    path(f"{CASE}status-link/", views_status.ShareView.as_view(), name="application_share"),
    path("stand/<str:token>/", views_status.StatusView.as_view(), name="application_status"),
    path(f"{CASE}paket/", views_takeaway.PackageView.as_view(), name="application_package"),
    path("erinnerungen/<str:token>/", StopRemindersView.as_view(), name="reminders_stop"),
    path("konto/antraege/", views_area.MyApplicationsView.as_view(), name="my_applications"),
]
# Several people on one application.
urlpatterns += [
    path(f"{CASE}mitarbeit/", views_members.MembersView.as_view(), name="application_members"),
    path(f"{CASE}aenderungen/", views_changes.ChangesView.as_view(), name="application_changes"),
    path(
        "mitarbeit/<str:token>/",
        views_members.InvitationView.as_view(),
        name="member_invitation",
    ),
]
urlpatterns += [
    path(f"{CASE}fassung/", views_versions.VersionView.as_view(), name="application_version"),
]
urlpatterns += [
    path(
        f"{CASE}dateien/stand/<str:question>/",
        views_files.FilesView.as_view(),
        name="application_files",
    ),
]
# Beginning a draft from something that exists.
urlpatterns += [
    path(f"{CASE}vorlage/", views_start.OwnStartView.as_view(), name="application_template"),
    path(
        f"{CASE}vorlage/<slug:target>/",
        views_start.OwnStartCallView.as_view(),
        name="application_template_call",
    ),
]
urlpatterns += [
    path("vorbild/<slug:code>/", example_views.ProjectStartView.as_view(), name="project_start"),
    path(
        "vorbild/<slug:code>/<slug:target>/",
        example_views.ProjectStartCallView.as_view(),
        name="project_start_call",
    ),
]
# The office has questions to applicants and to other offices.
urlpatterns += [*views_opinions.urlpatterns, *views_following.urlpatterns]
urlpatterns += [
    path(f"{CASE}nachforderung/", ClarifyView.as_view(), name="application_clarify"),
]
# Decisions and their letters.
urlpatterns += letters.urlpatterns
urlpatterns += views_carrier.urlpatterns
# The account of the carrier, and asking for money.
urlpatterns += my_money.urlpatterns
# How a running project goes.
urlpatterns += my_project.urlpatterns
# Hearings and claims.
urlpatterns += recoveries.urlpatterns
# What members of a body see of the applications of their sitting.
urlpatterns += my_items.urlpatterns
# Papers of a sitting for its members.
urlpatterns += views_pack.urlpatterns
# The proof of use of a running project.
urlpatterns += [*proof_views.urlpatterns, *views_receipts.urlpatterns]
# What carriers propose for the page of their project.
urlpatterns += [*my_page.urlpatterns, *my_photos.urlpatterns]
