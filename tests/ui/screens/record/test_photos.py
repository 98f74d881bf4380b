"""A photo in the editor: chosen, pasted or dropped; captioned, replaced, taken out, undone."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from app.usecases.photos import add_photo, photos_agreed, photos_by_ref, photos_of, picture_of
from app.usecases.records import finish_record
from tests.builders_photos import WALL, a_photo_record
from tests.builders_pictures import a_photo, opened
from ui.questions import photo_answer
from ui.questions.photo_shown import PhotoDialog

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def record_id(app):
    return a_photo_record(app)


@pytest.fixture
def clipboard(qapp):
    """The clipboard, empty before and after."""
    board = QApplication.clipboard()
    board.clear()
    yield board
    board.clear()


@pytest.fixture
def at_wall(editor, record_id, qtbot):
    """The editor of the photo of a wall, with the keyboard in it."""

    def open_it(record=record_id, *, agreed=True):
        made = editor(record, WALL)
        wall = made.block("wall").editor
        if agreed:
            wall.agreed.setChecked(True)
        return made, wall

    return open_it


def a_copied_picture(width=900, height=600, colour="red"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def wait_for_photo(qtbot, app, record_id, wall):
    qtbot.waitUntil(lambda: wall.view.isVisible() and not wall.answer.is_busy, timeout=10_000)
    (photo,) = photos_of(app, record_id)
    return photo


def choose(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))


def test_a_file_is_chosen_and_kept_and_there_again(
    at_wall, app, record_id, qtbot, monkeypatch, tmp_path, editor
):
    (tmp_path / "wall.jpg").write_bytes(a_photo(3000, 1500, orientation=6))
    choose(monkeypatch, tmp_path / "wall.jpg")
    made, wall = at_wall()
    qtbot.keyClick(wall.choose_button, Qt.Key.Key_Return)
    photo = wait_for_photo(qtbot, app, record_id, wall)
    assert (photo.width, photo.height) == (400, 800)
    qtbot.waitUntil(lambda: "Saved 09:00" in made.window.status.words)
    assert made.kept(record_id)[WALL] == photo.file_name
    made.window.close()

    again = editor(record_id, WALL).block("wall").editor
    qtbot.waitUntil(again.view.isVisible)
    assert not again.empty.isVisible()


def test_the_school_has_to_have_agreed_before_the_first_photo(at_wall, app, record_id, qtbot):
    _made, wall = at_wall(agreed=False)
    assert not wall.choose_button.isEnabled()
    assert not wall.paste_button.isEnabled()
    assert QApplication.focusWidget() is wall.agreed
    qtbot.keyClick(wall.agreed, Qt.Key.Key_Space)
    assert wall.choose_button.isEnabled()
    qtbot.waitUntil(lambda: photos_agreed(app, record_id))


def test_what_was_agreed_is_remembered_for_the_record(at_wall, app, record_id, qtbot, editor):
    made, _wall = at_wall()
    qtbot.waitUntil(lambda: photos_agreed(app, record_id))
    made.window.close()
    again = editor(record_id, WALL).block("wall").editor
    qtbot.waitUntil(again.agreed.isChecked)
    assert again.choose_button.isEnabled()


def test_the_reminder_is_always_in_sight(at_wall, app, record_id, qtbot, clipboard):
    _made, wall = at_wall()
    assert "No faces, no names" in wall.reminder.words.text()
    assert wall.reminder.isVisible()
    clipboard.setImage(a_copied_picture())
    wall.paste()
    wait_for_photo(qtbot, app, record_id, wall)
    assert wall.reminder.isVisible()


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
    qtbot.mouseClick(wall.paste_button, Qt.MouseButton.LeftButton)
    assert wait_for_photo(qtbot, app, record_id, wall).width == 60


def test_pasting_before_the_school_agreed_says_what_to_do(
    at_wall, app, record_id, qtbot, clipboard
):
    made, wall = at_wall(agreed=False)
    clipboard.setImage(a_copied_picture())
    qtbot.keyClick(wall.agreed, Qt.Key.Key_V, CONTROL)
    assert "Agreed with the school" in made.block("wall").message.sentence
    wall.agreed.setChecked(True)
    assert made.block("wall").message.sentence == ""
    assert photos_of(app, record_id) == ()


def test_pasting_nothing_is_said(at_wall, qtbot, clipboard):
    made, wall = at_wall()
    clipboard.setText("words")
    qtbot.keyClick(wall.choose_button, Qt.Key.Key_V, CONTROL)
    assert "no picture on the clipboard" in made.block("wall").message.sentence


def dropped(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(9, 9), action, data, left, Qt.KeyboardModifier.NoModifier)
    event.data = data  # or it is gone before it is read
    return event


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
    assert wall.choose_button.isEnabled()
    assert photos_of(app, record_id) == ()
    assert made.live.settled


@pytest.fixture
def with_wall(at_wall, app, record_id, qtbot):
    """The editor of a wall that has a photo."""
    photo = add_photo(app, record_id, WALL, a_photo(600, 400), "Bar models").value
    made, wall = at_wall()
    qtbot.waitUntil(wall.view.isVisible)
    return made, wall, photo


def test_a_caption_is_kept_as_it_is_written(with_wall, app, record_id, qtbot):
    made, wall, _photo = with_wall
    assert wall.caption.text == "Bar models"
    wall.caption.setFocus()
    wall.caption.selectAll()
    qtbot.keyClicks(wall.caption, "Number lines in Year 2")
    assert "Saved" not in made.window.status.words
    qtbot.waitUntil(lambda: photos_of(app, record_id)[0].caption == "Number lines in Year 2")
    qtbot.waitUntil(lambda: "Saved 09:00" in made.window.status.words)
    assert wall.caption.text == "Number lines in Year 2"


def test_closing_the_window_keeps_a_caption_that_was_just_typed(with_wall, app, record_id, qtbot):
    made, wall, _photo = with_wall
    wall.caption.setFocus()
    wall.caption.selectAll()
    qtbot.keyClicks(wall.caption, "Last words")
    made.window.close()
    qtbot.waitUntil(lambda: not made.window.isVisible())
    assert photos_of(app, record_id)[0].caption == "Last words"


def test_a_caption_typed_just_before_the_photo_is_taken_out_is_there_with_it_again(
    with_wall, app, record_id, qtbot
):
    made, wall, _photo = with_wall
    wall.caption.setFocus()
    wall.caption.selectAll()
    qtbot.keyClicks(wall.caption, "Other words")
    qtbot.mouseClick(wall.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: WALL not in made.kept(record_id))
    qtbot.mouseClick(wall.undo.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(photos_of(app, record_id)) == 1)
    assert photos_of(app, record_id)[0].caption == "Other words"
    assert wall.caption.text == "Other words"


def test_a_caption_stays_on_one_line_and_within_its_length(with_wall, qtbot, clipboard):
    made, wall, _photo = with_wall
    clipboard.setText("one\ntwo " + "a" * 400)
    wall.caption.setFocus()
    wall.caption.selectAll()
    qtbot.keyClick(wall.caption, Qt.Key.Key_V, CONTROL)
    assert wall.caption.text.startswith("one two aaa")
    assert len(wall.caption.text) == 300
    assert "at most 300" in made.block("wall").message.sentence


def test_a_photo_is_taken_out_and_brought_back(with_wall, app, record_id, qtbot):
    made, wall, photo = with_wall
    qtbot.keyClick(wall.remove, Qt.Key.Key_Return)
    assert wall.empty.isVisible()
    qtbot.waitUntil(lambda: WALL not in made.kept(record_id))
    assert QApplication.focusWidget() is wall.undo.undo
    qtbot.keyClick(wall.undo.undo, Qt.Key.Key_Return)
    qtbot.waitUntil(wall.view.isVisible)
    qtbot.waitUntil(lambda: photos_by_ref(app, record_id) == {WALL: photo})
    assert wall.caption.text == "Bar models"


def test_the_keys_that_undo_bring_a_photo_back_too(with_wall, app, record_id, qtbot):
    made, wall, photo = with_wall
    qtbot.keyClick(wall.remove, Qt.Key.Key_Return)
    made.live.undo()
    qtbot.waitUntil(wall.view.isVisible)
    qtbot.waitUntil(lambda: photos_by_ref(app, record_id) == {WALL: photo})


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
    place = wall.view.place()
    assert place.width() / place.height() == pytest.approx(1.5, rel=0.02)
    assert "Bar models" in wall.view.accessibleName()


def test_a_photo_is_viewed_larger(with_wall, qtbot):
    made, wall, _photo = with_wall
    qtbot.keyClick(wall.larger, Qt.Key.Key_Return)
    (dialog,) = made.window.findChildren(PhotoDialog)
    qtbot.waitUntil(dialog.view.isVisible)
    assert dialog.windowTitle() == "Bar models"
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_every_control_has_a_name_that_tells_which_photo_it_is_for(at_wall):
    _made, wall = at_wall()
    for widget in (wall.choose_button, wall.paste_button, wall.larger, wall.other, wall.remove):
        assert "The working wall" in widget.accessibleName()
    assert "The working wall" in wall.caption.accessibleName()


def test_a_finished_record_shows_its_photo_and_takes_none(
    at_wall, app, record_id, qtbot, clipboard
):
    add_photo(app, record_id, WALL, a_photo(600, 400), "Bar models")
    finish_record(app, record_id)
    made, wall = at_wall(agreed=False)
    qtbot.waitUntil(wall.view.isVisible)
    assert wall.larger.isVisible()
    assert not wall.other.isVisible()
    assert not wall.remove.isVisible()
    assert wall.caption.isReadOnly()
    clipboard.setImage(a_copied_picture())
    qtbot.keyClick(wall.larger, Qt.Key.Key_V, CONTROL)
    assert not wall.answer.is_busy
    assert made


def test_a_lost_picture_is_said_and_another_can_be_added(
    at_wall, app, record_id, qtbot, monkeypatch, tmp_path
):
    photo = add_photo(app, record_id, WALL, a_photo(600, 400), "Bar models").value
    (app.folder / "photos" / f"{photo.sha256}.sealed").unlink()
    made, wall = at_wall()
    qtbot.waitUntil(lambda: "not in the data folder" in made.block("wall").message.sentence)
    assert not wall.view.isVisible()
    (tmp_path / "wall.jpg").write_bytes(a_photo(60, 40))
    choose(monkeypatch, tmp_path / "wall.jpg")
    qtbot.mouseClick(wall.other, Qt.MouseButton.LeftButton)
    wait_for_photo(qtbot, app, record_id, wall)
    assert made.block("wall").message.sentence == ""


@pytest.fixture
def slowly(monkeypatch):
    """Making a photo waits until it is let on."""
    go_on, begun, real = threading.Event(), threading.Event(), photo_answer.seal_photo

    def seal(app, content, longest, step):
        begun.set()
        go_on.wait(10)
        return real(app, content, longest, step)

    monkeypatch.setattr(photo_answer, "seal_photo", seal)
    yield go_on, begun
    go_on.set()


def test_the_keyboard_stays_in_the_question_while_a_photo_is_made(
    at_wall, app, record_id, qtbot, clipboard, slowly
):
    made, wall = at_wall()
    wall.paste_button.setFocus()
    clipboard.setImage(a_copied_picture())
    qtbot.keyClick(wall.paste_button, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is wall.progress.stop
    slowly[0].set()
    wait_for_photo(qtbot, app, record_id, wall)
    assert QApplication.focusWidget() is wall.caption
    qtbot.keyClicks(wall.caption, "Bars")
    qtbot.waitUntil(lambda: photos_of(app, record_id)[0].caption == "Bars")
    assert made.page.current_ref == WALL


def test_a_photo_takes_no_keyboard_from_another_question(
    at_wall, app, record_id, qtbot, clipboard, slowly
):
    made, wall = at_wall()
    clipboard.setImage(a_copied_picture())
    wall.paste()
    made.page.go_to("/data/walls/note")
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
    assert wall.progress.isVisible()
    assert not made.live.settled
    slowly[1].wait(10)
    qtbot.mouseClick(wall.progress.stop, Qt.MouseButton.LeftButton)
    slowly[0].set()
    qtbot.waitUntil(wall.empty.isVisible)
    assert not wall.progress.isVisible()
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
    qtbot.waitUntil(again.view.isVisible)


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
