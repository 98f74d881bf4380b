"""After a whole team life, nothing of what was written can be read in any file that it left."""

from __future__ import annotations

import base64
import logging
import tempfile
from pathlib import Path

import pytest

from app import logs
from app.bootstrap import open_with_key
from app.domain.pupils import FocusPupil
from app.domain.team import TeamRole
from app.errors import RefusedError
from app.sync.frame import read_frame
from app.sync.unpacking import pack_plain, unpack
from app.usecases import compacting
from app.usecases.answering import answer
from app.usecases.panels import add_met_person
from app.usecases.people import introduce
from app.usecases.photos import picture_of
from app.usecases.safety_copies import list_copies
from app.usecases.sync import sync_now
from app.usecases.team import create_team, invite, join_team, remove_member
from app.usecases.team_clashes import clashes, settle
from tests.builders import KEY, StillClock, with_school
from tests.builders_photos import a_record_with_a_photo
from tests.builders_synced import URN, says
from tests.builders_teams import sync_all

pytestmark = pytest.mark.usefixtures("cheap_codes")
CANARIES = {
    "adviser": "Canaryadviser Quill",
    "e-mail": "canarymail@westmarch.example",
    "team": "Canaryteam of Westmarch",
    "school": "Canaryschool Primary",
    "note": "Canarynote about fractions",
    "other note": "Canaryother about ratio",
    "person": "Canaryperson Vane",
    "caption": "Canarycaption of a wall",
    "pupil code": "ZQ-98765",
    "pupil note": "Canarypupil needs bar models",
}
PICTURES = (b"JFIF", b"\x89PNG", b"\xff\xd8\xff")
"""How pictures that are not sealed begin."""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The temporary folder of everything that runs in this test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    tempfile.tempdir = None


@pytest.fixture
def laptops(tmp_path, temporary):
    """Two laptops that log everything, and the clock of both."""
    clock = StillClock()
    apps, handlers = [], []
    for name in ("asha", "ben"):
        app = open_with_key(tmp_path / name, KEY, clock=clock)
        said = {"name": f"{CANARIES['adviser']} {name}", "email": CANARIES["e-mail"]}
        apps.append(introduce(app, role="sle", **said))
        handlers.append(logs.start(app.folder, logging.DEBUG))
    logging.getLogger().setLevel(logging.DEBUG)
    yield (*apps, clock)
    logging.getLogger().setLevel(logging.WARNING)
    for handler in handlers:
        logs.stop(handler)
    for app in apps:
        app.store.close()


def a_team_life(asha, ben, clock, place):
    """Made, joined, written in, clashed, settled, compacted, and one of them removed."""
    with_school(asha, name=CANARIES["school"])
    create_team(asha, place.as_uri(), "", CANARIES["team"])
    invited = invite(asha, TeamRole.MANAGER, place.parent / "ben.vbinvite").value
    join_team(ben, invited.path, invited.code)
    record, photo = a_record_with_a_photo(asha, CANARIES["caption"])
    answer(asha, record, "note", CANARIES["note"])
    add_met_person(asha, record, role="headteacher", name=CANARIES["person"])
    pupil = FocusPupil("p1", URN, CANARIES["pupil code"], note=CANARIES["pupil note"])
    with asha.store.unit_of_work() as work:
        work.save(pupil)
        work.commit()
    sync_all(asha, ben)
    says(ben, record, CANARIES["other note"], "note")
    answer(asha, record, "note", CANARIES["note"] + ", again")
    sync_all(asha, ben)
    settle(asha, clashes(asha)[0].id, "both")
    for number in range(4):
        says(ben, record, f"{CANARIES['note']} {number}", "other")
        sync_now(ben)
    sync_all(asha, ben)
    clock.go_on(days=8)
    sync_all(asha, ben)
    sync_all(asha, ben)
    remove_member(asha, ben.me)
    says(asha, record, CANARIES["other note"])
    sync_now(asha)
    with pytest.raises(RefusedError):
        sync_now(ben)
    return photo


def files_below(*folders):
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def ways_to_write(words):
    """A text in the encodings in which it could be found."""
    plain = words.encode()
    for text in (words, words.upper(), words.lower()):
        yield from (text.encode(), text.encode("utf-16-le"), pack_plain(text))
    for shift in range(3):  # as Base64 has it, whatever stands before
        yield base64.b64encode(b"x" * shift + plain)[4 * bool(shift) : -4]


def contents(path):
    """The bytes of a file, and of what is packed in it where nobody sealed it."""
    content = path.read_bytes()
    yield content
    if path.parts[-3] == "roster":
        yield repr(unpack(read_frame(content).body)).encode()


def test_nothing_that_was_written_can_be_read_in_what_a_team_leaves_anywhere(
    laptops, tmp_path, temporary, monkeypatch
):
    monkeypatch.setattr(compacting, "MANY_SEGMENTS", 3)
    asha, ben, clock = laptops
    store = tmp_path / "store"
    photo = a_team_life(asha, ben, clock, store)
    picture = picture_of(ben, photo.id)
    found = files_below(store, asha.folder, ben.folder, temporary, tmp_path)
    kinds = {path.suffix for path in found}
    assert {".db", ".seg", ".snap", ".bin", ".vbt", ".log", ".vbinvite"} <= kinds
    assert list_copies(asha.folder)
    assert (store / "v1" / "photos").is_dir()
    forms = [form for words in CANARIES.values() for form in ways_to_write(words)]
    forms += [picture[at : at + 48] for at in range(0, len(picture) - 48, 997)]
    forms += [str(URN).encode(), photo.id.encode(), photo.file_name.encode()]

    told = [
        (path.name, form)
        for path in found
        for content in contents(path)
        for form in forms
        if form in content
    ]

    assert told == []
    assert not [path for path in found if path.read_bytes().startswith(PICTURES)]
    names = " ".join(str(path.relative_to(tmp_path)) for path in found).casefold()
    assert not [words for words in CANARIES.values() if words.casefold() in names]
    assert str(URN) not in names


def test_the_search_finds_a_canary_where_there_is_one(tmp_path):
    """So that finding nothing means something."""
    for number, form in enumerate(ways_to_write(CANARIES["note"])):
        (tmp_path / str(number)).write_bytes(b"before" + form + b"after")
    whole = base64.b64encode(b"xy" + CANARIES["note"].encode() + b"z")
    forms = list(ways_to_write(CANARIES["note"]))
    for path in files_below(Path(tmp_path)):
        assert any(form in path.read_bytes() for form in forms)
    assert any(form in whole for form in forms)
