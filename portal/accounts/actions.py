"""Writes on accounts."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.users.models import UserProfile

from portal.accounts.models import User
from portal.accounts.models_requests import DataExport
from portal.accounts.roles import Role
from portal.kernel import audit, clock
from portal.kernel.files import private_storage
from portal.kernel.mail import OutgoingMail

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
    """Remove what names a person; cases, payments and log entries stay (GDPR Art. 17 (3) b).

    Ways to sign in, running sessions, copies of data and mails that were sent go along.
    """
    email = user.email
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    UserProfile.objects.filter(user=user).delete()
    _forget_exports(user)
    _forget_sessions(user, email)
    _forget_mails(email)
    user.groups.clear()
    user.user_permissions.clear()
    user.anonymised_at = user.date_joined = clock.now()
    user.email = f"geloescht-{user.pk}@invalid.invalid"
    user.first_name = user.last_name = ""
    user.last_login, user.language = None, settings.LANGUAGE_CODE
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    audit.record(actor=by, subject=user, event="anonymised", reason=reason)


def _forget_exports(user: User) -> None:
    for export in DataExport.objects.filter(user=user):
        if export.file:
            transaction.on_commit(partial(private_storage.delete, export.file.name or ""))
        export.delete()


def _forget_sessions(user: User, email: str) -> None:
    """End sessions of the account, and those in which somebody types its mailed code."""
    for session in Session.objects.iterator():
        held = session.get_decoded()
        is_theirs = str(held.get(SESSION_KEY, "")) == str(user.pk)
        if is_theirs or email.lower() in json.dumps(held, default=str).lower():
            session.delete()


def _forget_mails(email: str) -> None:
    """Delete mails that were sent to the address; one that waits still goes out."""
    sent = OutgoingMail.objects.filter(sent_at__isnull=False).only("to")
    theirs = [
        mail.pk
        for mail in sent.iterator()
        if email.lower() in {address.lower() for address in mail.to}
    ]
    OutgoingMail.objects.filter(pk__in=theirs).delete()


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
