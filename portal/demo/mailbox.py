"""Demo mails as `.eml` files in `var/mail/`, so that no mail server is needed."""

from __future__ import annotations

import uuid
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
            name = f"{stamp}-{uuid.uuid4().hex[:6]}.eml"
            (folder / name).write_bytes(message.message().as_bytes())
        return len(email_messages)
