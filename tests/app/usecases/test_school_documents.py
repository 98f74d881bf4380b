"""Documents of a school as a whole: offered, looked at, saved, and kept in mind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.records import ProducedDocument
from app.errors import ExportError, NotFoundError
from app.usecases.documents import Format
from app.usecases.school_documents import (
    BRIEFING,
    KINDS,
    export_of_school,
    offers,
    preview_of_school,
)
from app.usecases.school_page import school_page
from tests.builders import with_school

URN = 900001


def test_every_kind_is_offered_and_what_can_not_be_made_says_why(app):
    found = offers(app, URN)
    assert [offer.kind for offer in found] == list(KINDS)
    assert [offer.kind.key for offer in found if not offer.reason] == [BRIEFING]


def test_a_document_is_saved_in_the_folder_and_kept_in_the_schools_list(app, tmp_path):
    done = export_of_school(app, URN, BRIEFING, tmp_path / "out")
    assert done.value.path.name == "2026-01-20_Briefing_Alderbrook.pdf"
    assert done.value.path.read_bytes().startswith(b"%PDF")
    assert done.changes
    (line,) = school_page(app, URN).documents
    assert (line.document.kind, line.record, line.handed) == (BRIEFING, None, ())


@pytest.mark.parametrize("made_as", Format)
def test_a_document_is_saved_in_the_format_that_is_wanted(app, tmp_path, made_as):
    done = export_of_school(app, URN, BRIEFING, tmp_path, made_as=made_as)
    path = done.value.path
    assert path.name == f"2026-01-20_Briefing_Alderbrook{made_as.ending}"
    begins = {Format.PDF: b"%PDF", Format.HTML: b"<!doctype html>", Format.WORD: b"PK"}
    assert path.read_bytes().startswith(begins[made_as])
    assert done.value.kept.file_name == path.name


def test_the_same_document_saved_again_is_kept_once(app, tmp_path):
    first = export_of_school(app, URN, BRIEFING, tmp_path).value
    again = export_of_school(app, URN, BRIEFING, tmp_path).value
    assert (first.path, first.sha256, first.kept.id) == (again.path, again.sha256, again.kept.id)


def test_schools_of_one_name_do_not_replace_each_others_documents(app, tmp_path):
    with_school(app, 900002)
    paths = {export_of_school(app, urn, BRIEFING, tmp_path).value.path for urn in (URN, 900002)}
    assert len(paths) == 2
    assert all(path.is_file() for path in paths)


def test_nothing_readable_is_written_into_the_data_folder(app):
    with pytest.raises(ExportError):
        export_of_school(app, URN, BRIEFING, app.folder / "out")
    with app.store.reading() as reader:
        assert reader.find(ProducedDocument) == ()


def test_a_preview_has_its_pages_and_the_name_it_would_be_saved_under(app):
    shown = preview_of_school(app, URN, BRIEFING)
    assert (len(shown.pages), shown.file_name) == (1, "2026-01-20_Briefing_Alderbrook.pdf")


def test_a_kind_that_does_not_exist_is_named(app):
    with pytest.raises(NotFoundError, match="menu"):
        preview_of_school(app, URN, "menu")


def test_another_laptops_clock_changes_the_day_and_nothing_else(app, clock):
    one = preview_of_school(app, URN, BRIEFING)
    clock.go_on(hours=3)
    assert preview_of_school(app, URN, BRIEFING) == one
    clock.go_on(days=1)
    later = preview_of_school(app, URN, BRIEFING)
    assert Path(later.file_name).stem.startswith("2026-01-21")
    assert replace(later, pdf=b"") != replace(one, pdf=b"")
