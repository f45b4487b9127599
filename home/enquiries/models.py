"""What is stored of a message to the office."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.enquiries import lifecycle
from portal.kernel import clock
from portal.kernel.privacy import Personal, classify

QUESTION, IDEA, BARRIER = "question", "idea", "barrier"
KINDS = [
    (QUESTION, _("I have a question")),
    (IDEA, _("I have an idea or an offer")),
    (BARRIER, _("I want to report a barrier on this website")),
]
STATES = [(lifecycle.OPEN, _("open")), (lifecycle.ANSWERED, _("answered"))]
RETENTION_DAYS = 365
"""Days that an answered enquiry is kept (a report of a barrier may reach the Ombudsstelle)."""


class Enquiry(models.Model):
    """A message to the office with the answer's state; deleted a year after the answer."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    kind = models.CharField(_("about"), max_length=12, choices=KINDS)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    message = models.TextField(_("message"))
    page_address = models.CharField(_("page"), max_length=400, blank=True)
    language = models.CharField(_("language"), max_length=10)
    created_at = models.DateTimeField(_("received"), default=clock.now, db_index=True)
    state = models.CharField(
        _("state"), max_length=12, choices=STATES, default=lifecycle.OPEN, db_index=True
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    privacy = classify(
        none="number kind language created_at state answered_at",
        personal=[
            Personal(
                purpose="Answering a message (Art. 6 (1) e GDPR)",
                retention="365 days after the answer",
                fields="name email phone message page_address answered_by",
            )
        ],
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")

    def __str__(self) -> str:
        return self.number
