"""Who works on a case besides its owner: open invitations and the people who accepted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, Case

RETENTION = "until the case is deleted; the address only while the invitation is open"


class MemberRole(models.TextChoices):
    """What somebody may do in the case of another person; stable codes."""

    EDIT = "edit", _("fills in together with you")
    VIEW = "view", _("only reads")


def member_roles() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new role needs no migration."""
    return [(str(value), str(label)) for value, label in MemberRole.choices]


class Membership(models.Model):
    """One person's part in a case: an invitation first, a membership once it is accepted.

    `email` is kept only while the invitation is open, `token_hash` as long as the link may still
    be opened. Rows are ended, never deleted (only with a draft).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="memberships")
    email = models.EmailField(_("e-mail address"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=10, choices=member_roles)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("valid until"))
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    privacy = classify(
        none="case role invited_at expires_at token_hash accepted_at ended_at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="email user invited_by")],
    )

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, user__isnull=True)
                | Q(accepted_at__isnull=False, user__isnull=False),
                name="member_accepted",
            ),
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(ended_at__isnull=True, user__isnull=False),
                name="one_membership_each",
            ),
            models.UniqueConstraint(
                fields=["case", "email"],
                condition=Q(ended_at__isnull=True, user__isnull=True),
                name="one_invitation_each",
            ),
        ]
        verbose_name = _("person of an application")
        verbose_name_plural = _("people of an application")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.role}"
