"""WebDAV servers of the tests' own, on this machine: wsgidav, and Apache with mod_dav."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest

from app.sync.stores.urls import WebdavPlace
from tests.builders_mail_server import HOST, a_free_port

USER, SECRET = "ann", "£ canary of WebDAV"
NOBODY = "www-data"  # whom Debian makes for Apache, which will not work as root
STARTING = 30.0  # seconds
_MODULES = (
    *("mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic"),
    *("dav", "dav_fs"),
)


@dataclass(frozen=True)
class WebServer:
    """A server's address and the folder that it shows there."""

    url: str
    folder: Path

    def team(self) -> WebdavPlace:
        """A place of its own for a team, which is not made yet."""
        return WebdavPlace(f"{self.url}/Our%20team%20{secrets.token_hex(8)}", USER)

    def folder_of(self, place: WebdavPlace) -> Path:
        """Where the files of such a place lie."""
        return self.folder / unquote(place.url.rpartition("/")[2])


@contextmanager
def wsgidav_server() -> Iterator[WebServer]:
    """A wsgidav that runs while the block does."""
    from cheroot import wsgi
    from wsgidav.wsgidav_app import WsgiDAVApp

    with tempfile.TemporaryDirectory(prefix="visitbook-wsgidav-") as folder:
        app = WsgiDAVApp(
            {
                "provider_mapping": {"/": folder},
                "simple_dc": {"user_mapping": {"*": {USER: {"password": SECRET}}}},
                "http_authenticator": {"accept_basic": True, "accept_digest": False},
                "verbose": 0,
                "logging": {"enable": False},
            }
        )
        server = wsgi.Server((HOST, 0), app, numthreads=8, shutdown_timeout=1)
        server.prepare()
        thread = threading.Thread(target=server.serve)
        thread.start()
        try:
            yield WebServer(f"http://{HOST}:{server.bind_addr[1]}", Path(folder))
        finally:
            server.stop()
            thread.join()


@contextmanager
def apache_server() -> Iterator[WebServer]:
    """An Apache with mod_dav that runs while the block does; skips where it is not installed."""
    program, modules = _apache()
    with tempfile.TemporaryDirectory(prefix="visitbook-apache-") as name:
        home = Path(name)
        files = home / "files"
        files.mkdir()
        hashed = b64encode(hashlib.sha1(SECRET.encode()).digest()).decode()
        (home / "users").write_text(f"{USER}:{{SHA}}{hashed}\n")
        port = a_free_port()
        (home / "apache.conf").write_text(_settings(home, modules, port))
        if _is_root():
            for path in (home, files):
                shutil.chown(path, NOBODY, NOBODY)
        server = subprocess.Popen(
            [program, "-X", "-d", home, "-f", home / "apache.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _await(port, server)
            yield WebServer(f"http://{HOST}:{port}", files)
        finally:
            server.kill()  # asked politely, it waits for lines that are kept open
            server.wait(STARTING)


def _settings(home: Path, modules: Path, port: int) -> str:
    loaded = [f"LoadModule {name}_module {modules}/mod_{name}.so" for name in _MODULES]
    whom = [f"User {NOBODY}", f"Group {NOBODY}"] if _is_root() else []
    return "\n".join(
        [
            *loaded,
            *whom,
            f"ServerName {HOST}",
            f"Listen {HOST}:{port}",
            f"PidFile {home}/apache.pid",
            f"DefaultRuntimeDir {home}",
            f"ErrorLog {home}/errors",
            f"DavLockDB {home}/locks",
            f"DocumentRoot {home}/files",
            "<Location />",
            "Dav On",
            "AuthType Basic",
            "AuthName team",
            f"AuthUserFile {home}/users",
            "Require valid-user",
            "</Location>",
            "",
        ]
    )


def _apache() -> tuple[str, Path]:
    program = shutil.which("apache2", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    modules = Path("/usr/lib/apache2/modules")
    if program is None or not (modules / "mod_dav_fs.so").exists():
        pytest.skip("Apache with mod_dav is not installed here")
    return program, modules


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _await(port: int, server: subprocess.Popen) -> None:
    end, pause = time.monotonic() + STARTING, threading.Event()
    while True:
        try:
            socket.create_connection((HOST, port)).close()
        except OSError:
            if server.poll() is not None or time.monotonic() > end:
                raise
            pause.wait(0.05)
        else:
            return
