"""Writes on accounts."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ProtectedError

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel import audit, clock

UNOPENED_FOR = timedelta(days=7)


@transaction.atomic
def begin_applicant(*, email: str, language: str) -> User:
    """The account of an address, made where there is none; opened only by the mailed code."""
    known = User.objects.filter(email__iexact=email).first()
    if known:
        return known
    user = User.objects.create_user(email, language=language)
    # Unverified: using the mailed code proves the address.
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    user.groups.add(Group.objects.get_or_create(name=Role.APPLICANT.group_name)[0])
    return user


@transaction.atomic
def anonymise_user(*, user: User, by: User | None, reason: str) -> None:
    """Remove what names a person; cases, payments and log entries stay (GDPR Art. 17 (3) b)."""
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.email = f"geloescht-{user.pk}@invalid.invalid"
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.anonymised_at = clock.now()
    user.set_unusable_password()
    user.save()
    audit.record(actor=by, subject=user, event="anonymised", reason=reason)


def forget_unopened_accounts() -> int:
    """Delete applicants' accounts whose mailed code was never used within 7 days.

    Anybody can type a stranger's address: nothing is kept of it. Returns how many.
    """
    unopened = User.objects.filter(
        groups__name=Role.APPLICANT.group_name,
        last_login__isnull=True,
        is_staff=False,
        date_joined__lt=clock.now() - UNOPENED_FOR,
    ).exclude(emailaddress__verified=True)
    return sum(_forget(user) for user in unopened)


def _forget(user: User) -> bool:
    """Delete an account; one that owns something (an application on paper) is kept."""
    try:
        with transaction.atomic():
            user.delete()
    except ProtectedError:
        return False
    return True
