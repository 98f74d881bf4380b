"""What every test gets: no screen, English as it is written in Britain, no unexpected error log."""

from __future__ import annotations

import logging
import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class ErrorLog(logging.Handler):
    """Keeps what was logged as an error or worse."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.records = []

    def emit(self, record):
        self.records.append(record)


@pytest.fixture
def errors_logged():
    """The error log of this test; a test that expects errors takes them out of it."""
    handler = ErrorLog()
    logging.getLogger().addHandler(handler)
    yield handler.records
    logging.getLogger().removeHandler(handler)


@pytest.fixture(autouse=True)
def no_unexpected_error_log(errors_logged):
    """Fails a test that logged an error nobody took out of the log."""
    yield
    assert not errors_logged, [record.getMessage() for record in errors_logged]


@pytest.fixture
def cheap_codes(monkeypatch):
    """Makes the key of a shared record's code at next to no cost."""
    from app.vault import Cost

    monkeypatch.setattr("app.vault.sharing_code.Cost", lambda: Cost(64, 1, 1))


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A mail server's certificate, trusted where `office` is used."""
    from tests.builders_mail_server import make_certificate

    return make_certificate(tmp_path_factory.mktemp("certificate"), "trusted")


@pytest.fixture
def office(certificate, monkeypatch):
    """What arrives at a mail server, and what it answers."""
    from tests.builders_mail_server import PostOffice

    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return PostOffice()


@pytest.fixture(scope="session")
def emulator():
    """An emulator of S3 that runs for all tests of this worker."""
    pytest.importorskip("moto.server", reason="the emulator of S3 (moto) is not installed")
    from tests.builders_buckets import emulating

    with emulating() as emulator:
        yield emulator


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server that runs for all tests of this worker."""
    from tests.builders_postgres import postgres_server

    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def wsgidav():
    """A WebDAV server in Python, for all tests of this worker."""
    pytest.importorskip("wsgidav", reason="wsgidav is not installed")
    from tests.builders_webdav import wsgidav_server

    with wsgidav_server() as server:
        yield server


@pytest.fixture(scope="session")
def apache():
    """Apache with mod_dav, for all tests of this worker."""
    from tests.builders_webdav import apache_server

    with apache_server() as server:
        yield server


@pytest.fixture
def quick_settling(monkeypatch):
    """A colleague on this machine ends soon what was begun."""
    monkeypatch.setattr("app.sync.stores.webdav.SETTLING", 0.3)


@pytest.fixture(scope="session")
def the_team(tmp_path_factory):
    """A team of three managers that is copied for each test: making it takes some seconds."""
    from app.vault import Cost
    from tests.builders_synced import make_the_team

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.vault.sharing_code.Cost", lambda: Cost(64, 1, 1))
        yield make_the_team(tmp_path_factory.mktemp("team of three"))


@pytest.fixture
def bench(the_team, tmp_path):
    """A copy of that team to work on."""
    from tests.builders_synced import Bench

    bench = Bench(the_team, tmp_path / "bench")
    yield bench
    bench.close()
