"""The sample project is whole whatever day it is opened on."""

from datetime import UTC, datetime

import pytest

from app.domain.calendar import is_working_day
from app.domain.follow_through import Stage
from app.domain.visits import Visit
from app.usecases.follow_through import steps
from app.usecases.record_list import list_records
from app.usecases.sample import fill_with_sample
from app.usecases.school_documents import KINDS, offers
from app.usecases.today import today
from tests.builders import StillClock, an_app

MARLPIT_LANE = 900006


@pytest.mark.parametrize("day", ["2026-01-20", "2026-11-21", "2026-12-26"])
def test_no_visit_of_the_sample_falls_on_a_day_when_schools_are_closed(tmp_path, day):
    app = an_app(tmp_path, StillClock(datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=UTC)))
    fill_with_sample(app)
    with app.store.reading() as reader:
        assert all(is_working_day(visit.on) for visit in reader.find(Visit))
    assert today(app).visits[0].school.name == "Alderbrook Primary School"
    app.store.close()


def test_a_note_of_the_sample_went_all_the_way_to_final(tmp_path):
    app = an_app(tmp_path)
    fill_with_sample(app)
    fernhurst = [line.record.id for line in list_records(app) if line.record.urn == 900005]
    views = [steps(app, record_id) for record_id in fernhurst]
    (final,) = [view for view in views if view.stage is Stage.FINAL]
    assert [line.stage for line in final.now] == [
        Stage.FINISHED,
        Stage.SENT,
        Stage.ACCURATE,
        Stage.FINAL,
    ]
    days = [line.on for line in final.now]
    assert final.record.on < days[0] < days[-1] < app.today()
    app.store.close()


def test_one_school_of_the_sample_has_every_document_and_nothing_left_to_do(tmp_path):
    app = an_app(tmp_path)
    fill_with_sample(app)
    ready = {offer.kind for offer in offers(app, MARLPIT_LANE) if not offer.reason}
    assert ready == {*KINDS}
    assert [task for task in today(app).to_do if task.urn == MARLPIT_LANE] == []
    app.store.close()
