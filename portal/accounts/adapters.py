"""How allauth behaves here: mails, second factor, no open registration through OIDC."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from portal.accounts.keys import fernet_keys
from portal.accounts.roles import ADMIN_ROLES, roles_of


def display_name(user: Any) -> str:
    """The name shown to the person who is signed in."""
    return str(user.name)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts begin by a code in the mail, never by a separate registration form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The sign-in by code makes the account; there is no second way."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff start in the admin, everybody else in their own area."""
        if roles_of(request.user) & ADMIN_ROLES:
            return reverse("wagtailadmin_home")
        return reverse("account_area")

    def is_safe_url(self, url: str | None) -> bool:
        """Whether a sign-in may lead to an address; what is no address at all is not safe."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def format_email_subject(self, subject: str) -> str:
        """No prefix with a site name."""
        return subject

    def get_from_email(self) -> str:
        """The office is the sender."""
        return settings.DEFAULT_FROM_EMAIL


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """Encrypt with the newest key."""
        return fernet_keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt with any known key; raises InvalidToken."""
        return fernet_keys().decrypt(encrypted_text.encode()).decode()


class SocialAdapter(DefaultSocialAccountAdapter):
    """The city's sign-in (OIDC) works for accounts that exist; roles are given in the portal."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody gets an account by the city's sign-in alone."""
        return False
