from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.domain.actions import ActionStatus
from app.domain.visits import VisitState
from app.usecases.actions import actions_of
from app.usecases.people import people_of
from app.usecases.pupils import pupils_of
from app.usecases.school_documents import export_of_school
from app.usecases.school_page import school_page
from app.usecases.schools import my_schools
from app.usecases.schools import open_school as open_school_of
from app.usecases.visits import plan_visit, visits_of
from tests.builders import an_app, with_school
from ui.places import RecordPage, SchoolPage, Schools
from ui.screen import Layout
from ui.widgets.chips import StateChip
from ui.widgets.text import Words

ST_OSWIN = 900004
FERNHURST = 900005


def words_on(widget):
    return " ".join(words.text() for words in widget.findChildren(Words) if words.isVisible())


def chips_on(widget):
    return [chip.text for chip in widget.findChildren(StateChip) if chip.isVisible()]


def column(tab, at):
    return [tab.rows.index(row, at).data() for row in range(tab.rows.rowCount())]


@pytest.fixture
def undo(qtbot, lanes):
    """Presses Undo of the news that an act brings, once the page shows it, and waits again."""

    def press(screen, act):
        with qtbot.waitSignal(screen.told) as told:
            act()
        qtbot.waitUntil(lambda: not lanes.busy)
        with qtbot.waitSignal(screen.doing.done):
            dict(told.args[2])["Undo"]()
        qtbot.waitUntil(lambda: not lanes.busy)

    return press


def test_the_header_says_what_kind_of_school_it_is(app, open_school):
    screen = open_school(app)
    assert screen.title == "Alderbrook Primary School"
    assert {"URN 900001", "Primary, ages 3 to 11", "412 on roll"} <= set(chips_on(screen.header))
    assert screen.open_next.text() == "Open visit 2"


def test_the_year_stands_as_five_steps_with_their_states(app, open_school):
    screen = open_school(app)
    said = words_on(screen.overview.timeline)
    assert all(f"Visit {number}" in said for number in (1, 2, 3, 4))
    assert chips_on(screen.overview.timeline) == [
        "To book",
        "Finished, not sent",
        "Booked",
        "To book",
        "To book",
    ]
    assert screen.overview.book.text() == "Book visit 3"


def test_small_groups_of_pupils_are_joined(app, open_school):
    said = words_on(open_school(app).overview)
    assert "Fewer than 6 pupils" in said
    assert "groups under 6 are joined" in said


def test_ctrl_and_a_number_goes_to_a_tab(app, open_school):
    screen = open_school(app)
    for number, tab in enumerate(
        (screen.overview, screen.visits, screen.actions_tab, screen.pupils), start=1
    ):
        screen.answers()[f"tab_{number}"]()
        assert tab.isVisible()


def test_a_place_may_name_its_tab(app, open_school):
    assert open_school(app, tab="actions").actions_tab.isVisible()


def test_opening_the_next_visit_begins_its_record(qtbot, app, open_school, went):
    screen = open_school(app)
    with qtbot.waitSignal(screen.wrote):
        screen.open_next.click()
    qtbot.waitUntil(lambda: bool(len(went)))
    assert isinstance(went[-1], RecordPage)
    assert chips_on(screen.overview.timeline)[2] in {"Booked", "In progress"}


def test_a_visit_is_planned_by_keyboard_and_warns_outside_its_window(
    qtbot, app, open_school, dialog_over
):
    screen = open_school(app, tab="visits")
    screen.answers()["plan_visit"]()
    dialog = dialog_over(screen)
    dialog.kind.set_value("visit_3")
    qtbot.keyClicks(dialog.day.line, "12/5/26")
    qtbot.keyClick(dialog.day.line, Qt.Key.Key_Tab)
    assert "outside the March/April window" in words_on(dialog)
    with qtbot.waitSignal(screen.told) as told:
        qtbot.keyClick(dialog.meeting, Qt.Key.Key_Return)
    assert told.args[1] == "Planned for Tue 12 May 2026."
    assert date(2026, 5, 12) in [visit.on for visit in visits_of(app, 900001)]


def test_a_school_s_details_are_corrected_and_set_back(app, open_school, dialog_over, undo):
    screen = open_school(app)
    before = screen._page.overview.school
    details = {action.text(): action for action in screen.more.choices.actions()}["Change details"]
    details.trigger()
    dialog = dialog_over(screen)
    assert dialog.fields.name.text() == before.name
    dialog.fields.name.setText("Alderbrook Academy")
    dialog.low_age.setText("4")
    with_new_name = []
    screen.doing.done.connect(lambda: with_new_name.append(open_it(app).name))
    undo(screen, dialog.main.click)
    assert with_new_name[0] == "Alderbrook Academy"
    assert open_it(app) == before


def open_it(app):
    return open_school_of(app, 900001).school


def test_details_that_cannot_be_are_said_at_their_fields(qtbot, app, open_school, dialog_over):
    screen = open_school(app)
    screen._ask_details()
    dialog = dialog_over(screen)
    dialog.fields.name.clear()
    dialog.low_age.setText("11")
    dialog.high_age.setText("3")
    dialog.main.click()
    said = words_on(dialog)
    assert "Give the school’s name" in said
    assert "the younger first" in said
    assert dialog.isVisible()


def test_without_a_project_planning_says_that_no_windows_are_checked(
    tmp_path, open_school, dialog_over
):
    app = an_app(tmp_path / "new")
    with_school(app)
    screen = open_school(app, tab="visits")
    for ask in (screen.visits.ask_year, lambda: screen.visits.ask_visit("visit_3")):
        ask()
        dialog = dialog_over(screen)
        assert "in no project, so no windows are checked." in words_on(dialog)
        dialog.reject()
    app.store.close()


def test_the_year_says_which_visit_lies_outside_its_window(app, open_school):
    plan_visit(app, ST_OSWIN, "visit_2", date(2026, 1, 20))
    plan_visit(app, ST_OSWIN, "visit_3", date(2026, 5, 12))
    said = words_on(open_school(app, ST_OSWIN).overview.timeline)
    assert said.count("Outside its window") == 1
    assert "12 May 2026 March/April window Outside its window" in said


def test_planning_is_undone(app, open_school, dialog_over, undo):
    screen = open_school(app, tab="visits")
    screen.visits.ask_visit("visit_3")
    dialog = dialog_over(screen)
    dialog.day.set_value(date(2026, 3, 12))
    undo(screen, dialog.main.click)
    assert visits_of(app, 900001)[-1].state is VisitState.CANCELLED


def test_the_launch_and_four_visits_are_planned_at_once(qtbot, app, open_school, dialog_over):
    screen = open_school(app, ST_OSWIN, "visits")
    screen.answers()["plan_visit"]()
    dialog = dialog_over(screen)
    days = ("1/9/25", "9/10/25", "22/1/26", "12/3/26", "7/7/26")
    for field, day in zip(dialog.fields.values(), days, strict=True):
        field.line.setFocus()
        qtbot.keyClicks(field.line, day)
    dialog.main.setFocus()
    with qtbot.waitSignal(screen.told) as told:
        dialog.main.click()
    assert told.args[1] == "5 visits planned."
    assert len(visits_of(app, ST_OSWIN)) == 5


def test_a_visit_is_moved_and_moved_back(qtbot, app, open_school, dialog_over, undo):
    screen = open_school(app, tab="visits")
    screen.visits.table.selectRow(1)
    screen.visits.shift.click()
    dialog = dialog_over(screen)
    dialog.day.set_value(date(2026, 1, 27))
    undo(screen, dialog.main.click)
    assert visits_of(app, 900001)[1].on == date(2026, 1, 20)


def test_a_visit_is_cancelled_with_undo_and_not_without_a_reason(app, open_school, undo):
    screen = open_school(app, tab="visits")
    assert not screen.visits.cancel.isEnabled()  # the first has taken place
    assert screen.visits.cancel.toolTip() == "This visit has taken place"
    screen.visits.table.selectRow(1)
    undo(screen, screen.visits.cancel.click)
    assert visits_of(app, 900001)[1].state is VisitState.PLANNED


def test_an_action_is_given_a_status_with_what_was_seen(qtbot, app, open_school, dialog_over):
    screen = open_school(app, tab="actions")
    qtbot.keyClick(screen.actions_tab.table, Qt.Key.Key_Return)
    dialog = dialog_over(screen)
    dialog.main.click()
    assert "Choose how it stands." in words_on(dialog)
    qtbot.keyClick(dialog.status.chips[0], Qt.Key.Key_Space)
    qtbot.keyClicks(dialog.seen, "Minutes of two meetings")
    with qtbot.waitSignal(screen.doing.done):
        dialog.main.click()
    (reviewed,) = [line for line in actions_of(app, 900001) if line.review]
    assert reviewed.review.status is ActionStatus.DONE
    assert reviewed.review.seen == "Minutes of two meetings"


def test_pupils_are_kept_by_code_only(qtbot, app, open_school, dialog_over):
    screen = open_school(app, tab="pupils")
    screen.pupils.add.click()
    dialog = dialog_over(screen)
    qtbot.keyClicks(dialog.code, "Anna")
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    assert "never a name" in words_on(dialog)
    dialog.code.setText("P09")
    with qtbot.waitSignal(screen.doing.done):
        dialog.main.click()
    assert "P09" in [pupil.code for pupil in pupils_of(app, 900001)]


def test_a_pupil_is_changed_and_removed_with_undo(app, open_school, dialog_over, undo):
    screen = open_school(app, tab="pupils")
    screen.pupils.change.click()
    dialog = dialog_over(screen)
    dialog.year.setText("5")
    undo(screen, dialog.main.click)
    undo(screen, screen.pupils.remove.click)
    kept = pupils_of(app, 900001)
    assert [pupil.year for pupil in kept] == ["4", "4", "3"]


def test_before_the_agreement_there_are_no_codes_and_it_says_why(
    qtbot, app, open_school, dialog_over
):
    screen = open_school(app, ST_OSWIN, "pupils")
    assert "No pupil codes before the school has signed" in words_on(screen.pupils)
    assert not screen.pupils.add.isVisible()
    screen.pupils.agreement_asked.emit()
    dialog = dialog_over(screen)
    qtbot.keyClicks(dialog.day.line, "12/1/26")
    dialog.main.setFocus()
    with qtbot.waitSignal(screen.doing.done):
        dialog.main.click()
    qtbot.waitUntil(screen.pupils.add.isVisible)


def test_an_agreement_of_the_future_is_refused_in_words(qtbot, app, open_school, dialog_over):
    screen = open_school(app, ST_OSWIN)
    screen.overview.sign.click()
    dialog = dialog_over(screen)
    dialog.day.set_value(date(2026, 12, 1))
    dialog.main.click()
    qtbot.waitUntil(lambda: "lies in the future" in dialog.error)


def test_a_key_person_is_added_by_role_with_its_usual_marks(qtbot, app, open_school, dialog_over):
    screen = open_school(app, ST_OSWIN, "people")
    screen.people.add.click()
    dialog = dialog_over(screen)
    dialog.role.setFocus()
    qtbot.keyClicks(dialog.role, "Designated")
    dialog.role.activated.emit(dialog.role.currentIndex())
    assert dialog.leads.isChecked()
    dialog.telephone.setText("01632 960 124")
    with qtbot.waitSignal(screen.doing.done):
        dialog.main.click()
    (person,) = people_of(app, ST_OSWIN)
    assert (person.role, person.safeguarding_lead) == ("designated_safeguarding_lead", True)


def test_a_bad_address_is_said_and_what_was_typed_stays(qtbot, app, open_school, dialog_over):
    screen = open_school(app, tab="people")
    screen.people.change.click()
    dialog = dialog_over(screen)
    dialog.email.setText("head at school")
    dialog.main.click()
    qtbot.waitUntil(lambda: "is not an e-mail address" in dialog.error)
    assert dialog.email.text() == "head at school"


def test_a_key_person_is_removed_with_undo(app, open_school, undo):
    screen = open_school(app, tab="people")
    before = people_of(app, 900001)
    undo(screen, screen.people.remove.click)
    assert people_of(app, 900001) == before


def test_a_school_is_given_up_with_undo(qtbot, app, open_school, went):
    screen = open_school(app)
    choices = {choice.text(): choice for choice in screen.more.choices.actions()}
    with qtbot.waitSignal(screen.told) as told:
        choices["Hand over or give up"].trigger()
    assert "You have given up Alderbrook Primary School." in told.args[1]
    assert 900001 not in {line.school.urn for line in my_schools(app)}
    assert went[-1] == Schools()
    with qtbot.waitSignal(screen.doing.done):
        dict(told.args[2])["Undo"]()
    assert 900001 in {line.school.urn for line in my_schools(app)}


def test_what_was_made_is_listed_with_whom_it_went_to(app, open_school, tmp_path):
    from app.usecases.documents import export_record
    from app.usecases.mail import hand_over_document

    (finished, *_others) = school_page(app, 900001).overview.records
    made = export_record(app, finished.id, tmp_path / "out").value
    hand_over_document(app, made, "Headteacher", "e-mail draft")
    screen = open_school(app, tab="documents")
    assert column(screen.documents, 1) == ["PDF"]
    assert column(screen.documents, 4) == ["Headteacher"]
    assert column(screen.documents, 5) == ["E-mail draft, Tue 20 Jan 2026"]


def test_another_school_starts_at_its_first_tab(qtbot, app, lanes, open_school):
    screen = open_school(app, tab="people")
    screen.show_place(SchoolPage(900002))
    qtbot.waitUntil(lambda: screen.title == "Thornfield Junior School" and not lanes.busy)
    assert screen.overview.isVisible()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_each_tab_can_be_laid_out_at_each_text_size(app, open_school, appearance, percent):
    screen = open_school(app)
    appearance("light", percent)
    screen.set_layout(Layout.COMPACT if percent > 100 else Layout.WIDE)
    for number in range(1, 7):
        screen.answers()[f"tab_{number}"]()
        assert screen.grab().width() == screen.width()


def test_a_document_of_no_single_record_opens_none_and_is_not_late(
    qtbot, app, lanes, open_school, tmp_path, went
):
    export_of_school(app, 900004, "briefing", tmp_path)
    screen = open_school(app, 900004, "documents")
    tab = screen.documents
    assert not tab.open.isEnabled()
    tab.table.opened.emit(tab.rows.index(0, 0))
    assert went == []
    assert column(tab, 5) == ["Made"]


def test_a_document_of_the_school_that_was_e_mailed_says_to_whom_and_how(
    app, open_school, tmp_path
):
    from app.usecases.mail import hand_over_document

    made = export_of_school(app, 900004, "briefing", tmp_path).value
    hand_over_document(app, made, "Headteacher head@fernhurst.example", "e-mail")
    tab = open_school(app, 900004, "documents").documents
    assert column(tab, 4) == ["Headteacher head@fernhurst.example"]
    assert column(tab, 5)[0].startswith("E-mail, ")


def test_the_page_and_its_documents_tab_ask_for_documents(qtbot, app, open_school):
    screen = open_school(app, tab="documents")
    with qtbot.waitSignal(screen.documents_asked) as asked:
        screen.documents.make.click()
    assert asked.args == [900001, ""]
    with qtbot.waitSignal(screen.documents_asked) as asked:
        screen.answers()["briefing"]()
    assert asked.args == [900001, "briefing"]


def test_a_visit_whose_note_was_finished_says_at_what_stage_that_is(app, open_school):
    assert "Final" in chips_on(open_school(app, FERNHURST).overview)
    assert "Final" in column(open_school(app, FERNHURST, "visits").visits, 4)
