"""A web server on this machine that answers as it is told: with anything, slowly, or not at all."""

from __future__ import annotations

import socket
import socketserver
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.sync.stores.urls import WebdavPlace
from tests.builders_mail_server import HOST

PAUSE = 0.1  # seconds
HANGS, DRIPS, DROPS = b"hangs", b"drips", b"drops"
"""Stand for answers: none, one byte after the other, and a line that is reset."""


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    head: str = field(repr=False)
    body: bytes = field(repr=False)


def answer(status: str, body: bytes = b"", *headers: str) -> bytes:
    """A whole answer; its length stands there unless `headers` say otherwise."""
    lines = [f"HTTP/1.1 {status}", *headers]
    if not any(line.lower().startswith(("content-length", "transfer-")) for line in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


class HostileWeb:
    """What was asked of the server, and what it says: `says` is called with each request.

    A list of pieces is said with a pause after each.
    """

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.says: Callable[[Asked], bytes | list[bytes]] = lambda _: HANGS
        self.over = threading.Event()
        self.ended = threading.Semaphore(0)
        self._lines: set[socket.socket] = set()

    def serve(self, line: socket.socket) -> None:
        """Answer on one line until its end."""
        self._lines.add(line)
        with suppress(OSError, ValueError), line.makefile("rb") as reader:
            while not self.over.is_set():
                asked = _read(reader)
                self.asked.append(asked)
                self._say(line, self.says(asked))
        self._lines.discard(line)
        self.ended.release()

    def end(self) -> None:
        """End every line, whatever is going on there."""
        self.over.set()
        for line in tuple(self._lines):
            with suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    def _say(self, line: socket.socket, words: bytes | list[bytes]) -> None:
        if isinstance(words, list):
            for piece in words:
                line.sendall(piece)
                self.over.wait(PAUSE)
        elif words == HANGS:
            self._until_the_end(line, b"")
        elif words == DRIPS:
            line.sendall(b"HTTP/1.1 200 OK\r\nX-Drip: ")
            self._until_the_end(line, b".")
        elif words == DROPS:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.close()
            raise OSError
        else:
            line.sendall(words)
            if words.endswith(DRIPS):
                self._until_the_end(line, b".")

    def _until_the_end(self, line: socket.socket, drop: bytes) -> None:
        """Send a little now and then, until either side has enough of it."""
        while not self.over.wait(0.05):
            line.sendall(drop)
            line.settimeout(0.001)
            with suppress(TimeoutError):
                if not line.recv(1):
                    break
            line.settimeout(None)
        raise OSError


@contextmanager
def hostile_web(web: HostileWeb, certificate: Path | None = None) -> Iterator[WebdavPlace]:
    """The place at a server that runs while the block does; encrypted with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if certificate is not None:
        context.load_cert_chain(certificate)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            if certificate is None:
                web.serve(self.request)
                return
            with suppress(OSError), context.wrap_socket(self.request, server_side=True) as line:
                web.serve(line)

    with socketserver.ThreadingTCPServer((HOST, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        scheme = "http" if certificate is None else "https"
        try:
            yield WebdavPlace(f"{scheme}://{HOST}:{server.server_address[1]}/team", "ann")
        finally:
            web.end()
            server.shutdown()
            thread.join()


def _read(reader) -> Asked:
    first = reader.readline().decode()
    method, path, _ = first.split()
    head = ""
    length = 0
    while (header := reader.readline().decode()) not in {"\r\n", ""}:
        head += header
        name, _, value = header.partition(":")
        if name.lower() == "content-length":
            length = int(value)
    return Asked(method, path, head, reader.read(length))
