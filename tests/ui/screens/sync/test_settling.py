"""Clashes on the page of syncing: shown side by side, and settled by a person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.domain.records import RecordState
from app.usecases.opened import open_record
from app.usecases.record_list import list_records
from app.usecases.team_clashes import clashes
from tests.builders_teams import a_clash, sync_all
from ui.places import RecordPage, Sync

PURPOSE = "/visit_1/top/purpose"
MINE = "Plan one lesson a fortnight together."
THEIRS = "Plan one lesson a week together."
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def record_id(app):
    """A draft that is filled in with the form of a first visit."""
    lines = list_records(app)
    drafts = [line.record for line in lines if line.record.state is RecordState.DRAFT]
    return next(record.id for record in drafts if record.form_id == "visit_1")


@pytest.fixture
def ref(app, record_id):
    """Its question about the purpose."""
    questions = open_record(app, record_id).definition.questions()
    return next(question.path for question in questions if question.name == "purpose")


@pytest.fixture
def clash(app, in_team, record_id, ref):
    """Both entered something else there."""
    a_clash(app, in_team, record_id, ref, MINE, THEIRS)


def answer_of(app, record_id, ref):
    return open_record(app, record_id).answers.get(ref)


def settled(qtbot, app, desk):
    qtbot.waitUntil(lambda: clashes(app) == ())
    qtbot.waitUntil(lambda: not desk.lanes.busy)


def test_a_clash_is_shown_with_both_versions_and_what_is_only_in_each(
    desk, clash, sync_page, in_team
):
    card = sync_page().settling.card
    assert card.mine.hasFocus()
    assert [c.version.words for c in card.cards] == [MINE, THEIRS]
    assert [c.radio.isChecked() for c in card.cards] == [True, False]
    assert "Project Manager" in card.cards[1].radio.accessibleName()
    assert card.cards[1].radio.accessibleDescription() == "Only here: week"
    assert "fortnight" in card.cards[0]._text.text()


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        (Qt.Key.Key_K, MINE),
        (Qt.Key.Key_S, THEIRS),
        (Qt.Key.Key_B, f"{MINE}\n\n{THEIRS}"),
    ],
)
def test_the_keys_keep_yours_theirs_or_both_and_the_colleague_gets_it(
    qtbot, app, desk, clash, sync_page, in_team, record_id, ref, key, kept
):
    page = sync_page()
    qtbot.keyClick(page.window(), key, ALT)
    settled(qtbot, app, desk)
    assert answer_of(app, record_id, ref) == kept
    qtbot.waitUntil(page.settling.card.isHidden)
    assert page.settling.list.isHidden()
    assert page.sync.hasFocus()
    sync_all(app, in_team)
    assert clashes(in_team) == ()
    assert answer_of(in_team, record_id, ref) == kept


def test_a_third_text_takes_the_place_of_both(qtbot, app, desk, clash, sync_page, record_id, ref):
    card = sync_page().settling.card
    qtbot.mouseClick(card.write, Qt.MouseButton.LeftButton)
    assert card.box.text == MINE
    card.box.selectAll()
    qtbot.keyClicks(card.box, "Plan together.")
    qtbot.mouseClick(card.keep_words, Qt.MouseButton.LeftButton)
    settled(qtbot, app, desk)
    assert answer_of(app, record_id, ref) == "Plan together."


def test_a_card_is_chosen_by_arrows_and_the_main_button_then_keeps_that_one(
    qtbot, app, desk, clash, sync_page, record_id, ref
):
    card = sync_page().settling.card
    card.cards[0].radio.setFocus()
    qtbot.keyClick(card.cards[0].radio, Qt.Key.Key_Right)
    assert card.cards[1].radio.isChecked()
    assert (card.mine.kind, card.theirs.kind) == ("plain", "main")
    qtbot.keyClick(card.theirs, Qt.Key.Key_Return)
    settled(qtbot, app, desk)
    assert answer_of(app, record_id, ref) == THEIRS


def test_deciding_later_changes_nothing_and_the_clash_stays_in_the_list(
    qtbot, app, desk, clash, sync_page
):
    page = sync_page()
    qtbot.mouseClick(page.settling.card.later, Qt.MouseButton.LeftButton)
    assert page.settling.card.isHidden()
    assert page.settling.list.isVisible()
    assert len(clashes(app)) == 1
    table = page.settling.list.table
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.settling.card.isVisible()


def test_show_leads_to_the_question_in_the_record(qtbot, desk, clash, sync_page, record_id, ref):
    page = sync_page()
    qtbot.mouseClick(page.settling.card.show_it, Qt.MouseButton.LeftButton)
    assert desk.navigator.here == RecordPage(record_id, ref)
    qtbot.waitUntil(lambda: not desk.lanes.busy)


def test_the_status_bar_and_the_rail_count_clashes_and_lead_there(qtbot, desk, clash, sync_page):
    desk.syncing.look()
    qtbot.waitUntil(lambda: desk.status.clashes.text() == "1 clash to settle")
    qtbot.mouseClick(desk.status.clashes, Qt.MouseButton.LeftButton)
    assert desk.navigator.here == Sync()
    qtbot.waitUntil(lambda: not desk.lanes.busy)


def test_with_large_text_the_versions_stand_one_below_the_other_after_the_list(
    qtbot, desk, clash, sync_page, appearance
):
    appearance("light", 200)
    page = sync_page()
    first, second = page.settling.card.cards
    qtbot.waitUntil(lambda: second.y() > first.y())
    assert page.settling.card.parentWidget() is page.settling.list.parentWidget()
