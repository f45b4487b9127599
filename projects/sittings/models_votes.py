"""Votes: open ones name the member; secret ballots name nobody, and nobody's time or order."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.bodies.models_members import BodyMember
from portal.kernel.privacy import Personal, classify
from projects.cases.models import PURPOSE, RETENTION
from projects.sittings.kinds import vote_choices
from projects.sittings.models import Motion

KNOWN = Q(choice__in=("yes", "no", "abstain"))


class OpenVote(models.Model):
    """How a member voted openly in the sitting, or answered a vote by mail."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    choice = models.CharField(_("vote"), max_length=10, choices=vote_choices)

    privacy = classify(
        none="motion",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="member choice")],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "member"], name="one_vote_per_member"),
            models.CheckConstraint(condition=KNOWN, name="open_vote_choice"),
        ]
        verbose_name = _("open vote")
        verbose_name_plural = _("open votes")

    def __str__(self) -> str:
        return f"{self.motion_id}: {self.choice}"


class VoteMark(models.Model):
    """That a member has voted in a secret vote: once, and nothing else is known of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="marks")
    member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )

    privacy = classify(
        none="id motion",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="member")],
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["motion", "member"], name="one_mark_per_member")
        ]
        verbose_name = _("who has voted")
        verbose_name_plural = _("who has voted")

    def __str__(self) -> str:
        return str(self.motion_id)


class SecretBallot(models.Model):
    """A secret ballot: a choice, and no member, no time and no order.

    The key is random; all ballots of a motion are dealt anew with each one that comes in
    (`projects.sittings.actions_secret`), so that the order of the rows tells nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(_("vote"), max_length=10, choices=vote_choices)

    privacy = classify(none="id motion choice")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=KNOWN, name="secret_ballot_choice")]
        verbose_name = _("secret ballot")
        verbose_name_plural = _("secret ballots")

    def __str__(self) -> str:
        return str(self.motion_id)


class MailObjection(models.Model):
    """That a member wants a sitting instead of a vote by mail (§ 90 (1) VwVfG NRW)."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="objections")
    member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )

    privacy = classify(
        none="motion",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="member")],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "member"], name="one_objection_per_member")
        ]
        verbose_name = _("objection to a vote by mail")
        verbose_name_plural = _("objections to votes by mail")

    def __str__(self) -> str:
        return str(self.motion_id)
