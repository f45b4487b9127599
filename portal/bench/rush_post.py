"""A mail server that takes every mail and keeps who it was for, for the length of a measure."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy

Posted = list[tuple[str, str]]
"""Recipient and subject of each mail."""


class _Session(socketserver.StreamRequestHandler):
    """One conversation in SMTP (RFC 5321), as far as our own mails need it."""

    server: _PostOffice

    def handle(self) -> None:
        """Answer until the other side quits."""
        self._say("220 127.0.0.1")
        recipients: list[str] = []
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                recipients.append(line.partition(b"<")[2].partition(b">")[0].decode())
            if verb == b"DATA":
                self._say("354 go on")
                self._keep(recipients)
                recipients = []
            if verb == b"QUIT":
                self._say("221 bye")
                return
            self._say("250 ok")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _keep(self, recipients: list[str]) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        subject = message_from_bytes(b"".join(lines), policy=policy.default)["Subject"]
        with self.server.lock:
            self.server.posted += [(recipient, str(subject)) for recipient in recipients]


class _PostOffice(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.posted: Posted = []
        self.lock = threading.Lock()


@contextmanager
def post_office() -> Iterator[tuple[int, Posted]]:
    """The port of a mail server and the growing list of what it got."""
    with _PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever, daemon=True)
        thread.start()
        try:
            yield int(office.server_address[1]), office.posted
        finally:
            office.shutdown()
            thread.join()
