"""Demo mails as `.eml` files in `var/mail/`, so that no mail server is needed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as EmailMessageParsed
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from portal.kernel import clock


class FileBackend(BaseEmailBackend):
    """Writes one file per message, named by time."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:  # type: ignore[override]
        """Write the messages; returns how many."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            stamp = clock.local().strftime("%Y%m%d-%H%M%S-%f")
            message.extra_headers.setdefault("Date", format_datetime(clock.local()))
            name = f"{stamp}-{uuid.uuid4().hex[:6]}.eml"
            (folder / name).write_bytes(message.message().as_bytes())
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class DemoMail:
    """A mail as the demo's mailbox shows it."""

    name: str
    to: str
    subject: str
    text: str
    sent: datetime | None
    attachments: tuple[str, ...]


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)


def _parse(name: str) -> EmailMessageParsed:
    return message_from_bytes((_folder() / name).read_bytes(), policy=policy.default)  # type: ignore[return-value]


def read_mail(name: str) -> DemoMail:
    """One mail by its file name; raises FileNotFoundError."""
    message = _parse(name)
    body = message.get_body(("plain",))
    return DemoMail(
        name=name,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=body.get_content() if body else "",
        sent=parsedate_to_datetime(str(message["Date"])) if message["Date"] else None,
        attachments=tuple(part.get_filename() or "" for part in message.iter_attachments()),
    )


def attachment(name: str, index: int) -> tuple[str, str, bytes]:
    """File name, type and content of an attachment; raises FileNotFoundError, IndexError."""
    part = list(_parse(name).iter_attachments())[index]
    content = part.get_content()
    data = content if isinstance(content, bytes) else str(content).encode()
    return part.get_filename() or "anhang", part.get_content_type(), data


def mails(limit: int = 100) -> list[DemoMail]:
    """The newest mails first."""
    names = sorted((file.name for file in _folder().glob("*.eml")), reverse=True)
    return [read_mail(name) for name in names[:limit]]
