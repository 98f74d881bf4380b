"""Writing in the editor: what is typed is kept, shown as kept, and there again."""

from __future__ import annotations

from PySide6.QtCore import Qt

T3_LEVEL = "/data/teaching/T3/T3_level"
T3_SEEN = "/data/teaching/T3/T3_seen"


def test_a_level_and_words_are_kept_and_there_again(editor, qtbot, visit_2):
    first = editor(visit_2, T3_LEVEL)
    qtbot.keyClick(first.block("T3_level").editor.picker.cards[0], Qt.Key.Key_2)
    first.block("T3_seen").editor.setFocus()
    qtbot.keyClicks(first.block("T3_seen").editor.box, "Bars were drawn in Year 4.")
    qtbot.waitUntil(lambda: "Saved 09:00" in first.window.status.words)

    kept = first.kept(visit_2)
    assert kept[T3_LEVEL] == "2"
    assert kept[T3_SEEN] == "Bars were drawn in Year 4."
    first.window.close()

    second = editor(visit_2)
    assert second.block("T3_level").editor.picker.value == "2"
    assert second.page.current_ref == T3_SEEN
    assert second.page.place == len("Bars were drawn in Year 4.")


def test_nothing_is_called_saved_before_it_is(editor, qtbot, visit_2):
    made = editor(visit_2, T3_SEEN)
    qtbot.keyClicks(made.block("T3_seen").editor.box, "Bars")
    assert "Saved" not in made.window.status.words
    assert T3_SEEN not in made.kept(visit_2)
    qtbot.waitUntil(lambda: "Saved 09:00" in made.window.status.words)
    assert made.kept(visit_2)[T3_SEEN] == "Bars"


def test_closing_the_window_keeps_what_was_typed_last(editor, qtbot, visit_2):
    made = editor(visit_2, T3_SEEN)
    qtbot.keyClicks(made.block("T3_seen").editor.box, "Last words")
    made.window.close()
    qtbot.waitUntil(lambda: not made.window.isVisible())
    assert made.kept(visit_2)[T3_SEEN] == "Last words"
