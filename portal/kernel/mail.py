"""E-mails of the portal: written with the state change, sent by the worker, exactly once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from portal.kernel import clock
from portal.kernel.files import private_storage
from portal.kernel.privacy import Personal, classify

# Accounts without a mailbox have addresses of this domain (RFC 2606): nothing is sent there.
NOWHERE = ".invalid"


class OutgoingMail(models.Model):
    """A mail to send or sent; `attachments` name files of the private storage."""

    to = models.JSONField(default=list)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    privacy = classify(
        none="created_at sent_at",
        personal=[
            Personal(
                purpose="Sending a message about a case or an enquiry",
                retention="90 days after sending",
                fields="to subject text html attachments headers",
            )
        ],
    )

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.subject


def queue_mail(
    *,
    to: list[str],
    subject: str,
    template: str,
    context: dict[str, Any],
    reason: str,
    attachments: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
    language: str = settings.LANGUAGE_CODE,
) -> OutgoingMail:
    """Write a mail in the caller's transaction and queue its sending.

    `template` names `<template>.txt` and `<template>.html`; `reason` says why the mail comes;
    each attachment is `{"name": file name, "stored": name in the private storage}`;
    `headers` are further ones, such as `List-Unsubscribe`.
    """
    with translation.override(language):
        full = {
            "portal_name": settings.WAGTAIL_SITE_NAME,
            "portal_url": settings.PORTAL_BASE_URL,
            "reason": str(reason),
            "subject": str(subject),
            **context,
        }
        mail = OutgoingMail(
            to=to,
            subject=" ".join(str(subject).split())[:250],
            text=render_to_string(f"{template}.txt", full),
            html=render_to_string(f"{template}.html", full),
            attachments=attachments or [],
            headers=headers or {},
        )
    mail.save()
    deliver.enqueue(mail.pk)
    return mail


@task(backend="jobs")
def deliver(mail_id: int) -> None:
    """Send one mail; a second run finds it sent and does nothing."""
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().get(pk=mail_id)
        if mail.sent_at:
            return
        reachable = [address for address in mail.to if not address.endswith(NOWHERE)]
        message = EmailMultiAlternatives(
            subject=mail.subject, body=mail.text, to=reachable, headers=mail.headers
        )
        if mail.html:
            message.attach_alternative(mail.html, "text/html")
        for part in mail.attachments:
            with private_storage.open(part["stored"]) as stored:
                message.attach(part["name"], stored.read())
        if reachable:
            message.send()
        mail.sent_at = clock.now()
        mail.save(update_fields=["sent_at"])
