"""One audit on two laptops, by command: shared, filled in by both, joined, told where they met."""

from __future__ import annotations

import pytest

from app import cli
from app.bootstrap import open_with_key
from app.usecases.audit_profile import audit_profile
from app.usecases.people import introduce
from app.usecases.photos import photos_by_ref, picture_of
from app.usecases.records import readiness, start_record
from tests.builders import KEY, StillClock, an_app, with_school
from tests.builders_photos import WALL, a_photo_record
from tests.builders_pictures import a_photo

pytestmark = pytest.mark.usefixtures("cheap_codes")
SEEN = "Two lessons and twelve books were looked at with the subject leader."


@pytest.fixture
def at(without_passphrase, tmp_path, capsys):
    """Runs a command at one of the two laptops: `at("asha", "share", ...)`."""

    def run(laptop, *words):
        code = cli.main(["--data", str(tmp_path / laptop), *map(str, words)])
        told = capsys.readouterr()
        assert code == 0, told.err
        return told.out

    return run


@pytest.fixture
def give(at, tmp_path, monkeypatch):
    """Gives a record from one laptop to the other; answers what joining said."""

    def from_to(giver, receiver, record_id):
        path = tmp_path / "shared.visitbook"
        told = at(giver, "share", record_id, path, "--replace")
        code = next(line for line in told.splitlines() if line.startswith("Code: "))
        (tmp_path / "code").write_text(code.removeprefix("Code: ") + "\n")
        monkeypatch.setenv("VISITBOOK_CODE_FILE", str(tmp_path / "code"))
        return at(receiver, "join", path)

    return from_to


@pytest.fixture
def audit(tmp_path):
    app = an_app(tmp_path / "asha")
    with_school(app)
    record_id = start_record(app, 900001, "maths_audit").value.record.id
    app.store.close()
    other = open_with_key(tmp_path / "ben", KEY, clock=StillClock())
    introduce(other, name="Second Adviser", role="lle")
    other.store.close()
    return record_id


def level(at, laptop, record_id, prompt, value):
    at(laptop, "answer", record_id, f"{prompt}_level", value)
    at(laptop, "answer", record_id, f"{prompt}_seen", SEEN)
    at(laptop, "answer", record_id, f"{prompt}_sources", "lesson books")


def test_two_people_fill_in_one_audit_and_its_holder_sees_all_of_it(at, give, audit, tmp_path):
    at("asha", "answer", audit, "phases", "EYFS KS1 KS2")
    assert "Shared by Sample Adviser" in give("asha", "ben", audit)

    level(at, "asha", audit, "QA1", "2")
    level(at, "ben", audit, "LD1", "3")
    give("ben", "asha", audit)
    level(at, "ben", audit, "SK2", "1")
    told = give("ben", "asha", audit)
    give("asha", "ben", audit)

    assert "New or changed: 3 answers" in told
    assert "two people" not in told
    profiles = []
    for laptop in ("asha", "ben"):
        app = open_with_key(tmp_path / laptop, KEY, clock=StillClock())
        profiles.append((audit_profile(app, audit), {gap.ref for gap in readiness(app, audit)}))
        app.store.close()
    assert profiles[0][0] == profiles[1][0]


def test_both_versions_are_told_where_two_answered_one_prompt(at, give, audit):
    give("asha", "ben", audit)
    level(at, "asha", audit, "QA1", "2")
    level(at, "ben", audit, "QA1", "4")
    told = give("ben", "asha", audit)
    assert "One place was filled in by two people" in told
    assert "Also entered by" in told


def test_a_photo_goes_along_and_can_be_opened_there(at, give, tmp_path, audit):
    app = open_with_key(tmp_path / "asha", KEY, clock=StillClock())
    record_id = a_photo_record(app)
    app.store.close()
    picture = tmp_path / "wall.jpg"
    picture.write_bytes(a_photo())
    at("asha", "add-photo", record_id, "wall", picture, "--caption", "Bar models")

    told = give("asha", "ben", record_id)

    assert "1 photo" in told
    ben = open_with_key(tmp_path / "ben", KEY, clock=StillClock())
    photo = photos_by_ref(ben, record_id)[WALL]
    assert photo.caption == "Bar models"
    assert picture_of(ben, photo.id)[:2] == b"\xff\xd8"
    ben.store.close()


def test_looking_first_changes_nothing(at, give, audit, tmp_path):
    at("asha", "share", audit, tmp_path / "a.visitbook", "--json")
    give("asha", "ben", audit)
    level(at, "asha", audit, "QA1", "2")
    path = tmp_path / "shared.visitbook"
    told = at("asha", "share", audit, path, "--replace")
    code = next(line for line in told.splitlines() if line.startswith("Code: "))
    (tmp_path / "code").write_text(code.removeprefix("Code: "))
    before = at("ben", "show", audit, "--json")
    assert "3 answers" in at("ben", "join", path, "--look")
    assert at("ben", "show", audit, "--json") == before
