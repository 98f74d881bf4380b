"""A finished record: it is read, not written, until it is reopened as a new revision."""

from __future__ import annotations

import pytest

from app.domain.follow_through import Stage
from app.usecases.follow_through import record_step
from app.usecases.opened import place_setting
from app.usecases.records import finished_snapshot, reopen_record
from tests.builders_follow import send
from ui.screens.record.asked_words import LONGEST

SEEN = "/data/leadership/L1/L1_seen"


def test_a_finished_record_takes_no_answers(editor, qtbot, finished):
    made = editor(finished, SEEN)
    before = made.block("L1_seen").editor.box.text
    qtbot.keyClicks(made.block("L1_seen").editor.box, "more")
    assert made.block("L1_seen").editor.box.text == before
    assert not made.block("L1_level").editor.isEnabled()
    assert not made.screen.panes.finish.isVisible()


def test_its_banner_says_when_it_was_finished_and_what_can_be_done(editor, finished):
    made = editor(finished)
    banner = made.screen._banners.banners[0]
    assert banner.text.startswith("Finished Tue 20 Jan 2026, revision 1.")


def test_reopening_makes_a_new_revision_and_the_old_one_stays(editor, qtbot, finished, app):
    made = editor(finished, SEEN)
    made.screen._reopen()
    qtbot.waitUntil(lambda: made.live.is_draft)
    assert made.screen._banners.banners == ()
    assert "revision 2" in made.screen.header.subtitle.words
    made.open(finished, SEEN)
    qtbot.keyClicks(made.block("L1_seen").editor.box, "Added later. ")
    qtbot.waitUntil(lambda: made.live.settled)
    assert "Added later" in made.kept(finished)[SEEN]
    assert "Added later" not in finished_snapshot(app, finished, 1).answer("L1_seen").value


@pytest.mark.parametrize("words", ["It was Year 3.", "Year 3, not 4. " * 40])
def test_what_the_school_asks_stands_above_the_page_while_it_is_corrected(
    editor, qtbot, finished, app, tmp_path, words
):
    send(app, finished, tmp_path / "out")
    app.clock.go_on(hours=1)
    record_step(app, finished, Stage.CORRECTION, role="headteacher", words=words)
    with app.store.unit_of_work() as work:
        work.keep_setting(place_setting(finished), SEEN)
        work.commit()
    reopen_record(app, finished)
    made = editor(finished)
    qtbot.waitUntil(lambda: made.screen._banners.banners != ())
    (banner,) = made.screen._banners.banners
    assert words[:LONGEST].strip() in banner.text
    assert len(banner.text) < LONGEST + 100
    first = made.screen.moving.asked_sections()[0]
    assert made.screen.moving.section_at(made.page.current_ref) == first
