"""Addresses of accounts under `/konto/`: our own before allauth's."""

from django.urls import include, path

from portal.accounts.views import AreaView, CodeSignInView, SignInView

urlpatterns = [
    path("", AreaView.as_view(), name="account_area"),
    path("login/", SignInView.as_view(), name="account_login"),
    path("login/code/", CodeSignInView.as_view(), name="account_request_login_code"),
    path("", include("allauth.urls")),
]
