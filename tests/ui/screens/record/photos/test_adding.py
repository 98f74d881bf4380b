"""A photo is chosen, pasted or dropped, once the school agreed; what cannot be used is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication

from app.usecases.photos import photos_agreed, photos_of, picture_of
from tests.builders_photo_editor import (
    CONTROL,
    NOTE,
    a_copied_picture,
    choose,
    dropped,
    in_progress,
    reminded,
    shows,
    wait_for_photo,
)
from tests.builders_photos import WALL
from tests.builders_pictures import a_photo, opened


def test_a_file_is_chosen_and_kept_and_there_again(
    at_wall, app, record_id, qtbot, monkeypatch, tmp_path, editor
):
    (tmp_path / "wall.jpg").write_bytes(a_photo(3000, 1500, orientation=6))
    choose(monkeypatch, tmp_path / "wall.jpg")
    made, wall = at_wall()
    qtbot.keyClick(wall.empty.choose, Qt.Key.Key_Return)
    photo = wait_for_photo(qtbot, app, record_id, wall)
    assert (photo.width, photo.height) == (400, 800)
    qtbot.waitUntil(lambda: "Saved 09:00" in made.window.status.words)
    assert made.kept(record_id)[WALL] == photo.file_name
    made.window.close()

    again = editor(record_id, WALL).block("wall").editor
    qtbot.waitUntil(lambda: shows(again))
    assert not again.empty.isVisible()


def test_the_school_has_to_have_agreed_before_the_first_photo(at_wall, app, record_id, qtbot):
    _made, wall = at_wall(agreed=False)
    assert not wall.empty.choose.isEnabled()
    assert not wall.empty.paste.isEnabled()
    assert QApplication.focusWidget() is wall.empty.agreed
    qtbot.keyClick(wall.empty.agreed, Qt.Key.Key_Space)
    assert wall.empty.choose.isEnabled()
    qtbot.waitUntil(lambda: photos_agreed(app, record_id))


def test_the_keyboard_goes_from_what_was_agreed_to_the_buttons(at_wall, qtbot):
    made, wall = at_wall(agreed=False)
    wall.empty.agreed.setFocus()
    qtbot.keyClick(wall.empty.agreed, Qt.Key.Key_Space)
    qtbot.keyClick(wall.empty.agreed, Qt.Key.Key_Tab)
    assert made.window.focusWidget() is wall.empty.choose


def test_what_was_agreed_is_remembered_for_the_record(at_wall, app, record_id, qtbot, editor):
    made, _wall = at_wall()
    qtbot.waitUntil(lambda: photos_agreed(app, record_id))
    made.window.close()
    again = editor(record_id, WALL).block("wall").editor
    qtbot.waitUntil(again.empty.agreed.isChecked)
    assert again.empty.choose.isEnabled()


def test_the_reminder_is_always_in_sight(at_wall, app, record_id, qtbot, clipboard):
    _made, wall = at_wall()
    assert reminded(wall)
    clipboard.setImage(a_copied_picture())
    wall.paste()
    wait_for_photo(qtbot, app, record_id, wall)
    assert reminded(wall)


def test_a_picture_is_pasted_by_key(at_wall, app, record_id, qtbot, clipboard):
    _made, wall = at_wall()
    clipboard.setImage(a_copied_picture())
    wall.go_to(0)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, CONTROL)
    photo = wait_for_photo(qtbot, app, record_id, wall)
    assert (photo.width, photo.height) == (800, 533)


def test_a_copied_file_is_pasted(at_wall, app, record_id, qtbot, clipboard, tmp_path):
    (tmp_path / "wall.png").write_bytes(a_photo(60, 40, "PNG"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "wall.png"))])
    clipboard.setMimeData(data)
    _made, wall = at_wall()
    qtbot.mouseClick(wall.empty.paste, Qt.MouseButton.LeftButton)
    assert wait_for_photo(qtbot, app, record_id, wall).width == 60


def test_pasting_before_the_school_agreed_says_what_to_do(
    at_wall, app, record_id, qtbot, clipboard
):
    made, wall = at_wall(agreed=False)
    clipboard.setImage(a_copied_picture())
    qtbot.keyClick(wall.empty.agreed, Qt.Key.Key_V, CONTROL)
    assert "Agreed with the school" in made.block("wall").message.sentence
    wall.empty.agreed.setChecked(True)
    assert made.block("wall").message.sentence == ""
    assert photos_of(app, record_id) == ()


def test_pasting_nothing_is_said(at_wall, qtbot, clipboard):
    made, wall = at_wall()
    clipboard.setText("words")
    qtbot.keyClick(wall.empty.choose, Qt.Key.Key_V, CONTROL)
    assert "no picture on the clipboard" in made.block("wall").message.sentence


def test_a_file_is_dropped(at_wall, app, record_id, qtbot, tmp_path):
    (tmp_path / "wall.jpg").write_bytes(a_photo(60, 40))
    _made, wall = at_wall()
    wall.dropEvent(dropped(tmp_path / "wall.jpg"))
    assert wait_for_photo(qtbot, app, record_id, wall)


def test_several_files_at_once_are_refused(at_wall, app, record_id, qtbot, tmp_path):
    made, wall = at_wall()
    wall.dropEvent(dropped(tmp_path / "a.jpg", tmp_path / "b.jpg"))
    assert "a single picture" in made.block("wall").message.sentence
    assert photos_of(app, record_id) == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"no picture", "no picture that can be read"), (b"\0\0\0\x18ftypheic" + b"\0" * 99, "HEIC")],
)
def test_what_cannot_be_used_is_said_beneath(
    at_wall, app, record_id, qtbot, monkeypatch, tmp_path, content, said
):
    (tmp_path / "wall.jpg").write_bytes(content)
    choose(monkeypatch, tmp_path / "wall.jpg")
    made, wall = at_wall()
    wall.choose()
    qtbot.waitUntil(lambda: said in made.block("wall").message.sentence)
    assert wall.empty.isVisible()
    assert wall.empty.choose.isEnabled()
    assert photos_of(app, record_id) == ()
    assert made.live.settled


def test_the_keyboard_stays_in_the_question_while_a_photo_is_made(
    at_wall, app, record_id, qtbot, clipboard, slowly
):
    made, wall = at_wall()
    wall.empty.paste.setFocus()
    clipboard.setImage(a_copied_picture())
    qtbot.keyClick(wall.empty.paste, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is wall.progress.stop
    slowly[0].set()
    wait_for_photo(qtbot, app, record_id, wall)
    assert QApplication.focusWidget() is wall.filled.caption
    qtbot.keyClicks(wall.filled.caption, "Bars")
    qtbot.waitUntil(lambda: photos_of(app, record_id)[0].caption == "Bars")
    assert made.page.current_ref == WALL


def test_a_photo_takes_no_keyboard_from_another_question(
    at_wall, app, record_id, qtbot, clipboard, slowly
):
    made, wall = at_wall()
    clipboard.setImage(a_copied_picture())
    wall.paste()
    made.page.go_to(NOTE)
    note = made.block("note").editor.line
    slowly[0].set()
    wait_for_photo(qtbot, app, record_id, wall)
    assert QApplication.focusWidget() is note


def test_a_photo_that_is_being_made_can_be_stopped(
    at_wall, app, record_id, qtbot, clipboard, slowly
):
    made, wall = at_wall()
    clipboard.setImage(a_copied_picture())
    wall.paste()
    assert in_progress(wall)
    assert not made.live.settled
    slowly[1].wait(10)
    qtbot.mouseClick(wall.progress.stop, Qt.MouseButton.LeftButton)
    slowly[0].set()
    qtbot.waitUntil(wall.empty.isVisible)
    assert not in_progress(wall)
    assert made.live.settled
    assert photos_of(app, record_id) == ()


def test_going_on_to_another_section_loses_no_photo(
    at_wall, app, record_id, qtbot, clipboard, slowly
):
    made, wall = at_wall()
    clipboard.setImage(a_copied_picture())
    wall.paste()
    slowly[1].wait(10)
    made.open(record_id, "/data/private/own")
    qtbot.waitUntil(lambda: "own" in made.names())
    slowly[0].set()
    qtbot.waitUntil(lambda: len(photos_of(app, record_id)) == 1)
    made.open(record_id, WALL)
    again = made.block("wall").editor
    qtbot.waitUntil(lambda: shows(again))


def test_closing_while_a_photo_is_made_waits_for_it(
    at_wall, app, record_id, qtbot, clipboard, slowly
):
    made, wall = at_wall()
    clipboard.setImage(a_copied_picture())
    wall.paste()
    slowly[1].wait(10)
    made.window.close()
    assert made.window.isVisible()
    slowly[0].set()
    qtbot.waitUntil(lambda: not made.window.isVisible())
    (photo,) = photos_of(app, record_id)
    assert opened(picture_of(app, photo.id)).size == (800, 533)
