"""Asks ClamAV's daemon about a file (INSTREAM of the clamd protocol); off unless it has an address.

`CLAMD_ADDRESS` is `unix:/run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`. Source: man clamd(8).
"""

from __future__ import annotations

import logging
import socket
import struct
import time
from typing import IO, Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
LONGEST_REQUEST = 20
"""Seconds that a check within a request may take; the web server ends requests after 30."""
logger = logging.getLogger(__name__)


class ScanState(models.TextChoices):
    """What the virus check said about a file; stable codes."""

    OFF = "off", _("not checked")
    CLEAN = "clean", _("checked")
    WAITING = "waiting", _("still being checked")
    INFECTED = "infected", _("malware found, deleted")


def scan_states() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new state needs no migration."""
    return [(str(value), str(label)) for value, label in ScanState.choices]


class ScanUnavailable(Exception):
    """Nobody can say now whether a file is clean: daemon down, too slow, or no sensible answer."""


class ScanRefused(ScanUnavailable):
    """The daemon is there but gives this file no verdict (too large for it, say)."""


def is_on() -> bool:
    """Whether uploads are checked by ClamAV."""
    return bool(settings.CLAMD_ADDRESS)


def state_of_new_file() -> str:
    """What an upload begins as: `waiting` where files are checked, else `off`."""
    return ScanState.WAITING if is_on() else ScanState.OFF


def check(content: IO[bytes], *, most_seconds: float | None = None) -> str:
    """Stream a file to the daemon: `clean` or `infected`; raises ScanUnavailable.

    At most `most_seconds` (`CLAMD_TIMEOUT` where nothing is said) from connecting to the answer.
    """
    if not is_on():
        raise ScanUnavailable("CLAMD_ADDRESS is not set")
    until = time.monotonic() + (most_seconds or settings.CLAMD_TIMEOUT)
    try:
        with _connected(until) as daemon:
            return _verdict(_asked(daemon, content, until))
    except OSError as error:
        raise ScanUnavailable(str(error) or type(error).__name__) from error


def refuse_unsafe(upload: File[Any]) -> None:
    """Check an upload before it is stored, in the request; nothing happens where checks are off.

    For what editors put into the library: it can be on a page a moment later, so nothing is kept
    that was not checked, and whoever uploads can try again. Raises ValidationError (`malware`,
    `unchecked`).
    """
    if not is_on():
        return
    upload.seek(0)
    try:
        most = min(settings.CLAMD_TIMEOUT, LONGEST_REQUEST)
        verdict = check(cast("IO[bytes]", upload), most_seconds=most)
    except ScanRefused as reason:
        logger.warning("The virus check has no verdict on an upload: %s", reason)
        text = gettext("The virus check could not read this file (perhaps it is too large for it).")
        raise ValidationError(text, code="unchecked") from reason
    except ScanUnavailable as reason:
        logger.warning("The virus check is not there for an upload: %s", reason)
        text = gettext("The virus check does not answer at the moment. Please try again later.")
        raise ValidationError(text, code="unchecked") from reason
    finally:
        upload.seek(0)
    if verdict != ScanState.CLEAN:
        logger.warning("Malware in an upload to the library: refused")
        text = gettext("Malware was found in this file. It was not stored; please do not open it.")
        raise ValidationError(text, code="malware")


def _connected(until: float) -> socket.socket:
    """A connection to the daemon; raises OSError, ImproperlyConfigured."""
    address: str = settings.CLAMD_ADDRESS
    if address.startswith("unix:"):
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(_left(until))
        try:
            daemon.connect(address.removeprefix("unix:"))
        except OSError:
            daemon.close()
            raise
        return daemon
    parts = urlsplit(address)
    if parts.scheme != "tcp" or not parts.hostname:
        raise ImproperlyConfigured("CLAMD_ADDRESS is unix:/path or tcp://host:port")
    return socket.create_connection((parts.hostname, parts.port or 3310), _left(until))


def _asked(daemon: socket.socket, content: IO[bytes], until: float) -> bytes:
    """The daemon's answer about a content; an early answer (too large) ends the sending."""
    try:
        daemon.sendall(b"zINSTREAM\0")
        while chunk := content.read(CHUNK):
            daemon.settimeout(_left(until))
            daemon.sendall(struct.pack("!I", len(chunk)) + chunk)
        daemon.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        daemon.settimeout(_left(until))
        part = daemon.recv(LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("the daemon is too slow")
    return left


def _verdict(answer: bytes) -> str:
    """What the daemon said; only its exact words count, everything else raises ScanRefused."""
    words = answer.partition(b"\0")[0].decode("utf-8", "replace").strip()
    if words == "stream: OK":
        return ScanState.CLEAN
    if words.startswith("stream: ") and words.endswith(" FOUND"):
        return ScanState.INFECTED
    raise ScanRefused(f"answer: {words[:200]!r}")
