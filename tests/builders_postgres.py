"""A PostgreSQL server of the tests' own, on this machine, with a database for whoever asks."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socketserver
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from app.sync.stores.postgres_schema import admit, make_schema
from app.sync.stores.urls import PostgresPlace
from tests.builders_mail_server import HOST, a_free_port, make_certificate

CHIEF, CHIEF_SECRET = "chief", "canary of the chief"
MEMBER = "01kc0000000000000000000000"
OWNER = "postgres"  # whom Debian makes for the server, which will not run as root
STARTING = 60.0  # seconds
PAUSE = 0.3  # seconds in which a server may hear more


@dataclass(frozen=True)
class Database:
    """A database for a team, its table made, and the certificate of its server."""

    place: PostgresPlace
    certificate: Path

    def admitted(self, **options: str) -> tuple[PostgresPlace, str]:
        """The place for a new member, with the password."""
        role, password = admit(self.place, CHIEF_SECRET, MEMBER)
        return self.seen_by(role, **options), password

    def seen_by(self, role: str, **options: str) -> PostgresPlace:
        place = self.place
        return PostgresPlace(place.host, place.port, place.database, role, options or place.options)

    def connected(self, user: str = CHIEF, password: str = CHIEF_SECRET) -> psycopg.Connection:
        """A bare line, for what no store would do."""
        place = self.place
        return psycopg.connect(
            host=place.host,
            port=place.port,
            dbname=place.database,
            user=user,
            password=password,
            autocommit=True,
        )


@contextmanager
def postgres_server() -> Iterator[Database]:
    """A server that runs while the block does; skips where PostgreSQL is not installed."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="visitbook-postgres-") as folder:
        home = Path(folder)
        certificate = make_certificate(home, "server")
        key = home / "key.pem"
        key.write_bytes(certificate.read_bytes())
        key.chmod(0o600)
        (home / "secret").write_text(CHIEF_SECRET)
        _hand_over(home)
        _run(
            [programs / "initdb", "-D", home / "data", "-U", CHIEF, "--no-sync", "--locale=C"],
            ["--encoding=UTF8", "--auth=scram-sha-256", f"--pwfile={home / 'secret'}"],
        ).wait(STARTING)
        port = a_free_port()
        settings = {
            "listen_addresses": HOST,
            "port": port,
            "unix_socket_directories": home,
            "fsync": "off",
            "ssl": "on",
            "ssl_cert_file": certificate,
            "ssl_key_file": key,
            "max_connections": 40,
        }
        options = [f"--{name}={value}" for name, value in settings.items()]
        server = _run([programs / "postgres", "-D", home / "data"], options)
        try:
            database = Database(PostgresPlace(HOST, port, "postgres", CHIEF), certificate)
            _await(database, server)
            yield database
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing of it is needed again
            server.wait(STARTING)


@contextmanager
def team_database(server: Database) -> Iterator[Database]:
    """A fresh database with its table."""
    with empty_database(server) as database:
        make_schema(database.place, CHIEF_SECRET)
        yield database


@contextmanager
def empty_database(server: Database) -> Iterator[Database]:
    """A fresh database with nothing in it."""
    name = f"team_{secrets.token_hex(8)}"
    with closing(server.connected()) as line:
        line.execute(f"CREATE DATABASE {name}")
    options = {"sslmode": "prefer"}
    place = PostgresPlace(server.place.host, server.place.port, name, CHIEF, options)
    yield Database(place, server.certificate)
    with closing(server.connected()) as line:
        line.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _programs() -> Path:
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name)
    )
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        pytest.skip("PostgreSQL is not installed here")
    return found[-1] if found else Path(on_path).parent


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _hand_over(home: Path) -> None:
    if _is_root():
        for path in (home, *home.iterdir()):
            shutil.chown(path, OWNER, OWNER)


def _run(command, options) -> subprocess.Popen:
    drop = {"user": OWNER, "group": OWNER, "extra_groups": []} if _is_root() else {}
    return subprocess.Popen(
        [*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **drop
    )


def _await(database: Database, server: subprocess.Popen) -> None:
    end, pause = time.monotonic() + STARTING, threading.Event()
    while True:
        try:
            database.connected().close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                raise
            pause.wait(0.05)
        else:
            return


@contextmanager
def listening(answer: bytes | None, heard: list[bytes] | None = None) -> Iterator[PostgresPlace]:
    """The place of a server that sends `answer` to each line, again and again if it is one byte."""
    heard = [] if heard is None else heard
    over = threading.Event()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            if answer is None:
                return
            self.request.settimeout(PAUSE)
            with suppress(OSError):
                heard.append(self.request.recv(4096))
                self.request.sendall(answer)
                with suppress(TimeoutError):
                    heard.append(self.request.recv(4096))
                while not over.wait(0.05):
                    self.request.sendall(answer[-1:])

    with socketserver.ThreadingTCPServer((HOST, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            options = {"sslmode": "prefer"}
            yield PostgresPlace(HOST, server.server_address[1], "team", "ann", options)
        finally:
            over.set()
            server.shutdown()
            thread.join()
