"""Photos without a window: added by command, listed, and carried by a backup."""

from __future__ import annotations

import json

import pytest

from tests.builders import an_app, with_school
from tests.builders_photos import WALL, a_photo_record
from tests.builders_pictures import a_photo


@pytest.fixture
def record_id(tmp_path):
    app = an_app(tmp_path / "data")
    with_school(app)
    record_id = a_photo_record(app)
    app.store.close()
    return record_id


def test_a_photo_is_added_and_listed(command, record_id, tmp_path):
    picture = tmp_path / "wall.jpg"
    picture.write_bytes(a_photo())
    code, told = command("add-photo", record_id, "wall", picture, "--caption", "Bar models")
    assert code == 0
    assert "800 × 600" in told
    assert "No faces, no names" in told
    code, told = command("photos", record_id)
    assert code == 0
    assert f"{WALL}  " in told
    assert "Bar models" in told


def test_the_key_of_a_photo_is_never_printed(command, record_id, tmp_path):
    picture = tmp_path / "wall.jpg"
    picture.write_bytes(a_photo())
    _code, told = command("add-photo", record_id, "wall", picture, "--json")
    assert "key" not in json.loads(told)
    _code, told = command("photos", record_id, "--json")
    assert [line["ref"] for line in json.loads(told)] == [WALL]
    assert "key" not in json.loads(told)[0]


@pytest.mark.parametrize("content", [b"no picture", None])
def test_what_cannot_be_added_is_said(command, record_id, tmp_path, content):
    picture = tmp_path / "wall.jpg"
    if content is not None:
        picture.write_bytes(content)
    code, told = command("add-photo", record_id, "wall", picture)
    assert code == 1
    assert "Nothing has been added." in told
    assert command("photos", record_id)[1].strip() == "This record has no photos."
