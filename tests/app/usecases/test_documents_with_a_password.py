"""A password goes with a PDF alone; anything else that was asked for is refused in words."""

from __future__ import annotations

import pytest

from app.errors import ExportError
from app.usecases.documents import Format, export_record
from tests.builders import a_finished_record


@pytest.mark.parametrize("made_as", [Format.WORD, Format.HTML])
def test_what_is_no_pdf_is_not_written_with_a_password(app, tmp_path, made_as):
    record = a_finished_record(app)
    with pytest.raises(ExportError, match="Only a PDF can have a password"):
        export_record(app, record.id, tmp_path / "out", made_as=made_as, password="7K3M-0QXA")
    assert not list((tmp_path / "out").iterdir())


def test_a_pdf_is(app, tmp_path):
    record = a_finished_record(app)
    made = export_record(app, record.id, tmp_path / "out", password="7K3M-0QXA").value
    assert b"Note of visit" not in made.path.read_bytes()
    assert b"/Encrypt" in made.path.read_bytes()
