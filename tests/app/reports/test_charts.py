"""Charts of visits over time and of scores with intervals: every shape inside, every word told."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.figures import Figure
from app.domain.follow_through import Stage, Standing
from app.domain.history import Moment
from app.domain.progress import ProgressPoint
from app.reports import document_for, render_pdf
from app.reports.blocks import Table
from app.reports.charts import MOST_MOMENTS, progress_figure, visits_figure
from app.reports.content.history import history_blocks, moments_in
from app.reports.content.school_review import school_review
from tests import builders_documents as b
from tests import builders_kinds as k

START = date(2025, 9, 9)
MOMENTS = st.lists(
    st.builds(
        Moment,
        day=st.integers(0, 330).map(lambda days: START + timedelta(days=days)),
        label=st.text(max_size=40),
        agreed=st.integers(0, 12),
        closed=st.integers(0, 12),
        is_ahead=st.booleans(),
    ),
    min_size=1,
    max_size=14,
).map(lambda moments: sorted(moments, key=lambda moment: moment.day))
SCORE = st.floats(-100, 100)
POINTS = st.lists(
    st.builds(
        lambda label, scores, beside: ProgressPoint(label, scores[1], scores[0], scores[2], beside),
        st.text(max_size=60),
        st.tuples(SCORE, SCORE, SCORE).map(sorted),
        st.none() | SCORE,
    ),
    min_size=1,
    max_size=8,
)


def is_inside(figure):
    picture = figure.picture
    for shape in figure.picture.shapes:
        assert -4 <= shape.x <= picture.width
        assert shape.x + shape.width <= picture.width + 4
        assert shape.y >= -0.01
        assert shape.y + shape.height <= picture.height + 0.01


@given(MOMENTS)
def test_every_visit_stands_inside_the_figure_and_apart_from_the_next(moments):
    figure = visits_figure(moments)
    is_inside(figure)
    days = [shape.x for shape in figure.picture.shapes if shape.text and shape.bold]
    assert len(days) == min(len(moments), MOST_MOMENTS) - sum(
        not moment.label for moment in moments[-MOST_MOMENTS:]
    )
    assert all(later - one >= 61.9 for one, later in itertools.pairwise(days))


@given(POINTS)
@settings(max_examples=50)
def test_every_score_stands_inside_its_interval_and_the_figure(points):
    is_inside(progress_figure(points))


def test_a_closed_action_is_a_filled_block_and_an_open_one_an_outline():
    figure = visits_figure([Moment(START, "Visit 1", 3, 2), Moment(START, "Visit 2", 0, 0)])
    blocks = [shape for shape in figure.picture.shapes if shape.edge and shape.width == 16]
    assert [shape.shade > 0 for shape in blocks] == [True, True, False]
    assert "Visit 1 on Tue 9 Sep 2025, 2 of 3 actions closed" in figure.alternative


def test_scores_are_told_with_their_signs():
    figure = progress_figure([ProgressPoint("2024", -0.4, -1.5, 0.7, 0.2)])
    assert "2024 -0.4 (-1.5 to +0.7), compared with +0.2" in figure.alternative
    assert any(shape.text == "-0.4 (-1.5 to +0.7)" for shape in figure.picture.shapes)


def test_each_figure_has_its_data_as_a_table_beside_it():
    moments = (Moment(START, "Visit 1", 3, 2), Moment(date(2026, 1, 20), "Visit 2", is_ahead=True))
    _key, figure, table = history_blocks(moments)
    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    assert len(table.rows) == 2


def test_one_visit_alone_is_no_course_over_time():
    assert tuple(history_blocks((Moment(START, "Visit 1", 3, 2),))) == ()


def the_year():
    one = k.record(
        "visit_1",
        "Visit 1",
        facts={**b.FACTS, "visit_kind": "Visit 1", "date": "2025-10-14"},
        actions=(b.action(1, id="x1"), b.action(2, id="x2"), b.action(3, id="x3")),
    )
    two = k.record(
        "visit_2",
        "Visit 2",
        facts={**b.FACTS, "visit_kind": "Visit 2", "date": "2026-01-20"},
        earlier=(b.earlier(1, "Done", id="x1"), b.earlier(2, "Done", id="x2")),
    )
    three = k.record(
        "visit_3",
        "Visit 3",
        facts={**b.FACTS, "visit_kind": "Visit 3", "date": "2026-03-24"},
        earlier=(b.earlier(2, "Partly", id="x2"), b.earlier(3, "No longer needed", id="x3")),
    )
    return (three, one, k.books(), two)


def test_the_year_is_read_from_the_records_and_the_latest_has_the_last_word():
    moments = moments_in(the_year())
    assert [(m.label, m.agreed, m.closed) for m in moments] == [
        ("Visit 1", 3, 2),
        ("Visit 2", 0, 0),
        ("Visit 3", 0, 0),
    ]


def test_a_review_shows_the_year_and_its_result_with_the_interval():
    document = school_review(k.review(), Standing(Stage.FINAL), moments=moments_in(the_year()))
    text = " ".join(b.text_of(render_pdf(document)).split())
    assert "Visit 1 Tue 14 Oct 2025 3 2" in text
    assert "Progress score -0.4 (-1.5 to +0.7)" in text
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    assert len(figures) == 2


def test_a_data_review_draws_the_scores_that_have_intervals_and_no_small_group():
    small = ("Progress score of a few", "-9.9", "-12.0 to -7.0", "", "5")
    percent = ("At the expected standard", "68 %", "60 to 75", "", "31")
    usual = ("Progress score 2024", "-0.4", "-2.3 to 1.5", "0.0, England", "31")
    (figure,) = (
        block
        for block in document_for(k.results(usual, percent, small)).blocks
        if isinstance(block, Figure)
    )
    assert "Progress score 2024 -0.4 (-2.3 to +1.5), compared with 0.0" in figure.alternative
    assert "9.9" not in figure.alternative
    assert "68" not in figure.alternative
