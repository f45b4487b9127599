"""People with an account: the e-mail address is the name to sign in with."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.accounts.rights import on_collections, on_pages, read_rights, tree_root
from portal.kernel.privacy import Personal, classify


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        """A user; without a password only a code by e-mail lets them in."""
        user = self.model(email=email.strip().lower(), **extra)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        """A user with every right (administration)."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        """Sign-in ignores the case of the address."""
        return self.get(email__iexact=username)


# Wagtail types the managers of its media models loosely.
class User(AbstractUser):  # type: ignore[django-manager-missing]
    """A person with an account; deleting one means `anonymise_user`, never a lost case."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("language"), max_length=10, default=settings.LANGUAGE_CODE, blank=True
    )
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    privacy = classify(
        none="password is_superuser is_staff is_active groups user_permissions anonymised_at",
        personal=[
            Personal(
                purpose="Signing in and being reached about one's own case or work",
                retention="until the account is deleted on request or two years after the last use",
                fields="email first_name last_name language last_login date_joined",
            )
        ],
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
        ]

    # Under these names Django and Wagtail look on a user for what they asked before; here they find
    # it read in one question. A field of the same name in a later release would be seen at once:
    # the tests count the questions of the admin.
    rights = cached_property(read_rights)
    _group_perm_cache = cached_property(lambda user: set(user.rights.of_groups))
    _user_perm_cache = cached_property(lambda user: set(user.rights.own))
    _page_permission_cache = cached_property(on_pages)
    _collection_permission_cache = cached_property(on_collections)
    _explorable_root_page_cache = cached_property(tree_root)

    def __str__(self) -> str:
        return self.name

    @property
    def known_groups(self) -> frozenset[str] | None:
        """Names of the groups where the rights were read already; None where they were not."""
        rights = self.__dict__.get("rights")
        return rights.groups if rights else None

    @property
    def name(self) -> str:
        """First and last name, or the address where none is known; no name once it is emptied."""
        if self.anonymised_at:
            return str(_("deleted account"))
        return self.get_full_name() or self.email
