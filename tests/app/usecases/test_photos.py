"""A photo is added, sealed, captioned, shown, copied for safety, and swept once nobody names it."""

from __future__ import annotations

import io
import json
import os
import time
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest

from app.bootstrap import open_with_key
from app.domain.photos import Photo
from app.domain.records import RecordState
from app.domain.snapshot import from_json, to_json
from app.errors import DamagedStoreError, InputError, NotFoundError, RuleError
from app.storage import daily_copy, list_copies, restore
from app.usecases.answering import add_row, answer
from app.usecases.documents import export_record, preview
from app.usecases.opened import open_record
from app.usecases.photos import (
    LONGEST_CAPTION,
    add_photo,
    agree_photos,
    caption_photo,
    photo_pixels,
    photos_agreed,
    photos_by_ref,
    photos_of,
    picture_of,
    picture_or_none,
    remove_photo,
    seal_photo,
    sweep_photos,
)
from app.usecases.records import finish_record, finished_snapshot, reopen_record, save_answers
from tests.builders import KEY
from tests.builders_documents import text_of
from tests.builders_photos import BOOK, LATER, OWN, WALL, a_photo_record, a_record_with_a_photo
from tests.builders_pictures import a_photo, opened

WEEK = 7 * 24 * 60 * 60


def sealed_files(app):
    return sorted((app.folder / "photos").glob("*.sealed"))


def file_of(app, photo):
    return app.folder / "photos" / f"{photo.sha256}.sealed"


def grow_old(app):
    """As if every file had been written a week ago."""
    for path in sealed_files(app):
        os.utime(path, (time.time() - WEEK,) * 2)


def test_a_photo_answers_its_question_and_is_there_again_when_asked_for(app):
    record_id, photo = a_record_with_a_photo(app)
    assert open_record(app, record_id).answers[WALL] == photo.file_name
    assert photos_of(app, record_id) == (photo,)
    assert photo.caption == "Bar models in Year 4"
    assert opened(picture_of(app, photo.id)).size == (photo.width, photo.height) == (800, 600)
    assert len(picture_of(app, photo.id)) == photo.size


def test_the_answer_and_the_photo_are_one_change(app):
    record_id = a_photo_record(app)
    done = add_photo(app, record_id, WALL, a_photo())
    fields = {(change.kind, change.field) for change in done.changes}
    assert ("record", f"answer:{WALL}") in fields
    assert ("photo", "key") in fields


def test_a_form_says_how_many_pixels_a_photo_may_have(app):
    record_id = a_photo_record(app)
    assert add_photo(app, record_id, WALL, a_photo(1600, 1200)).value.width == 800
    answer(app, record_id, "note", "more")
    assert add_photo(app, record_id, LATER, a_photo(4000, 1000)).value.width == 2000


def test_nothing_of_a_picture_can_be_read_on_the_disk(app):
    record_id, photo = a_record_with_a_photo(app)
    picture = picture_of(app, photo.id)
    app.store.close()
    for path in app.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for trace in (
            b"\xff\xd8\xff",
            b"JFIF",
            picture[200:260],
            b"Bar models",
            bytes.fromhex(photo.key),
        ):
            assert trace not in content, path.name
    assert record_id


def test_every_photo_has_a_key_of_its_own(app):
    record_id = a_photo_record(app)
    content = a_photo()
    one = add_photo(app, record_id, WALL, content).value
    two = add_photo(app, record_id, WALL, content).value
    assert one.key != two.key
    assert one.sha256 != two.sha256


def test_a_sealed_file_opens_only_as_the_photo_it_was_sealed_as(app):
    record_id, photo = a_record_with_a_photo(app)
    with app.store.unit_of_work() as work:
        other = Photo("another", 900001, record_id, "x.jpg", photo.key, photo.sha256, 1, 1, 1)
        work.save(other)
        work.commit()
    with pytest.raises(DamagedStoreError):
        picture_of(app, "another")


def test_another_photo_takes_the_place_of_the_one_before(app):
    record_id, first = a_record_with_a_photo(app)
    second = add_photo(app, record_id, WALL, a_photo(300, 200)).value
    assert photos_of(app, record_id) == (second,)
    assert opened(picture_of(app, first.id))  # undoing finds it again
    save_answers(app, record_id, {WALL: first.file_name}, open_record(app, record_id).seen)
    assert photos_of(app, record_id) == (first,)


def test_a_photo_is_taken_out_and_can_be_put_back(app):
    record_id, photo = a_record_with_a_photo(app)
    assert remove_photo(app, record_id, WALL).value == photo.file_name
    assert photos_of(app, record_id) == ()
    save_answers(app, record_id, {WALL: photo.file_name}, open_record(app, record_id).seen)
    assert photos_by_ref(app, record_id) == {WALL: photo}


def test_a_caption_is_changed(app):
    record_id, photo = a_record_with_a_photo(app)
    assert caption_photo(app, photo.id, "  Number lines,\nYear 2 ").value.caption == (
        "Number lines, Year 2"
    )
    assert photos_of(app, record_id)[0].caption == "Number lines, Year 2"


def test_a_caption_that_is_too_long_is_refused(app):
    _record_id, photo = a_record_with_a_photo(app)
    with pytest.raises(InputError, match="fewer words"):
        caption_photo(app, photo.id, "a" * (LONGEST_CAPTION + 1))


def test_a_row_of_a_repeat_has_a_photo_of_its_own(app):
    record_id = a_photo_record(app)
    rows = [add_row(app, record_id, "/data/books/row", {"say": said}) for said in ("one", "two")]
    refs = [next(ref for ref in row.refs if ref.endswith("/book")) for row in rows]
    photos = [add_photo(app, record_id, ref, a_photo(60, 40)).value for ref in refs]
    assert photos_by_ref(app, record_id) == dict(zip(refs, photos, strict=True))
    assert BOOK


def test_only_a_question_for_a_photo_takes_one(app):
    record_id = a_photo_record(app)
    with pytest.raises(InputError, match="not answered with a photo"):
        add_photo(app, record_id, "note", a_photo())
    with pytest.raises(NotFoundError):
        add_photo(app, record_id, "nothing", a_photo())
    with pytest.raises(RuleError, match="not asked"):
        add_photo(app, record_id, LATER, a_photo())
    assert sealed_files(app) == []


def test_a_question_for_a_photo_takes_no_words(app):
    record_id, photo = a_record_with_a_photo(app)
    with pytest.raises(InputError, match="add-photo"):
        answer(app, record_id, "wall", "a wall.jpg")
    answer(app, record_id, "wall", "")
    assert photos_of(app, record_id) == ()
    assert photo


def test_what_is_no_picture_leaves_nothing_behind(app):
    record_id = a_photo_record(app)
    with pytest.raises(InputError):
        add_photo(app, record_id, WALL, b"no picture")
    assert sealed_files(app) == []
    assert WALL not in open_record(app, record_id).answers


def test_a_finished_record_takes_no_photo_and_no_caption(app):
    record_id, photo = a_record_with_a_photo(app)
    finish_record(app, record_id)
    for act in (
        lambda: add_photo(app, record_id, WALL, a_photo(60, 40)),
        lambda: caption_photo(app, photo.id, "Other words"),
        lambda: remove_photo(app, record_id, WALL),
    ):
        with pytest.raises(RuleError, match="finished"):
            act()


def test_a_picture_that_is_missing_or_damaged_is_said_and_the_record_opens(app):
    record_id, photo = a_record_with_a_photo(app)
    file_of(app, photo).write_bytes(b"spoilt")
    with pytest.raises(DamagedStoreError, match="damaged"):
        picture_of(app, photo.id)
    file_of(app, photo).unlink()
    with pytest.raises(NotFoundError, match="not in the data folder"):
        picture_of(app, photo.id)
    assert picture_or_none(app, photo.id) is None
    assert open_record(app, record_id).answers[WALL] == photo.file_name
    assert finish_record(app, record_id).value.record.state is RecordState.FINISHED


def test_pixels_for_the_screen(app):
    _record_id, photo = a_record_with_a_photo(app)
    pixels = photo_pixels(app, photo.id, 100)
    assert (pixels.width, pixels.height) == (100, 75)


def test_that_photos_are_agreed_is_remembered_for_the_record(app):
    record_id = a_photo_record(app)
    assert not photos_agreed(app, record_id)
    agree_photos(app, record_id)
    assert photos_agreed(app, record_id)
    agree_photos(app, record_id, agreed=False)
    assert not photos_agreed(app, record_id)


# What is frozen


def frozen(snapshot, name="wall"):
    return snapshot.answer(name)


def test_a_snapshot_says_which_photo_it_is_and_never_its_key(app):
    record_id, photo = a_record_with_a_photo(app)
    snapshot = finish_record(app, record_id).value.snapshot
    assert frozen(snapshot).words == "Bar models in Year 4"
    assert frozen(snapshot).extra == {
        "photo": photo.id,
        "file_name": photo.file_name,
        "sha256": photo.sha256,
        "width": "800",
        "height": "600",
    }
    assert photo.key not in to_json(snapshot)


def test_a_snapshot_of_before_photos_can_still_be_read(app):
    record_id, _photo = a_record_with_a_photo(app)
    snapshot = finish_record(app, record_id).value.snapshot
    old = to_json(snapshot).replace('"extra":' + to_json_extra(snapshot), '"extra":{}')
    assert frozen(from_json(old)).extra == {}


def to_json_extra(snapshot):
    extra = dict(frozen(snapshot).extra)
    return json.dumps(extra, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_a_private_photo_is_its_authors_alone(app):
    record_id = a_photo_record(app)
    photo = add_photo(app, record_id, OWN, a_photo(60, 40), "Marrowfat").value
    with app.store.reading() as reader:
        school = reader.changes(scope="school:900001")
        own = reader.changes(scope=f"adviser:{app.me}")
    assert photo.private
    assert all(change.kind != "photo" and change.value != photo.file_name for change in school)
    assert {"key", "caption"} <= {change.field for change in own if change.kind == "photo"}
    snapshot = finish_record(app, record_id).value.snapshot
    assert "Marrowfat" not in to_json(snapshot)
    assert photo.id not in to_json(snapshot)


# On paper


def images_in(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            (int(image.Width), int(image.Height))
            for page in document.pages
            for image in page.get_images().values()
        ]


def test_the_document_of_a_record_shows_its_photo_before_and_after_it_is_finished(app, tmp_path):
    record_id, _photo = a_record_with_a_photo(app)
    assert images_in(preview(app, record_id).pdf) == [(800, 600)]
    finish_record(app, record_id)
    made = export_record(app, record_id, tmp_path / "papers").value
    assert images_in(made.path.read_bytes()) == [(800, 600)]
    assert "Bar models in Year 4" in text_of(made.path.read_bytes())


def test_the_document_of_an_earlier_revision_shows_the_photo_it_had(app, tmp_path):
    record_id, _photo = a_record_with_a_photo(app)
    finish_record(app, record_id)
    reopen_record(app, record_id)
    add_photo(app, record_id, WALL, a_photo(90, 40))
    finish_record(app, record_id)
    earlier = export_record(app, record_id, tmp_path / "papers", revision=1).value
    assert images_in(earlier.path.read_bytes()) == [(800, 600)]


def test_a_document_is_made_although_a_photo_is_lost(app, tmp_path):
    record_id, photo = a_record_with_a_photo(app)
    finish_record(app, record_id)
    file_of(app, photo).unlink()
    made = export_record(app, record_id, tmp_path / "papers").value
    assert images_in(made.path.read_bytes()) == []
    assert "A photo belongs here" in text_of(made.path.read_bytes())


# Sweeping


def test_what_nobody_names_goes_after_a_day(app):
    record_id, photo = a_record_with_a_photo(app)
    remove_photo(app, record_id, WALL)
    assert sweep_photos(app).value == 0  # young: it may be on its way
    grow_old(app)
    assert sweep_photos(app).value == 1
    assert sealed_files(app) == []
    with pytest.raises(NotFoundError):
        picture_of(app, photo.id)


def test_a_file_that_never_came_to_be_named_goes_too(app):
    record_id, photo = a_record_with_a_photo(app)
    seal_photo(app, a_photo(60, 40), 2000)
    grow_old(app)
    assert sweep_photos(app).value == 1
    assert sealed_files(app) == [file_of(app, photo)]
    assert record_id


def test_what_an_answer_or_any_finished_revision_names_stays(app):
    record_id, first = a_record_with_a_photo(app)
    finish_record(app, record_id)
    reopen_record(app, record_id)
    second = add_photo(app, record_id, WALL, a_photo(60, 40)).value
    finish_record(app, record_id)
    reopen_record(app, record_id)
    third = add_photo(app, record_id, WALL, a_photo(90, 40)).value
    grow_old(app)
    assert sweep_photos(app).value == 0
    assert [picture_of(app, photo.id) for photo in (first, second, third)]
    assert finished_snapshot(app, record_id, 1).answer("wall").extra["photo"] == first.id


# Safety copies


def test_going_back_to_a_safety_copy_brings_photos_that_were_lost(app, clock):
    record_id, photo = a_record_with_a_photo(app)
    picture = picture_of(app, photo.id)
    copy = daily_copy(app.store)
    remove_photo(app, record_id, WALL)
    grow_old(app)
    sweep_photos(app)
    clock.now += timedelta(days=1)
    app.store.close()
    restore(app.folder, copy, key=KEY)
    again = replace(app, store=open_with_key(app.folder, KEY, clock=clock).store)
    assert picture_of(again, photo.id) == picture
    assert photos_of(again, record_id) == (photo,)
    again.store.close()


def test_a_safety_copy_opened_by_itself_shows_its_photos(app, clock):
    _record_id, photo = a_record_with_a_photo(app)
    picture = picture_of(app, photo.id)
    daily_copy(app.store)
    (copy,) = list_copies(app.folder)
    alone = replace(app, folder=copy, store=open_with_key(copy, KEY, clock=clock).store)
    assert picture_of(alone, photo.id) == picture
    alone.store.close()
