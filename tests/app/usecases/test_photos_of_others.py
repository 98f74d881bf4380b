"""A photo stays with its record, and as long as a colleague may still need it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

from app.domain.records import Record
from app.usecases.last_time import last_answers
from app.usecases.photos import remove_photo, sweep_photos
from app.usecases.records import finish_record
from tests.builders_photos import WALL, a_record_with_a_photo


def test_a_photo_is_not_offered_as_last_times_answer(app):
    record_id, photo = a_record_with_a_photo(app)
    finish_record(app, record_id)
    with app.store.reading() as reader:
        record = reader.get(Record, record_id)
        later = replace(record, id="later", on=record.on + timedelta(days=30))
        assert photo.file_name not in {a.value for a in last_answers(reader, later).values()}


def test_a_photo_that_a_colleague_may_still_name_is_swept_once_the_record_is_finished(app):
    record_id, photo = a_record_with_a_photo(app)
    with app.store.unit_of_work() as work:
        work.seal(work.log_of([("photo", photo.id)]))
        work.commit()
    remove_photo(app, record_id, WALL)
    later = time.time() + 3 * 24 * 60 * 60
    assert sweep_photos(app, later).value == 0
    finish_record(app, record_id)
    assert sweep_photos(app, later).value == 1
