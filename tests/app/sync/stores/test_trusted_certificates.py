"""What the system trusts, for libraries that want one file of it."""

from __future__ import annotations

import ssl
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.sync.stores.trusted_certificates import certificates_file


@pytest.fixture(autouse=True)
def asked_anew():
    certificates_file.cache_clear()
    yield
    certificates_file.cache_clear()


def test_a_file_that_the_system_has_is_taken(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert certificates_file() == str(certificate)


def test_what_the_system_keeps_elsewhere_is_written_to_a_file(certificate, monkeypatch, tmp_path):
    # As on Windows: no file, but a store that the library of the language reads.
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: SimpleNamespace(cafile=None))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    written = Path(certificates_file())

    assert written.parent == tmp_path
    trusted = ssl.create_default_context(cafile=str(written)).get_ca_certs()
    assert [dict(each["subject"][0]) for each in trusted] == [{"commonName": "trusted"}]
    assert certificates_file() == str(written)


def test_a_system_that_trusts_nobody_has_no_file(monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: SimpleNamespace(cafile=None))
    assert certificates_file() == ""
