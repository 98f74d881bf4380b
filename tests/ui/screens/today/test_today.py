from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.usecases.at_work import begin_work
from app.usecases.records import start_record
from app.usecases.schools import hand_over
from app.usecases.today import today
from app.usecases.visits import cancel_visit, plan_visit
from tests.builders import an_app, another_adviser
from tests.builders_follow import send
from ui.places import (
    FinishPage,
    Navigator,
    Outbox,
    RecordPage,
    Records,
    SchoolPage,
    Schools,
    Today,
)
from ui.screens.today import TodayScreen
from ui.screens.today.next_visit import NextVisitCard, SlimVisitCard
from ui.screens.today.start_tiles import StartTile
from ui.widgets.buttons import Button
from ui.widgets.text import Words


def words_on(widget):
    return " ".join(words.text() for words in widget.findChildren(Words) if words.isVisible())


def button(widget, text):
    found = [b for b in widget.findChildren(Button) if b.text() == text and b.isVisible()]
    assert found, text
    return found[0]


@pytest.fixture
def open_today(qtbot, shown, lanes, went):
    def show(app):
        screen = TodayScreen(app, lanes, Navigator(went))
        shown(screen, 1278, 738)
        screen.show_place(Today())
        qtbot.waitUntil(screen.body.holder.isVisible)
        qtbot.waitUntil(lambda: not lanes.busy)
        return screen

    return show


def test_the_day_stands_in_the_title_in_words(app, open_today):
    screen = open_today(app)
    assert screen.header.title.words == "Tuesday 20 January"
    assert screen.header.subtitle.words == "1 visit today · 6 schools"


def test_the_next_visit_says_when_where_and_what_for(app, open_today):
    card = open_today(app).findChild(NextVisitCard)
    said = words_on(card)
    assert "09:00 to 12:00" in said
    assert "Alderbrook Primary School" in said
    assert "Visit 2 of 4 · December/January window · half day" in said
    assert "3 earlier actions" in said


def test_what_is_ready_offline_is_said_in_words(app, open_today):
    said = words_on(open_today(app).findChild(NextVisitCard))
    assert "Ready offline" in said
    assert "Agreement signed" in said


def test_what_is_missing_is_said_with_what_to_do_and_does_not_block(app, open_today):
    for ahead in today(app).visits[:2]:
        cancel_visit(app, ahead.visit)
    card = open_today(app).findChild(NextVisitCard)
    said = words_on(card)
    assert "1 thing missing" in said
    assert "add one on the school page" in said
    assert card.open.isEnabled()


def test_enter_on_arrival_opens_the_visit_and_starts_its_record(qtbot, app, open_today, went):
    screen = open_today(app)
    assert screen.findChild(NextVisitCard).open.hasFocus()
    with qtbot.waitSignal(screen.wrote):
        qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert isinstance(went[-1], RecordPage)


def test_a_visit_whose_record_was_begun_goes_on_with_it(qtbot, app, open_today, went):
    screen = open_today(app)
    with qtbot.waitSignal(screen.wrote):
        screen.findChild(NextVisitCard).open.click()
    begun = went[-1]
    screen.show_place(Today())
    qtbot.waitUntil(lambda: button(screen, "Carry on") is not None)
    button(screen, "Carry on").click()
    assert went[-1] == begun


def test_the_visit_after_the_next_has_a_slim_card_and_later_ones_a_line(app, open_today):
    screen = open_today(app)
    (slim,) = screen.findChildren(SlimVisitCard)
    assert "Tomorrow, 08:30 to 15:30  Fernhurst Primary School" in words_on(slim)
    assert "After that: Wed 28 Jan 2026, Holly Bank Junior School." in words_on(slim)


def test_the_school_s_page_is_one_button_away(app, open_today, went):
    open_today(app).findChild(NextVisitCard).school.click()
    assert went[-1] == SchoolPage(900001)


def test_what_is_to_do_is_grouped_and_each_leads_to_where_it_is_done(app, open_today, went):
    screen = open_today(app)
    said = words_on(screen.to_do)
    assert "Overdue (3)" in said
    assert "Due soon (1)" in said
    button(screen.to_do, "Finish").click()
    assert isinstance(went[-1], FinishPage)
    button(screen.to_do, "Open").click()
    assert went[-1] == SchoolPage(900001, "actions")


def test_a_tile_asks_to_start_its_form(qtbot, app, open_today):
    screen = open_today(app)
    tiles = screen.findChildren(StartTile)
    assert len(tiles) == 5
    tiles[-1].setFocus()
    with qtbot.waitSignal(screen.start_asked) as asked:
        qtbot.keyClick(tiles[-1], Qt.Key.Key_Return)
    assert asked.args == [0, "maths_audit", ""]


def test_what_is_on_this_laptop_only_is_counted(app, open_today, went):
    screen = open_today(app)
    said = words_on(screen.laptop)
    assert "All you write</b> is kept here" in said
    assert "not shared" not in said
    assert "1 finished note" in said
    button(screen.laptop, "See them").click()
    assert went[-1] == Records()


def test_changes_are_counted_where_there_are_colleagues_to_share_them(app, open_today):
    another_adviser(app)
    assert "changes</b> not shared with colleagues yet" in words_on(open_today(app).laptop)


def test_a_child_at_risk_is_asked_for_from_the_card_and_by_command(qtbot, app, open_today):
    screen = open_today(app)
    with qtbot.waitSignal(screen.at_risk_asked):
        screen.at_risk.button.click()
    with qtbot.waitSignal(screen.at_risk_asked):
        screen.answers()["at_risk"]()


def test_what_is_typed_in_the_box_goes_on_among_the_schools(qtbot, app, open_today, went):
    screen = open_today(app)
    screen.answers()["find"]()
    qtbot.keyClicks(screen.focusWidget(), "ald")
    qtbot.waitUntil(lambda: bool(len(went)))
    assert went[-1] == Schools(search="ald")


def test_a_new_adviser_is_shown_how_to_begin(tmp_path, open_today, went):
    app = an_app(tmp_path / "new")
    screen = open_today(app)
    button(screen, "Import the school list").click()
    assert went[-1] == Schools(ask="import")
    button(screen, "Add a school by hand").click()
    assert went[-1] == Schools(ask="add")
    assert not screen.new_record.isEnabled()
    assert not screen.to_do.isVisible()
    app.store.close()


def test_where_no_visit_is_planned_it_says_how_to_plan_one(app, open_today, went):
    for line in today(app, 9).visits:
        cancel_visit(app, line.visit)
    screen = open_today(app)
    assert "Plan" not in screen.header.title.words
    assert "No visits are planned" in words_on(screen)
    button(screen, "Choose a school").click()
    assert went[-1] == Schools()


def test_a_visit_that_passed_without_a_note_is_written_up_from_here(app, open_today, went, qtbot):
    plan_visit(app, 900003, "visit_1", app.today() - timedelta(days=20))
    screen = open_today(app)
    assert "Write the note: Holly Bank Junior School" in words_on(screen.to_do)
    with qtbot.waitSignal(screen.wrote):
        button(screen.to_do, "Write").click()
    assert isinstance(went[-1], RecordPage)


def test_schools_that_were_given_up_are_no_longer_on_today(app, open_today):
    hand_over(app, 900001)
    assert "Alderbrook" not in words_on(open_today(app))


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast"])
def test_twice_the_text_keeps_every_button_within_the_page(app, open_today, appearance, scheme):
    screen = open_today(app)
    appearance(scheme, 200)
    from ui.screen import Layout

    screen.set_layout(Layout.COMPACT)
    screen.resize(screen.size())
    for found in screen.body.holder.findChildren(Button):
        right = found.mapTo(screen.body.holder, found.rect().topRight()).x()
        assert right <= screen.body.holder.width()


def test_the_next_visits_card_asks_for_its_briefing(qtbot, app, open_today):
    screen = open_today(app)
    ahead = today(app).visits[0]
    with qtbot.waitSignal(screen.documents_asked) as asked:
        button(screen.findChild(NextVisitCard), "Briefing").click()
    assert asked.args == [ahead.visit.urn, "briefing", ahead.visit.id]


def test_what_waits_in_the_outbox_is_named_and_leads_there(qtbot, app, open_today, went):
    screen = open_today(app)
    screen.show_outbox("1 message waits")
    qtbot.waitUntil(lambda: "1 message waits" in words_on(screen.laptop))
    button(screen.laptop, "Outbox").click()
    assert went == [Outbox()]
    screen.show_outbox("")
    assert "waits" not in words_on(screen.laptop)


def test_an_answer_that_is_late_stands_among_what_is_overdue_and_leads_to_its_note(
    qtbot, app, open_today, went, tmp_path
):
    note = next(i for i in today(app).to_do if i.kind.value == "send_note").target
    send(app, note, tmp_path / "out")
    app.clock.go_on(days=15)
    screen = open_today(app)
    screen.to_do._show_whole("late")
    title = "Record the answer: Alderbrook Primary School"
    qtbot.waitUntil(lambda: title in words_on(screen.to_do))
    assert "Reply hoped for by Tue 3 Feb, 1 day late" in words_on(screen.to_do)
    qtbot.mouseClick(button(screen.to_do, "Record"), Qt.MouseButton.LeftButton)
    assert went[-1] == FinishPage(note)


def test_nothing_is_asked_of_a_note_that_is_final(app, open_today):
    assert "Fernhurst" not in words_on(open_today(app).to_do)


def test_after_a_crash_what_was_open_is_offered_first(app, open_today, qtbot, went):
    record_id = start_record(app, 900002, "visit_2").value.record.id
    begin_work(app, record_id)
    screen = open_today(app)
    qtbot.waitUntil(screen.carry_on.button.hasFocus)
    assert "Thornfield Junior School" in words_on(screen.carry_on)
    mains = [b for b in screen.body.holder.findChildren(Button) if b.kind == "main"]
    assert [b for b in mains if b.isVisible()] == [screen.carry_on.button]
    screen.carry_on.button.click()
    assert went[-1] == RecordPage(record_id)


def test_after_an_ordinary_end_nothing_is_offered(app, open_today):
    assert not open_today(app).carry_on.isVisible()
