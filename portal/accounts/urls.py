"""Addresses of accounts under `/konto/`: our own before allauth's."""

from django.urls import include, path

from portal.accounts.views import AreaView, CodeSignInView, SignInView
from portal.accounts.views_data import ExportView, MyDataView

urlpatterns = [
    path("", AreaView.as_view(), name="account_area"),
    path("login/", SignInView.as_view(), name="account_login"),
    path("login/code/", CodeSignInView.as_view(), name="account_request_login_code"),
    path("daten/", MyDataView.as_view(), name="my_data"),
    path("daten/<int:pk>/", ExportView.as_view(), name="my_data_file"),
    path("", include("allauth.urls")),
]
