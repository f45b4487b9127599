"""Addresses of the demo-only pages."""

from django.urls import path

from portal.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.logins, name="logins"),
    path("mails/", views.mailbox, name="mails"),
    path("mails/<str:name>/", views.mail, name="mail"),
    path("mails/<str:name>/<int:index>/", views.mail_attachment, name="attachment"),
]
