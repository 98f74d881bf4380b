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
from ui.widgets.text import Words

NOTE = "/data/walls/note"
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
            wall.empty.agreed.setChecked(True)
        return made, wall

    return open_it


def a_copied_picture(width=900, height=600, colour="red"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def shows(wall):
    return wall.filled is not None and wall.filled.view.isVisible()


def in_progress(wall):
    return wall.progress is not None and wall.progress.isVisible()


def reminded(wall):
    said = [words for words in wall.findChildren(Words) if "No faces, no names" in words.text()]
    return any(words.isVisible() for words in said)


def wait_for_photo(qtbot, app, record_id, wall):
    qtbot.waitUntil(lambda: shows(wall) and not wall.answer.is_busy, timeout=10_000)
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
    assert wall.empty.choose.isEnabled()
    assert photos_of(app, record_id) == ()
    assert made.live.settled


@pytest.fixture
def with_wall(at_wall, app, record_id, qtbot):
    """The editor of a wall that has a photo."""
    photo = add_photo(app, record_id, WALL, a_photo(600, 400), "Bar models").value
    made, wall = at_wall()
    qtbot.waitUntil(lambda: shows(wall))
    return made, wall, photo


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
