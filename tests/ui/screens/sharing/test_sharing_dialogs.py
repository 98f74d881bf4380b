"""Sharing in the window: a file and a code, looking before joining, choosing between versions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.usecases.answering import answer
from app.usecases.clashes import record_clashes
from app.usecases.record_list import list_records
from app.usecases.sharing import join_record, share_record
from tests.builders_sharing import a_colleague
from ui.places import Navigator, RecordPage, Records
from ui.screens.sharing import open_clashes, open_join, open_share

pytestmark = pytest.mark.usefixtures("cheap_codes")


@pytest.fixture
def ben(tmp_path):
    app = a_colleague(tmp_path / "ben")
    yield app
    app.store.close()


@pytest.fixture
def draft(app):
    return next(one.record for one in list_records(app) if one.record.state == "draft")


@pytest.fixture
def clashing(app, ben, draft, tmp_path):
    """The record of two who wrote the same question, joined where it began."""
    there = share_record(app, draft.id, tmp_path / "there.visitbook")
    join_record(ben, there.path, there.code)
    answer(app, draft.id, "purpose", "Fractions")
    answer(ben, draft.id, "purpose", "Ratio")
    return share_record(ben, draft.id, tmp_path / "back.visitbook")


def shared_by_dialog(qtbot, dialog, lanes, path):
    qtbot.waitUntil(dialog.main.isEnabled)
    dialog.line.setText(str(path))
    qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not lanes.busy and bool(dialog.code.text()))
    return dialog.code.text()


def test_the_code_is_shown_once_the_file_is_written(
    qtbot, app, lanes, over_window, draft, tmp_path
):
    dialog = open_share(over_window(), app, lanes, draft.id)
    qtbot.waitUntil(dialog.main.isEnabled)
    assert dialog.path.name.startswith(f"{draft.reference}_")
    assert not dialog.code.isVisible()

    code = shared_by_dialog(qtbot, dialog, lanes, tmp_path / "one.visitbook")

    assert (tmp_path / "one.visitbook").exists()
    assert len(code.replace("-", "")) == 12
    assert dialog.code.isVisible()
    assert not dialog.main.isVisible()


def test_a_file_that_is_there_is_replaced_only_after_asking(
    qtbot, app, lanes, over_window, draft, tmp_path
):
    path = tmp_path / "from-ben.visitbook"
    path.write_bytes(b"from Ben")
    dialog = open_share(over_window(), app, lanes, draft.id)
    qtbot.waitUntil(dialog.main.isEnabled)
    dialog.line.setText(str(path))
    dialog.main.click()
    qtbot.waitUntil(dialog.replace.isVisible)
    assert path.read_bytes() == b"from Ben"
    assert dialog.replace.hasFocus()

    dialog.line.setText(str(tmp_path / "other.visitbook"))
    assert not dialog.replace.isVisible()
    assert not dialog.replaces
    dialog.line.setText(str(path))
    dialog.main.click()
    qtbot.waitUntil(dialog.replace.isVisible)
    dialog.replace.click()
    qtbot.waitUntil(dialog.code.isVisible)
    assert path.read_bytes() != b"from Ben"


def test_a_place_that_cannot_be_written_is_told_and_can_be_changed(
    qtbot, app, lanes, over_window, draft
):
    dialog = open_share(over_window(), app, lanes, draft.id)
    qtbot.waitUntil(dialog.main.isEnabled)
    dialog.line.setText("somewhere.visitbook")
    dialog.main.click()
    assert not dialog.code.isVisible()
    dialog.line.setText(str(app.folder / "x.visitbook"))
    dialog.main.click()
    qtbot.waitUntil(lambda: "own folder" in dialog.error)
    assert dialog.main.isEnabled()


def test_joining_shows_first_what_it_does_and_leads_to_the_record(
    qtbot, app, ben, lanes, over_window, went, draft, tmp_path
):
    shared = share_record(app, draft.id, tmp_path / "a.visitbook")
    dialog = open_join(over_window(), ben, lanes, Navigator(went), shared.path).dialog
    qtbot.keyClicks(dialog.code, shared.code.lower())
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.join.isVisible)
    assert list_records(ben) == ()

    qtbot.keyClick(dialog.join, Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.go_on.isVisible)
    assert [line.record.id for line in list_records(ben)] == [draft.id]
    dialog.go_on.click()
    assert went == [Records(), RecordPage(draft.id)]


def test_a_join_is_told_although_its_dialog_was_closed_meanwhile(
    qtbot, app, ben, lanes, over_window, went, draft, tmp_path
):
    shared = share_record(app, draft.id, tmp_path / "a.visitbook")
    joining = open_join(over_window(), ben, lanes, Navigator(went), shared.path)
    dialog = joining.dialog
    dialog.code.setText(shared.code)
    dialog.main.click()
    qtbot.waitUntil(dialog.join.isVisible)
    with qtbot.waitSignals([joining.wrote, joining.destroyed], order="strict"):
        dialog.join.click()
        dialog.reject()
    assert [line.record.id for line in list_records(ben)] == [draft.id]
    assert went == []


def test_a_wrong_code_is_told_and_can_be_typed_again(
    qtbot, app, ben, lanes, over_window, went, draft, tmp_path
):
    shared = share_record(app, draft.id, tmp_path / "a.visitbook")
    other = share_record(app, draft.id, tmp_path / "b.visitbook")
    dialog = open_join(over_window(), ben, lanes, Navigator(went), shared.path).dialog
    dialog.code.setText(other.code)
    dialog.main.click()
    qtbot.waitUntil(lambda: "does not open this file" in dialog.error)
    dialog.code.setText(shared.code)
    dialog.main.click()
    qtbot.waitUntil(dialog.join.isVisible)
    assert dialog.error == ""


def test_without_file_or_code_nothing_is_looked_into(app, lanes, over_window, went):
    dialog = open_join(over_window(), app, lanes, Navigator(went)).dialog
    dialog.main.click()
    assert not lanes.busy
    assert not dialog.join.isVisible()


def test_both_versions_are_shown_and_one_is_chosen(
    qtbot, app, lanes, over_window, went, draft, clashing
):
    joining = open_join(over_window(), app, lanes, Navigator(went), clashing.path)
    dialog = joining.dialog
    dialog.code.setText(clashing.code)
    dialog.main.click()
    qtbot.waitUntil(dialog.join.isVisible)
    dialog.join.click()
    qtbot.waitUntil(dialog.clashes.isVisible)
    (block,) = dialog.clashes.blocks
    assert {button.text() for button in block.buttons} & {"Use mine", "Keep mine"}

    mine = next(button for button in block.buttons if "mine" in button.text())
    with qtbot.waitSignal(joining.wrote):
        mine.click()

    assert record_clashes(app, draft.id) == ()


def test_what_was_left_open_can_be_chosen_later(qtbot, app, lanes, over_window, draft, clashing):
    join_record(app, clashing.path, clashing.code)
    choosing = open_clashes(over_window(), app, lanes, draft.id)
    dialog = choosing.dialog
    qtbot.waitUntil(lambda: bool(dialog.clashes.blocks))
    (block,) = dialog.clashes.blocks
    with qtbot.waitSignal(choosing.wrote):
        block.buttons[1].click()
    assert record_clashes(app, draft.id) == ()


def test_a_record_without_such_places_says_so(qtbot, app, lanes, over_window, draft):
    dialog = open_clashes(over_window(), app, lanes, draft.id).dialog
    qtbot.waitUntil(lambda: "no place" in dialog.words.text())
