"""Documents that cannot be written, or would take another's place: nothing is lost."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import unlock
from app.usecases.documents import Format, export_all, export_record
from tests.builders import a_finished_record, with_school
from tests.builders_laptop import PASSPHRASE

DAY = date(2026, 1, 20)


def refuse(number: int):
    def no(*_, **__):
        raise OSError(number, os.strerror(number))

    return no


@pytest.fixture
def finished(worked_in):
    """The id of the one finished record."""
    return next(r["id"] for r in worked_in.does("records") if r["state"] == "finished")


@pytest.fixture
def exported(worked_in, finished, tmp_path):
    """Its PDF in a folder of its own."""
    (made,) = worked_in.does("export", finished, tmp_path / "out")
    return Path(made["path"])


@pytest.fixture
def app(laptop):
    app = unlock(laptop.folder, PASSPHRASE)
    yield app
    app.store.close()


def test_a_document_that_is_open_elsewhere_is_left_and_said_so(
    worked_in, finished, exported, monkeypatch
):
    before = exported.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", refuse(13))
        said = worked_in.is_refused("export", finished, exported.parent)
    assert f"{exported.name} can’t be replaced: it may be open in another program" in said
    assert "Close it there, or choose another folder. Your record is safe." in said
    assert list(exported.parent.iterdir()) == [exported]
    assert exported.read_bytes() == before


def test_a_full_disk_leaves_no_half_document(worked_in, finished, exported, monkeypatch):
    before = exported.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("app.files.os.fsync", refuse(28))
        said = worked_in.is_refused("export", finished, exported.parent)
    assert "The disk is full" in said
    assert "Your record is safe." in said
    assert list(exported.parent.iterdir()) == [exported]
    assert exported.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told_of(worked_in, finished, tmp_path):
    (tmp_path / "a file").write_text("in the way")
    said = worked_in.is_refused("export", finished, tmp_path / "a file" / "out")
    assert "can’t be used. Nothing has been written. Choose another folder." in said


def test_a_document_is_never_put_into_the_data_folder(worked_in, finished):
    said = worked_in.is_refused("export", finished, worked_in.folder / "documents")
    assert "don’t belong in Visitbook’s own folder" in said
    assert not list(worked_in.folder.rglob("*.pdf"))


def test_a_draft_has_no_document_yet(worked_in, tmp_path):
    draft = next(r["id"] for r in worked_in.does("records") if r["state"] == "draft")
    assert "has not been finished yet" in worked_in.is_refused("export", draft, tmp_path / "out")


def test_the_same_document_written_again_takes_its_own_place(worked_in, finished, exported):
    (again,) = worked_in.does("export", finished, exported.parent)
    assert again["path"] == str(exported)
    assert list(exported.parent.iterdir()) == [exported]


def test_schools_that_are_called_alike_keep_a_document_each(app, tmp_path):
    for urn, name in ((900011, "Alderbrook Primary School"), (900012, "ALDERBROOK Junior School")):
        with_school(app, urn, name=name)
        a_finished_record(app, urn, DAY)
    names = [made.path.name for made in export_all(app, tmp_path / "out").value]
    first, second = sorted(names)
    assert (first, second) == (
        "2026-01-20_Visit1_ALDERBROOK_900012_v1.pdf",
        "2026-01-20_Visit1_Alderbrook_v1.pdf",
    )
    assert {path.name for path in (tmp_path / "out").iterdir()} == {first, second}


def test_a_word_document_never_has_the_name_of_another_records_pdf(app, tmp_path):
    # a draft lies beside each under the same name, with an ending of its own
    for urn, name in ((900011, "Alderbrook Primary School"), (900012, "Alderbrook Junior School")):
        with_school(app, urn, name=name)
    first, second = (a_finished_record(app, urn, DAY).id for urn in (900011, 900012))
    pdf = export_record(app, first, tmp_path / "out").value
    word = export_record(app, second, tmp_path / "out", made_as=Format.WORD).value
    assert pdf.path.stem != word.path.stem


def test_a_document_keeps_its_name_whichever_is_written_again(app, tmp_path):
    records = []
    for urn, name in ((900011, "Alderbrook Primary School"), (900012, "Alderbrook Junior School")):
        with_school(app, urn, name=name)
        records.append(a_finished_record(app, urn, DAY).id)
    paths = [export_record(app, record, tmp_path / "out").value.path for record in records]
    for record, path in reversed(list(zip(records, paths, strict=True))):
        assert export_record(app, record, tmp_path / "out").value.path == path


def test_two_records_of_one_school_on_one_day_keep_a_document_each(app, tmp_path):
    with_school(app)
    for _ in range(3):
        a_finished_record(app, on=DAY)
    made = export_all(app, tmp_path / "out").value
    assert len({document.path for document in made}) == 3
    for document in made:
        assert document.path.read_bytes().startswith(b"%PDF")
