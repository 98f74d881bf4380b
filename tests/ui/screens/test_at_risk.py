from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.usecases.people import add_person
from app.usecases.safeguarding import whom_to_tell
from tests.builders import an_app
from ui.screens.safeguarding import open_at_risk
from ui.screens.safeguarding.dialog import DANGER, NO_SCHOOL
from ui.widgets.form_dialog import still_there
from ui.widgets.text import Words


def words_on(dialog):
    return " ".join(words.text() for words in dialog.findChildren(Words) if words.isVisible())


@pytest.fixture
def opened(qtbot, shown, lanes, over_window):
    def open_it(app, urn=None):
        at_risk = open_at_risk(over_window(), app, lanes, urn)
        qtbot.waitUntil(lambda: at_risk.dialog.isVisible() and not lanes.busy)
        return at_risk

    return open_it


def test_the_lead_s_number_is_there_at_once_with_what_to_do(app, opened):
    said = words_on(opened(app, 900001).dialog)
    assert "Stop. Listen. Tell the designated safeguarding lead now." in said
    assert "01632 960 121" in said
    assert "999" in said


def test_the_lead_stands_before_the_deputies(app, opened):
    add_person(app, 900001, "deputy_safeguarding_lead", telephone="01632 960 177")
    said = words_on(opened(app, 900001).dialog)
    assert said.index("01632 960 121") < said.index("01632 960 177")


def test_that_they_were_told_is_kept_by_time_and_role_and_nothing_else(qtbot, app, opened):
    at_risk = opened(app, 900001)
    with qtbot.waitSignal(at_risk.wrote):
        at_risk.dialog.main.click()
    assert "designated safeguarding lead at 09:00, Tue 20 Jan 2026" in at_risk.dialog.kept
    (passed,) = whom_to_tell(app, 900001).passed_on
    assert passed.role == "Designated safeguarding lead"
    fields = set(type(passed).__slots__)
    assert fields == {"id", "urn", "at", "role"}


def test_another_can_be_told_by_role(qtbot, app, opened):
    at_risk = opened(app, 900001)
    at_risk.dialog.role.set_value("headteacher")
    with qtbot.waitSignal(at_risk.wrote):
        at_risk.dialog.main.click()
    assert whom_to_tell(app, 900001).passed_on[-1].role == "Headteacher"


def test_where_the_school_is_not_known_it_is_chosen_from_one_s_own(qtbot, app, lanes, opened):
    dialog = opened(app).dialog
    assert dialog.school.hasFocus()
    offered = [dialog.school.itemText(at) for at in range(dialog.school.count())]
    assert "Thornfield Junior School" in offered
    qtbot.keyClicks(dialog.school, "Thorn")
    dialog.school.activated.emit(dialog.school.currentIndex())
    qtbot.waitUntil(lambda: "01632 960 122" in words_on(dialog))


def test_nothing_is_kept_before_the_school_is_chosen(app, opened):
    dialog = opened(app).dialog
    dialog.main.click()
    assert dialog.error


def test_where_no_lead_is_known_it_says_what_to_do_and_keeps_the_number(qtbot, app, opened):
    dialog = opened(app, 900003).dialog
    assert "school office" in words_on(dialog)
    assert "local authority" in words_on(dialog)
    qtbot.keyClicks(dialog.telephone, "01632 960 199")
    dialog.add_lead.click()
    qtbot.waitUntil(lambda: "01632 960 199" in words_on(dialog))
    assert [lead.telephone for lead in whom_to_tell(app, 900003).leads] == ["01632 960 199"]


def test_without_any_school_it_still_says_what_to_do(tmp_path, opened):
    app = an_app(tmp_path / "new")
    assert NO_SCHOOL in words_on(opened(app).dialog)
    app.store.close()


def test_escape_closes_it(qtbot, app, opened):
    dialog = opened(app, 900001).dialog
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not still_there(dialog))


@pytest.mark.parametrize("text_percent", [100, 200])
def test_what_to_do_in_danger_and_the_number_are_in_sight_without_scrolling(
    appearance, lanes, over_window, qtbot, app, text_percent
):
    appearance("light", text_percent)
    at_risk = open_at_risk(over_window(1366, 768), app, lanes, 900001)
    qtbot.waitUntil(lambda: "01632 960 121" in words_on(at_risk.dialog))
    qtbot.waitUntil(lambda: in_whole(at_risk.dialog, "01632 960 121"))
    assert in_whole(at_risk.dialog, DANGER)


def in_whole(dialog, text):
    """Whether the words are on screen, no part of them cut off."""
    words = next(w for w in dialog.findChildren(Words) if w.text() == text)
    return words.visibleRegion().boundingRect() == words.rect()
