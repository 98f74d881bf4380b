"""A PDF behind a password is unreadable without it, and the same document with it."""

from __future__ import annotations

import io

import pikepdf
import pytest

from app.reports import document_for, render_pdf, with_password
from tests import builders_documents as b

PASSWORD = "7K3M-0QXA-9T4C"


@pytest.fixture(scope="module")
def plain():
    return render_pdf(document_for(b.visit()))


@pytest.fixture(scope="module")
def locked(plain):
    return with_password(plain, PASSWORD)


def test_without_the_password_nothing_can_be_read(locked):
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked))
    assert b"Note of visit" not in locked


def test_it_is_sealed_with_aes_256_and_may_be_read_aloud(locked):
    with pikepdf.open(io.BytesIO(locked), password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.encryption.stream_method.name == "aesv3"
        assert pdf.allow.accessibility


def test_with_the_password_it_is_the_same_document(plain, locked):
    opened = pikepdf.open(io.BytesIO(locked), password=PASSWORD)
    before = pikepdf.open(io.BytesIO(plain))
    with opened, before:
        contents = [page.Contents.read_bytes() for page in opened.pages]
        assert contents == [page.Contents.read_bytes() for page in before.pages]
        assert opened.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()


@pytest.mark.parametrize("password", ["", "ß" * 64])
def test_a_password_that_a_pdf_cannot_have_is_no_password(plain, password):
    with pytest.raises(ValueError, match="127 bytes"):
        with_password(plain, password)
