"""Object storage on this machine: an emulator of S3, and a server that answers what it is told."""

from __future__ import annotations

import logging
import ssl
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from app.sync.stores.s3 import S3Store
from app.sync.stores.urls import S3Place

HOST = "127.0.0.1"
ACCESS, SECRET = "AKCANARYACCESS", "canary/of+the:secret"
KEYS = f"{ACCESS}:{SECRET}"
PREFIX = "teams/one"


@dataclass(frozen=True)
class Emulator:
    """moto's server; each bucket is a test's own."""

    endpoint: str

    def client(self):
        """A client of another library, for what no store would do."""
        import boto3

        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=ACCESS,
            aws_secret_access_key=SECRET,
        )

    def place(self) -> S3Place:
        """A bucket of its own."""
        bucket = f"team-{uuid.uuid4().hex}"
        self.client().create_bucket(Bucket=bucket)
        return S3Place(bucket, PREFIX, self.endpoint, "us-east-1")


@contextmanager
def emulating() -> Iterator[Emulator]:
    """An emulator that runs while the block does."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)  # it tells of every call
    server = ThreadedMotoServer(ip_address=HOST, port=0, verbose=False)
    server.start()
    # Real servers look and add in one step; the emulator lets another call in between.
    server._server.app = _one_at_a_time(server._server.app)
    try:
        host, port = server.get_host_and_port()
        yield Emulator(f"http://{host}:{port}")
    finally:
        server.stop()


def _one_at_a_time(app):
    turn = threading.Lock()

    def answer(environ, start_response):
        with turn:
            return app(environ, start_response)

    return answer


@dataclass
class Answers:
    """What a server says to everything: a status, a body, after a while; or what `behind` says.

    `pause` comes before an answer and before the last byte of its body, in seconds; `last_byte`
    holds that one back. `asked` are the calls that came, and `dropped` the headers that never get
    to `behind`.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: threading.Event | None = None
    pause: float = 0.0
    last_byte: threading.Event | None = None
    behind: str = ""
    dropped: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list)
    headers_that_came: list[str] = field(default_factory=list)
    endpoint: str = ""

    def store(self, time_limit: float = 5.0) -> S3Store:
        """A store whose bucket is this server's."""
        return S3Store(S3Place("team", PREFIX, self.endpoint, "us-east-1"), KEYS, time_limit)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        answers = self.server.answers
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answers.asked.append(f"{self.command} {self.path}")
        answers.headers_that_came.append(str(self.headers))
        if answers.wait is not None:
            answers.wait.wait(30)
        threading.Event().wait(answers.pause)
        if answers.behind:
            self._pass_on(answers, content)
        else:
            self._say(answers.status, answers.headers, answers.body)

    do_HEAD = do_PUT = do_POST = do_DELETE = do_GET  # noqa: N815 - names of the library

    def _pass_on(self, answers: Answers, content: bytes) -> None:
        line = HTTPConnection(answers.behind.removeprefix("http://"))
        headers = {k: v for k, v in self.headers.items() if k.lower() not in answers.dropped}
        line.request(self.command, self.path, content, headers)
        answer = line.getresponse()
        self._say(answer.status, dict(answer.getheaders()), answer.read())
        line.close()

    def _say(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in {"content-length", "connection", "transfer-encoding"}:
                self.send_header(name, value)
        said = self.command == "HEAD" and headers.get("Content-Length")
        self.send_header("Content-Length", said or str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[:-1])
            self.wfile.flush()
            (self.server.answers.last_byte or threading.Event()).wait(self._rest)
            self.wfile.write(body[-1:])

    @property
    def _rest(self) -> float:
        """How long the last byte takes, in seconds."""
        answers = self.server.answers
        return answers.pause if answers.last_byte is None else 30.0

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answers: Answers) -> None:
        super().__init__((HOST, 0), _Handler)
        self.answers = answers

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that gave up is no error of the server's."""


@contextmanager
def answering(certificate: Path | None = None, **answers: object) -> Iterator[Answers]:
    """A server that runs while the block does; encrypted if it is given a certificate."""
    told = Answers(**answers)
    server = _Server(told)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    told.endpoint = f"http{'s' if certificate else ''}://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        for held in filter(None, (told.wait, told.last_byte)):
            held.set()
        server.shutdown()
        server.server_close()
        thread.join()
