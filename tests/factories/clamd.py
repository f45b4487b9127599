"""A small daemon that speaks clamd's protocol over a real socket, for tests."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class FakeClamd(socketserver.StreamRequestHandler):
    """Reads INSTREAM as clamd does; finds the harmless test string. `answer` replaces its words."""

    answer: bytes | None = None
    silent = False
    done = threading.Event()

    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            return
        content = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        if self.silent:
            self.done.wait(5)
            return
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        self.wfile.write(found if self.answer is None else self.answer)


@contextmanager
def daemons(settings: Any) -> Iterator[Callable[..., None]]:
    """Start a daemon on 127.0.0.1, perhaps with other words or none at all; all end at the end."""
    servers = []

    def start(answer: bytes | None = None, silent: bool = False) -> None:
        ended = threading.Event()
        handler = type("Handler", (FakeClamd,), {"answer": answer, "silent": silent, "done": ended})
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append((server, ended))
        settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{server.server_address[1]}"

    try:
        yield start
    finally:
        for server, ended in servers:
            ended.set()
            server.shutdown()
            server.server_close()
