"""A school's charts hold what its documents show, and nothing that those keep back."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.actions import ActionStatus
from app.domain.figures import Figure
from app.domain.follow_through import Stage, Standing
from app.domain.pupils import FocusPupil
from app.errors import NotFoundError
from app.reports.content.data_review import data_review
from app.reports.content.history import moments_in
from app.reports.content.school_review import school_review
from app.usecases.actions import actions_of, give_status
from app.usecases.pupils import add_pupil
from app.usecases.records import finished_snapshot, reopen_record, start_record
from app.usecases.school_charts import school_charts
from app.usecases.visits import plan_visit
from tests import builders_kinds as k
from tests.builders import a_finished_record
from tests.builders_filling import a_data_review, a_measure
from tests.builders_own_forms import a_team_record

URN = 900001
FINAL = Standing(Stage.FINAL)


def charts_of(app, urn=URN):
    return school_charts(lambda *_progress: None, app, urn)


def figures(document):
    return [block for block in document.blocks if isinstance(block, Figure)]


def a_visit_made(app, kind="visit_1", on=date(2025, 10, 14)):
    visit = plan_visit(app, URN, kind, on).value.visit
    return a_finished_record(app, visit_id=visit.id)


def test_a_school_without_finished_records_has_no_chart(app):
    found = charts_of(app)
    assert (found.progress, found.visits, found.headline) == (None, None, "")


def test_a_school_that_was_never_taken_on_has_none_either(app):
    with pytest.raises(NotFoundError):
        charts_of(app, 900099)


def test_progress_is_the_very_picture_of_the_data_review_with_its_data(app):
    record = a_data_review(
        app,
        URN,
        a_measure("Progress score 2024", "-1.8", "-3.4 to -0.2"),
        a_measure("Progress score 2025", "-0.4", "-1.9 to 1.1", D_comparison="0.2, all here"),
    )
    found = charts_of(app)
    (figure,) = figures(data_review(finished_snapshot(app, record.id), FINAL))
    assert found.progress.figure == figure
    assert found.progress.rows == (
        ("Progress score 2024", "-1.8 (-3.4 to -0.2)", ""),
        ("Progress score 2025", "-0.4 (-1.9 to +1.1)", "+0.2"),
    )
    assert found.headline == ("Progress score 2025: -0.4 (-1.9 to +1.1), in line with the average")
    assert "2024/25" in found.source
    assert record.reference in found.source


def test_the_newest_review_is_drawn_and_a_draft_is_not(app, clock):
    a_data_review(app, URN, a_measure("Progress score 2024", "-1.8", "-3.4 to -0.2"))
    clock.go_on(days=1)
    newer = a_data_review(app, URN, a_measure("Progress score 2025", "-0.4", "-1.9 to 1.1"))
    assert [row[0] for row in charts_of(app).progress.rows] == ["Progress score 2025"]
    reopen_record(app, newer.id)
    assert [row[0] for row in charts_of(app).progress.rows] == ["Progress score 2024"]


def test_small_groups_and_pupils_codes_are_kept_back_as_on_paper(app):
    add_pupil(app, FocusPupil(app.new_id(), URN, "ZQ07"))
    a_data_review(
        app,
        URN,
        a_measure("Progress score with ZQ07", "-1.8", "-3.4 to -0.2"),
        a_measure("Progress score of a few", "-9.9", "-12.0 to -7.0", "5"),
    )
    found = charts_of(app)
    assert "ZQ07" not in repr(found)
    assert "9.9" not in repr(found)
    assert len(found.progress.rows) == 1


def test_a_code_that_a_pupil_got_after_the_review_is_kept_back_too(app):
    a_data_review(app, URN, a_measure("Progress score with ZQ07", "-1.8", "-3.4 to -0.2"))
    add_pupil(app, FocusPupil(app.new_id(), URN, "ZQ07"))
    assert "ZQ07" not in repr(charts_of(app))


def test_visits_are_those_made_with_their_actions_and_those_planned(app):
    a_visit_made(app)
    plan_visit(app, URN, "visit_3", date(2026, 3, 10))
    plan_visit(app, URN, "visit_2", date(2026, 1, 20))
    assert charts_of(app).visits.rows == (
        ("Visit 1", "Tue 14 Oct 2025", "1", "0"),
        ("Visit 2", "Tue 20 Jan 2026", "Planned", ""),
        ("Visit 3", "Tue 10 Mar 2026", "Planned", ""),
    )


def test_a_planned_day_that_went_by_without_a_record_is_not_still_to_come(app):
    a_visit_made(app)
    plan_visit(app, URN, "visit_2", date(2026, 1, 19))
    assert charts_of(app).visits is None


def test_an_action_closed_between_visits_counts_and_one_taken_up_again_does_not(app):
    a_visit_made(app)
    plan_visit(app, URN, "visit_2", date(2026, 1, 21))
    (line,) = actions_of(app, URN)
    give_status(app, line.action.id, ActionStatus.DONE)
    assert charts_of(app).visits.rows[0][2:] == ("1", "1")
    give_status(app, line.action.id, ActionStatus.PARTLY)
    assert charts_of(app).visits.rows[0][2:] == ("1", "0")


def test_visits_are_the_very_picture_of_the_school_s_review(app):
    made = [a_visit_made(app), a_visit_made(app, "visit_2", date(2025, 12, 9))]
    snapshots = [finished_snapshot(app, record.id) for record in made]
    document = school_review(k.review(), FINAL, moments=moments_in(snapshots))
    assert charts_of(app).visits.figure in figures(document)


def test_a_record_that_is_being_written_is_no_visit_made(app):
    a_visit_made(app)
    visit = plan_visit(app, URN, "visit_2", date(2026, 1, 20)).value.visit
    start_record(app, URN, "visit_2", visit_id=visit.id)
    assert charts_of(app).visits.rows[1][2] == "Planned"


def test_a_record_for_the_team_alone_is_no_visit_on_the_chart(app, tmp_path):
    a_visit_made(app)
    visit = plan_visit(app, URN, "visit_2", date(2026, 1, 20)).value.visit
    a_team_record(app, tmp_path, visit.id)
    assert charts_of(app).visits is None
