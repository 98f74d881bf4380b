"""A mail server that this machine trusts."""

from __future__ import annotations

import pytest

from tests.builders_mail_server import PostOffice, make_certificate


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """Trusted where `office` is used."""
    return make_certificate(tmp_path_factory.mktemp("certificate"), "trusted")


@pytest.fixture
def office(certificate, monkeypatch):
    """What arrives at the server, and what it answers."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return PostOffice()
