"""Days that a paper asks for never lie before it was written."""

from __future__ import annotations

import pytest

from app.reports import document_for, render_pdf
from tests import builders_documents as b


def printed(finished_at, **facts):
    snapshot = b.visit(finished_at=finished_at, facts={**b.FACTS, **facts})
    return " ".join(b.text_of(render_pdf(document_for(snapshot))).split())


@pytest.mark.parametrize(
    ("finished_at", "send", "reply"),
    [
        ("2026-01-20T12:05:00+00:00", "27 January 2026", "Tue 3 February 2026"),
        ("2026-02-02T09:00:00+00:00", "9 February 2026", "Mon 16 February 2026"),
        ("", "27 January 2026", "Tue 3 February 2026"),
    ],
)
def test_days_count_from_the_visit_or_from_the_day_it_was_finished(finished_at, send, reply):
    text = printed(finished_at)
    assert f"Due by {send}" in text
    assert f"reply by {reply}" in text


def test_a_note_that_may_take_longer_leaves_the_school_time_to_read_it():
    text = printed("2026-01-20T12:05:00+00:00", note_days="15")
    assert "Due by 10 February 2026" in text
    assert "reply by Tue 17 February 2026" in text


def test_an_earlier_action_has_a_status():
    text = b.text_of(render_pdf(document_for(b.visit())))
    assert "Status" in text[text.index("Actions from last time") :][:120]
