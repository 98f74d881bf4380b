"""A photo that is there: its caption, larger, replaced, taken out, undone, lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from app.usecases.photos import add_photo, photos_by_ref, photos_of
from app.usecases.records import finish_record
from tests.builders_photo_editor import (
    CONTROL,
    NOTE,
    a_copied_picture,
    choose,
    shows,
    wait_for_photo,
)
from tests.builders_photos import WALL
from tests.builders_pictures import a_photo
from ui.questions.photo_shown import PhotoDialog


def test_a_caption_is_kept_as_it_is_written(with_wall, app, record_id, qtbot):
    made, wall, _photo = with_wall
    assert wall.filled.caption.text == "Bar models"
    wall.filled.caption.setFocus()
    wall.filled.caption.selectAll()
    qtbot.keyClicks(wall.filled.caption, "Number lines in Year 2")
    assert "Saved" not in made.window.status.words
    qtbot.waitUntil(lambda: photos_of(app, record_id)[0].caption == "Number lines in Year 2")
    qtbot.waitUntil(lambda: "Saved 09:00" in made.window.status.words)
    assert wall.filled.caption.text == "Number lines in Year 2"


def test_closing_the_window_keeps_a_caption_that_was_just_typed(with_wall, app, record_id, qtbot):
    made, wall, _photo = with_wall
    wall.filled.caption.setFocus()
    wall.filled.caption.selectAll()
    qtbot.keyClicks(wall.filled.caption, "Last words")
    made.window.close()
    qtbot.waitUntil(lambda: not made.window.isVisible())
    assert photos_of(app, record_id)[0].caption == "Last words"


def test_a_caption_typed_just_before_the_photo_is_taken_out_is_there_with_it_again(
    with_wall, app, record_id, qtbot
):
    made, wall, _photo = with_wall
    wall.filled.caption.setFocus()
    wall.filled.caption.selectAll()
    qtbot.keyClicks(wall.filled.caption, "Other words")
    qtbot.mouseClick(wall.filled.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: WALL not in made.kept(record_id))
    qtbot.mouseClick(wall.undo.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(photos_of(app, record_id)) == 1)
    assert photos_of(app, record_id)[0].caption == "Other words"
    assert wall.filled.caption.text == "Other words"


def test_a_caption_stays_on_one_line_and_within_its_length(with_wall, qtbot, clipboard):
    made, wall, _photo = with_wall
    clipboard.setText("one\ntwo " + "a" * 400)
    wall.filled.caption.setFocus()
    wall.filled.caption.selectAll()
    qtbot.keyClick(wall.filled.caption, Qt.Key.Key_V, CONTROL)
    assert wall.filled.caption.text.startswith("one two aaa")
    assert len(wall.filled.caption.text) == 300
    assert "at most 300" in made.block("wall").message.sentence


def test_a_photo_is_taken_out_and_brought_back(with_wall, app, record_id, qtbot):
    made, wall, photo = with_wall
    qtbot.keyClick(wall.filled.remove, Qt.Key.Key_Return)
    assert wall.empty.isVisible()
    qtbot.waitUntil(lambda: WALL not in made.kept(record_id))
    assert QApplication.focusWidget() is wall.undo.undo
    qtbot.keyClick(wall.undo.undo, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(wall))
    qtbot.waitUntil(lambda: photos_by_ref(app, record_id) == {WALL: photo})
    assert wall.filled.caption.text == "Bar models"


def test_the_keys_that_undo_bring_a_photo_back_too(with_wall, app, record_id, qtbot):
    made, wall, photo = with_wall
    qtbot.keyClick(wall.filled.remove, Qt.Key.Key_Return)
    made.live.undo()
    qtbot.waitUntil(lambda: shows(wall))
    qtbot.waitUntil(lambda: photos_by_ref(app, record_id) == {WALL: photo})
    assert not wall.undo.isVisible()


def test_the_keyboard_stays_in_the_question_while_a_photo_is_replaced(
    with_wall, qtbot, monkeypatch, tmp_path
):
    made, wall, _photo = with_wall
    (tmp_path / "wall.jpg").write_text("not a picture")
    choose(monkeypatch, tmp_path / "wall.jpg")
    wall.filled.other.setFocus()
    window = wall.window()
    front = QDialog(window)  # as the dialog for files is, until the window has the keyboard again
    front.show()
    qtbot.waitUntil(front.isActiveWindow)
    wall.choose()
    assert window.focusWidget() is wall.progress.stop
    front.close()
    qtbot.waitUntil(lambda: made.block("wall").message.sentence != "")
    assert window.focusWidget() is wall.filled.caption


def test_another_photo_takes_its_place_with_the_caption_and_can_be_undone(
    with_wall, app, record_id, qtbot, clipboard
):
    _made, wall, photo = with_wall
    clipboard.setImage(a_copied_picture())
    wall.go_to(0)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: photos_of(app, record_id) != (photo,), timeout=10_000)
    (other,) = photos_of(app, record_id)
    assert other.caption == "Bar models"
    qtbot.waitUntil(wall.undo.isVisible)
    qtbot.mouseClick(wall.undo.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: photos_of(app, record_id) == (photo,))


def test_a_photo_taken_out_at_once_is_gone(at_wall, app, record_id, qtbot, clipboard):
    """Before the pause is over after which answers are kept."""
    made, wall = at_wall()
    clipboard.setImage(a_copied_picture(60, 40))
    wall.paste()
    qtbot.waitUntil(lambda: bool(wall.answer.file_name), timeout=10_000)
    wall.answer.remove()
    qtbot.waitUntil(lambda: WALL not in made.kept(record_id))


def test_a_photo_is_shown_in_its_own_shape(with_wall):
    _made, wall, _photo = with_wall
    place = wall.filled.view.place()
    assert place.width() / place.height() == pytest.approx(1.5, rel=0.02)
    assert "Bar models" in wall.filled.view.accessibleName()


def test_a_photo_is_viewed_larger(with_wall, qtbot):
    made, wall, _photo = with_wall
    qtbot.keyClick(wall.filled.larger, Qt.Key.Key_Return)
    (dialog,) = made.window.findChildren(PhotoDialog)
    qtbot.waitUntil(dialog.view.isVisible)
    assert dialog.windowTitle() == "Bar models"
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_every_control_has_a_name_that_tells_which_photo_it_is_for(with_wall):
    _made, wall, _photo = with_wall
    empty, filled = wall.empty, wall.filled
    for widget in (empty.choose, empty.paste, filled.larger, filled.other, filled.remove):
        assert "The working wall" in widget.accessibleName()
    assert "The working wall" in filled.caption.accessibleName()


def test_a_finished_record_shows_its_photo_and_takes_none(
    at_wall, app, record_id, qtbot, clipboard
):
    add_photo(app, record_id, WALL, a_photo(600, 400), "Bar models")
    finish_record(app, record_id)
    made, wall = at_wall(agreed=False)
    qtbot.waitUntil(lambda: shows(wall))
    assert wall.filled.larger.isVisible()
    assert not wall.filled.other.isVisible()
    assert not wall.filled.remove.isVisible()
    assert wall.filled.caption.isReadOnly()
    clipboard.setImage(a_copied_picture())
    qtbot.keyClick(wall.filled.larger, Qt.Key.Key_V, CONTROL)
    assert not wall.answer.is_busy
    assert made


def test_a_finished_record_without_a_photo_offers_none(at_wall, app, record_id):
    finish_record(app, record_id)
    _made, wall = at_wall(agreed=False)
    assert wall.none.isVisible()
    assert not wall.empty.isVisible()


def test_a_lost_picture_is_said_and_another_can_be_added(
    at_wall, app, record_id, qtbot, monkeypatch, tmp_path
):
    photo = add_photo(app, record_id, WALL, a_photo(600, 400), "Bar models").value
    (app.folder / "photos" / f"{photo.sha256}.sealed").unlink()
    made, wall = at_wall()
    qtbot.waitUntil(lambda: "not in the data folder" in made.block("wall").message.sentence)
    assert not shows(wall)
    (tmp_path / "wall.jpg").write_bytes(a_photo(60, 40))
    choose(monkeypatch, tmp_path / "wall.jpg")
    qtbot.mouseClick(wall.filled.other, Qt.MouseButton.LeftButton)
    wait_for_photo(qtbot, app, record_id, wall)
    assert made.block("wall").message.sentence == ""


def test_a_row_that_is_taken_out_and_brought_back_has_its_photo_again(
    editor, app, record_id, qtbot, clipboard
):
    made = editor(record_id, WALL)
    made.block("wall").editor.empty.agreed.setChecked(True)
    (row,) = made.live.session.rows("/data/books/row")
    made.open(record_id, f"{row}/book")
    qtbot.waitUntil(lambda: "book" in made.names())
    book = made.block("book").editor
    clipboard.setImage(a_copied_picture(60, 40))
    book.paste()
    qtbot.waitUntil(lambda: bool(book.answer.file_name) and not book.answer.is_busy, timeout=10_000)
    photo = book.answer.file_name
    made.live.remove_repeat(row)
    made.live.answer(NOTE, "words")
    made.live.restore_repeat(row)
    qtbot.waitUntil(lambda: shows(made.block("book").editor))
    qtbot.waitUntil(lambda: made.kept(record_id).get(NOTE) == "words")
    assert made.kept(record_id)[f"{row}/book"] == photo
