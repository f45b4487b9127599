"""Asks ClamAV's daemon about a file (INSTREAM of the clamd protocol); off unless it has an address.

`CLAMD_ADDRESS` is `unix:/run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`. Source: man clamd(8).
"""

from __future__ import annotations

import socket
import struct
import time
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext_lazy as _

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


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


def check(content: IO[bytes]) -> str:
    """Stream a file to the daemon: `clean` or `infected`; raises ScanUnavailable.

    At most `CLAMD_TIMEOUT` seconds from connecting to the answer.
    """
    if not is_on():
        raise ScanUnavailable("CLAMD_ADDRESS is not set")
    until = time.monotonic() + settings.CLAMD_TIMEOUT
    try:
        with _connected(until) as daemon:
            return _verdict(_asked(daemon, content, until))
    except OSError as error:
        raise ScanUnavailable(str(error) or type(error).__name__) from error


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
