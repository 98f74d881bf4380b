"""Records come in as the export wrote them: an XML, or a ZIP file of several."""

from __future__ import annotations

import zipfile

import pytest

from app.errors import InputError, VisitbookError
from app.usecases.exporting import export_records
from app.usecases.importing import import_records, records_there
from app.usecases.photos import add_photo, photos_of
from app.usecases.record_list import list_records
from app.usecases.records import finish_record
from tests.builders import a_finished_record, an_app, with_school
from tests.builders_photos import a_photo_record
from tests.builders_pictures import a_photo

URN, OTHER = 900001, 900002


@pytest.fixture
def app(tmp_path):
    app = an_app(tmp_path / "data")
    with_school(app, URN)
    yield app
    app.store.close()


@pytest.fixture
def exported(app, tmp_path):
    """A ZIP file of two records of one school, the second with a photo."""
    first = a_finished_record(app).id
    second = a_photo_record(app)
    add_photo(app, second, "wall", a_photo(), "Bar models")
    finish_record(app, second)
    return export_records(app, [first, second], "xml", tmp_path / "out.zip").paths[0]


def of_kind(app, state):
    return [line.record for line in list_records(app) if line.record.state == state]


def test_a_zip_tells_which_records_it_holds_and_whose_they_are(app, exported):
    there = records_there(app, exported)
    assert [each.urn for each in there] == [URN, URN]
    assert len({each.name for each in there}) == 2
    assert all(each.title and not each.why for each in there)


def test_all_records_of_a_zip_come_with_the_photos_beside_them(app, exported):
    made = import_records(app, exported).value
    assert (len(made.taken), made.refused) == (2, ())
    assert [record.urn for record in of_kind(app, "draft")] == [URN, URN]
    photos = [photo for each in made.taken for photo in photos_of(app, each.record.id)]
    assert [photo.caption for photo in photos] == ["Bar models"]


def test_only_the_chosen_record_comes_and_one_that_is_not_there_is_told(app, exported):
    first = records_there(app, exported)[0].name
    assert len(import_records(app, exported, URN, [first]).value.taken) == 1
    with pytest.raises(InputError, match=first):
        import_records(app, exported, URN, ["nobody"])
    assert len(of_kind(app, "draft")) == 1


def test_a_record_of_a_school_that_is_not_ones_own_needs_a_school(tmp_path, exported):
    here = an_app(tmp_path / "here")
    with_school(here, OTHER)
    assert [each.urn for each in records_there(here, exported)] == [0, 0]
    made = import_records(here, exported).value
    assert (made.taken, len(made.refused)) == ((), 2)
    made = import_records(here, exported, OTHER).value
    assert [each.record.urn for each in made.taken] == [OTHER]
    assert "which is not on this laptop" in made.refused[0].why  # the other's form
    here.store.close()


def test_one_bad_record_keeps_no_other_back(app, exported):
    with zipfile.ZipFile(exported, "a") as file:
        file.writestr("odd/odd.xml", "<data")
    made = import_records(app, exported).value
    assert len(made.taken) == 2
    assert [each.question for each in made.refused] == ["odd"]


def a_zip(path, *members, packing=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", packing) as file:
        for name, content in members:
            file.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([("swells/a.xml", b" " * 3_000_000)], "far more than records can need"),
        ([(f"{at}/a.xml", b"") for at in range(5_001)], "far more than records can need"),
        ([(f"{at}/a.xml", b"") for at in range(501)], "more than 500 records"),
        ([("../a.xml", b"<data/>")], "leads out of its folder"),
        ([("/etc/a.xml", b"<data/>")], "leads out of its folder"),
        ([("C:\\a.xml", b"<data/>")], "leads out of its folder"),
        ([("readme.txt", b"Hello")], "holds no record"),
        ([("__MACOSX/._a.xml", b"x"), (".hidden.xml", b"x")], "holds no record"),
    ],
)
def test_a_zip_that_is_no_export_is_told_and_changes_nothing(app, tmp_path, members, said):
    with pytest.raises(InputError, match=said):
        import_records(app, a_zip(tmp_path / "bad.zip", *members), URN)
    assert of_kind(app, "draft") == []


def test_a_part_that_lies_about_its_size_is_never_unpacked_whole(app, tmp_path, exported):
    content = bytearray(exported.read_bytes())
    with zipfile.ZipFile(exported) as file:
        entry = next(each for each in file.infolist() if each.filename.endswith(".xml"))
    size = entry.file_size.to_bytes(4, "little")
    path = tmp_path / "lies.zip"
    path.write_bytes(bytes(content).replace(size, (10).to_bytes(4, "little")))
    made = import_records(app, path, URN).value
    assert len(made.refused) >= 1


def test_a_zip_that_was_cut_short_or_has_a_password_is_told(app, tmp_path, exported):
    content = exported.read_bytes()
    path = tmp_path / "cut.zip"
    for spoilt in (content[:-40], content[:200], b"PK", b"PK\x03\x04" + b"\0" * 50):
        path.write_bytes(spoilt)
        with pytest.raises(VisitbookError):
            records_there(app, path)
    sealed = bytearray(content)
    for at in range(len(content) - 4):
        if content[at : at + 4] == b"PK\x01\x02":
            sealed[at + 8] |= 1
    path.write_bytes(sealed)
    with pytest.raises(InputError, match="password"):
        records_there(app, path)
