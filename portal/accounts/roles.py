"""Roles of the portal. A role is a group; what a role may do is asked by `may_*` predicates."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import BigAutoField
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from portal.kernel.prepared import Prepared


class Role(StrEnum):
    """Stable codes of the roles; the group in the database carries the German name."""

    ADMIN = "admin"
    EDITOR = "editor"
    APPROVER = "approver"
    TRANSLATOR = "translator"
    COORDINATOR = "coordinator"
    FINANCE = "finance"
    OFFICE = "office"
    COMMITTEE = "committee"
    AUDITOR = "auditor"
    MEMBER = "member"
    APPLICANT = "applicant"

    @property
    def group_name(self) -> str:
        """Name of the group in the database (German: editors read it in the admin)."""
        return GROUP_NAMES[self]

    @property
    def label(self) -> StrPromise:
        """The role's name in the reader's language."""
        return LABELS[self]


GROUP_NAMES = {
    Role.ADMIN: "Administration",
    Role.EDITOR: "Redaktion",
    Role.APPROVER: "Freigabe",
    Role.TRANSLATOR: "Übersetzung",
    Role.COORDINATOR: "Koordination",
    Role.FINANCE: "Finanzen",
    Role.OFFICE: "Ämter",
    Role.COMMITTEE: "Komitee",
    Role.AUDITOR: "Prüfung",
    Role.MEMBER: "Netzwerk",
    Role.APPLICANT: "Antragstellende",
}
LABELS = {
    Role.ADMIN: _("Administration"),
    Role.EDITOR: _("Editors"),
    Role.APPROVER: _("Approval"),
    Role.TRANSLATOR: _("Translation"),
    Role.COORDINATOR: _("Coordination"),
    Role.FINANCE: _("Finance"),
    Role.OFFICE: _("Offices"),
    Role.COMMITTEE: _("Committee"),
    Role.AUDITOR: _("Audit"),
    Role.MEMBER: _("Network"),
    Role.APPLICANT: _("Applicants"),
}
# Staff sign in with a second factor; applicants and network members by a code in their mail.
STAFF = frozenset(Role) - {Role.APPLICANT, Role.MEMBER}
# Who may open the Wagtail admin.
ADMIN_ROLES = frozenset(
    {
        Role.ADMIN,
        Role.EDITOR,
        Role.APPROVER,
        Role.TRANSLATOR,
        Role.COORDINATOR,
        Role.FINANCE,
        Role.AUDITOR,
    }
)
# Whom internal pages of the network are open to.
NETWORK = frozenset(Role) - {Role.APPLICANT}


_GROUPS = Prepared(
    lambda users: (
        apps.get_model("auth", "Group").objects.filter(user__pk__in=users).values_list("name")
    ),
    users=BigAutoField(),
)


def roles_of(user: Any) -> frozenset[Role]:
    """The roles of a user (at most one query per request, kept on the user object)."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return frozenset()
    if not hasattr(user, "_roles"):
        names = {role.group_name: role for role in Role}
        groups = user.known_groups
        if groups is None:
            groups = {name for (name,) in _GROUPS.rows(users=[user.pk])}
        found = {names[name] for name in groups if name in names}
        user._roles = frozenset(found | ({Role.ADMIN} if user.is_superuser else set()))
    return user._roles  # type: ignore[no-any-return]


def has_role(user: Any, *roles: Role) -> bool:
    """Whether the user holds one of the roles; the administration holds none by itself."""
    return bool(roles_of(user) & set(roles))


def is_staff(user: Any) -> bool:
    """Whether the user works for the office or decides, so that a second factor is due."""
    return bool(roles_of(user) & STAFF)
