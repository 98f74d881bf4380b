"""Going on from a save never counts as having seen what others entered meanwhile."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.changes import Change, Head, Stamp
from app.domain.records import Record
from app.usecases.records import save_answers
from tests.builders import an_app, with_school

RECORD = Record("r", 900001, "visit_1", "1", "Visit 1", "S900001-V1", date(2026, 1, 20))


@pytest.fixture
def app(tmp_path):
    app = an_app(tmp_path / "data")
    with_school(app)
    with app.store.unit_of_work() as work:
        work.save(RECORD)
        work.commit()
    yield app
    app.store.close()


def test_an_answer_that_arrived_between_two_saves_stays_beside_the_second(app):
    with app.store.reading() as reader:
        seen = reader.seen
    theirs = Change(
        "school:900001", "record", "r", "answer:/b", "theirs", Head("other", 1), Stamp(1, 0)
    )
    with app.store.unit_of_work() as work:
        work.receive((theirs,))
        work.commit()
    saved = save_answers(app, "r", {"/a": "mine"}, seen).value
    saved = save_answers(app, "r", {"/b": "mine"}, saved.seen).value
    save_answers(app, "r", {"/b": "mine too"}, saved.seen)
    with app.store.reading() as reader:
        heads = reader.heads("record", "r", "answer:/b")
        assert [head.value for head in heads] == ["mine too", "theirs"]
        assert len(reader.heads("record", "r", "answer:/a")) == 1
