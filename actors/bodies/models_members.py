"""Who sits in a body: function, vote, term, group and substitute."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from actors.bodies.models import Body
from actors.bodies.procedure import Seat
from portal.kernel.privacy import Personal, classify

RETENTION = "ten years after the term ended, as long as the minutes that name the member"
PURPOSE = "Inviting the members of a body, counting its quorum and votes (§§ 90–93 VwVfG NRW)"


class MemberFunction(models.TextChoices):
    """What somebody does in a body; stable codes, in the order of lists."""

    CHAIR = "chair", _("chair")
    DEPUTY = "deputy", _("deputy chair")
    WRITER = "writer", _("writer of the minutes")
    MEMBER = "member", _("member")
    ADVISORY = "advisory", _("advisory member")


class MemberGroup(models.TextChoices):
    """Whom a member speaks for; stable codes."""

    CITY = "city", _("city administration")
    ORGANISATIONS = "organisations", _("larger organisations")
    RESIDENTS = "residents", _("residents of the district")
    TARGET_GROUPS = "target_groups", _("target groups")
    INITIATIVES = "initiatives", _("smallest initiatives")
    OTHER = "other", _("other")


def member_functions() -> list[tuple[str, StrPromise]]:
    """Choices as a callable, so that a new function needs no migration."""
    return list(MemberFunction.choices)


def member_groups() -> list[tuple[str, StrPromise]]:
    """Choices as a callable, so that a new group needs no migration."""
    return list(MemberGroup.choices)


class BodyMember(models.Model):
    """One term of one person in a body, from a day until a day; both days belong to it.

    Rows are ended, never deleted: the minutes of former days count them. A substitute has a row
    of their own that names the member they stand in for; they vote only in that one's absence.
    """

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="members", verbose_name=_("body")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="body_memberships",
        verbose_name=_("account"),
        help_text=_("Without an account somebody gets papers by mail or post, but no screens."),
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    function = models.CharField(
        _("function"), max_length=20, choices=member_functions, default=MemberFunction.MEMBER
    )
    group = models.CharField(
        _("speaks for"), max_length=20, choices=member_groups, default=MemberGroup.OTHER
    )
    has_vote = models.BooleanField(_("has a vote"), default=True)
    from_day = models.DateField(_("in office from"))
    until_day = models.DateField(
        _("in office until"), null=True, blank=True, help_text=_("Empty: until further notice.")
    )
    substitute_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        verbose_name=_("stands in for"),
    )

    privacy = classify(
        none="id body function group has_vote from_day until_day substitute_of",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="person name")],
    )

    class Meta:
        ordering = ["body", "from_day", "pk"]
        indexes = [models.Index(fields=["body", "from_day"], name="member_body_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="body_member_term",
            ),
            models.CheckConstraint(
                condition=Q(has_vote=False) | ~Q(function=MemberFunction.ADVISORY),
                name="body_member_advisory",
            ),
        ]
        verbose_name = _("member of a body")
        verbose_name_plural = _("members of bodies")

    def __str__(self) -> str:
        return self.shown_name

    @property
    def function_label(self) -> str:
        """The name of the function in the reader's language."""
        known = self.function in MemberFunction.values
        return str(MemberFunction(self.function).label) if known else self.function

    @property
    def group_label(self) -> str:
        """The name of the group in the reader's language."""
        known = self.group in MemberGroup.values
        return str(MemberGroup(self.group).label) if known else self.group

    @property
    def shown_name(self) -> str:
        """The name as the office wrote it; function and group where it is not (or no longer)."""
        return self.name or f"{self.function_label} ({self.group_label})"

    @property
    def is_substitute(self) -> bool:
        """Whether this row only counts in the absence of another member."""
        return self.substitute_of_id is not None

    def is_in_office(self, day: date) -> bool:
        """Whether the term covers a day."""
        return self.from_day <= day and (self.until_day is None or day <= self.until_day)

    def as_seat(self) -> Seat:
        """The same for the arithmetic of quorum and votes, without the database."""
        return Seat(self.pk, self.function, self.has_vote, self.substitute_of_id)
