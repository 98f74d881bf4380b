"""A shared record's file: what opens it, where it may lie, and what a forged one cannot reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import sync, vault
from app.domain.changes import Change, Head, Stamp
from app.domain.own_forms import OwnForm
from app.domain.projects import Project
from app.domain.records import Record
from app.domain.schools import School, Urn
from app.errors import ExportError, FileThereError, InputError, WrongCodeError
from app.usecases.answering import answer
from app.usecases.opened import open_record
from app.usecases.records import start_project_record, start_record
from app.usecases.sharing import in_words, join_record, name_for, share_record
from tests.builders import with_school
from tests.builders_forms import asks, xform
from tests.builders_sharing import answers, found

pytestmark = pytest.mark.usefixtures("cheap_codes")
URN = 900001


@pytest.fixture
def record_id(asha):
    return start_record(asha, URN, "visit_1").value.record.id


def test_a_wrong_code_changes_nothing(asha, ben, tmp_path, record_id):
    shared = share_record(asha, record_id, tmp_path / "a.visitbook")
    other = share_record(asha, record_id, tmp_path / "b.visitbook")
    with pytest.raises(WrongCodeError, match="does not open this file"):
        join_record(ben, shared.path, other.code)
    assert found(ben, Record) == ()


def test_a_file_never_goes_into_the_data_folder(asha, record_id):
    with pytest.raises(ExportError, match="own folder"):
        share_record(asha, record_id, asha.folder / "a.visitbook")


def test_the_file_that_a_colleague_gave_is_not_written_over_unasked(asha, tmp_path, record_id):
    path = tmp_path / "a.visitbook"
    path.write_bytes(b"from Ben")
    with pytest.raises(FileThereError, match="already"):
        share_record(asha, record_id, path)
    assert path.read_bytes() == b"from Ben"
    share_record(asha, record_id, path, replace_file=True)
    assert path.read_bytes() != b"from Ben"


def test_two_who_share_one_record_on_one_day_are_offered_two_names(asha, ben, give, record_id):
    give(asha, ben, record_id)
    names = {name_for(asha, record_id), name_for(ben, record_id)}
    assert len(names) == 2
    day = asha.clock().astimezone().date().isoformat()
    assert all(day in name for name in names)
    assert f"S900001-V1_{day}_Second-Adviser.visitbook" in names


def test_a_file_that_is_gone_is_told_in_words(asha, tmp_path):
    with pytest.raises(InputError, match="can’t be read"):
        join_record(asha, tmp_path / "gone.visitbook", "7K3M-0QXA-9T4C")


def test_a_record_about_a_project_goes_with_its_project(asha, ben, give):
    with asha.store.unit_of_work() as work:
        work.save(Project("pr1", "Maths Progress", 2025))
        work.commit()
    record_id = start_project_record(asha, "pr1", "resource").value.record.id

    joined = give(asha, ben, record_id)

    assert (joined.school_name, joined.helps) == ("Maths Progress", False)
    assert open_record(ben, record_id).answers.keys() == open_record(asha, record_id).answers.keys()


def test_a_form_of_the_team_s_own_goes_with_its_record(asha, ben, give):
    xml = xform("<aim/>", "", asks("/data/aim"))
    with asha.store.unit_of_work() as work:
        work.save(OwnForm("a_form@3", "a_form", "3", "A form", xml))
        work.commit()
    record_id = start_record(asha, URN, "a_form").value.record.id

    give(asha, ben, record_id)
    answer(ben, record_id, "aim", "Ratio")
    give(ben, asha, record_id)

    assert answers(asha, record_id)["/data/aim"] == "Ratio"


def test_the_code_is_not_in_the_file(asha, tmp_path, record_id):
    shared = share_record(asha, record_id, tmp_path / "a.visitbook")
    content = shared.path.read_bytes()
    assert shared.code.encode() not in content
    assert shared.code.replace("-", "").encode() not in content


def forged(asha, record_id, tmp_path, *more):
    """A file that somebody made who has the code, with changes that no record brings."""
    path = tmp_path / "forged.visitbook"
    shared = share_record(asha, record_id, path)
    salt = sync.salt_of(path.read_bytes())
    key = vault.key_from_code(shared.code, salt)
    parcel = sync.open_parcel(path.read_bytes(), key)
    path.write_bytes(sync.seal_parcel(replace(parcel, changes=(*parcel.changes, *more)), key, salt))
    return path, shared.code


def made_up(scope, kind, id_, field, value, seq):
    return Change(scope, kind, id_, field, value, Head("forger", seq), Stamp(1 << 41, 0), (), "x")


def test_a_forged_file_reaches_nothing_but_its_record(asha, ben, tmp_path, record_id):
    with_school(ben, 900002, name="Brackenfield School")
    other = start_record(ben, 900002, "visit_1").value.record.id
    before = answers(ben, other)
    path, code = forged(
        asha,
        record_id,
        tmp_path,
        made_up(f"school:{URN}", "record", other, "answer:/data/about/purpose", "forged", 1),
        made_up("school:900002", "school", "900002", "name", "forged", 2),
        made_up(f"school:{URN}", "school", "900002", "name", "forged", 3),
        made_up("team", "adviser", ben.me, "name", "forged", 4),
        made_up(f"adviser:{ben.me}", "phrase", "ph1", "words", "forged", 5),
        made_up(f"adviser:{ben.me}", "record", record_id, "answer:/x/private_note", "forged", 6),
        made_up(f"school:{URN}", "passed_on", "po1", "role", "forged", 7),
        made_up(f"school:{URN}", "snapshot", f"{other}.1", "content", "forged", 8),
    )

    join_record(ben, path, code)

    with ben.store.reading() as reader:
        assert "forged" not in [change.value for change in reader.changes()]
    assert answers(ben, other) == before
    assert found(ben, School, urn=Urn(900002))[0].name == "Brackenfield School"


def test_wrong_values_in_a_file_break_no_row_and_are_counted(asha, ben, tmp_path, record_id):
    path, code = forged(
        asha,
        record_id,
        tmp_path,
        made_up(f"school:{URN}", "record", record_id, "on", "not a day", 1),
        made_up(f"school:{URN}", "record", record_id, "state", "burnt", 2),
        made_up(f"school:{URN}", "record", record_id, "revision", 1 << 50, 3),
    )
    joined = join_record(ben, path, code).value
    assert joined.left_out == 3
    assert found(ben, Record) == found(asha, Record)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((("answer", 1), ("photo", 2)), "1 answer, 2 photos"),
        ((("met_person", 1), ("evidence", 1)), "1 person met, 1 thing looked at"),
        ((("answer", 0),), "nothing"),
    ],
)
def test_counts_are_said_in_words(counts, said):
    assert in_words(counts) == said
