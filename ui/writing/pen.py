"""The pen of a window: with it people write in every box that grows, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from weakref import WeakSet

from PySide6.QtCore import QObject, QRect, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.domain.phrases import Phrase
from app.domain.wording import WordLists, remarks_on
from app.domain.written_words import forget_texts
from app.usecases.spelling import WritingKit, writing_kit
from ui.commands import COMMANDS
from ui.desk import Desk
from ui.places import Phrases
from ui.widgets.announce import announce
from ui.widgets.text_box import GrowingText
from ui.writing.inserting import TAGS, ends_a_word, expand, tag_line, write_time, write_words
from ui.writing.marked import MarkedWords, beneath_cursor
from ui.writing.marks import paint_marks
from ui.writing.menu import usual_menu
from ui.writing.spelling import Spelling

_CONCERNED = {"phrase", "learned_word", "school", "key_person", "adviser", "focus_pupil"}
_IN_MENU = ("insert_phrase", "write_time")


class WritingPen(QObject):
    """Marks words, unfolds abbreviations, and answers the commands that write.

    What helps (`WritingKit`) is read when the first box is shown, and again when it was changed.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.spelling = Spelling(desk.app, desk.lanes, self)
        self.marked = MarkedWords(desk, self.spelling, self)
        self.phrases: tuple[Phrase, ...] = ()
        self._lists: WordLists | None = None
        self._boxes: WeakSet[GrowingText] = WeakSet()
        self._read = False
        self._in_key = False
        self._acts = self._all_acts()
        self._keys = {
            QKeySequence(command.shortcut).toString(): self._acts[command.key]
            for command in COMMANDS
            if command.key in self._acts
        }
        self.spelling.changed.connect(self._paint_again)
        desk.changes.changed.connect(self._follow)
        self.destroyed.connect(forget_texts)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """The commands that write in the box that has the keyboard, and what they do."""
        return self._acts

    def refresh(self) -> None:
        """Read again what helps."""
        self._read = True
        self._desk.lanes.run(writing_kit, self._desk.app, done=self._use)

    def remarks_on(self, text: str, *, printed: bool = True) -> tuple[str, ...]:
        """What in `text` is worth a second look; nothing before what helps has been read."""
        if not self._read:
            self.refresh()
        if self._lists is None:
            return ()
        return tuple(r.text for r in remarks_on(text, self._lists, printed=printed))

    # Boxes

    def begin(self, box: GrowingText) -> None:
        """`box` is on screen from now on."""
        if not self._read:
            self.refresh()
        if box not in self._boxes:
            self._boxes.add(box)
            box.cursorPositionChanged.connect(self._cursor_moved)

    def paint(self, box: GrowingText, area: QRect) -> None:
        """Paint the marks in `area` of the box."""
        paint_marks(box, area, partial(self.spelling.marked, box))

    def takes(self, box: GrowingText, event: QKeyEvent) -> bool:
        """Whether the key is that of a command in a dialog, which the window's do not reach."""
        if box.isReadOnly():
            return False
        if box.window() is not self._window:
            act = self._keys.get(QKeySequence(event.keyCombination()).toString())
            if act is not None:
                act()
                return True
        self._in_key = True
        return False

    def takes_tab(self, box: GrowingText) -> bool:
        """Whether Tab unfolded an abbreviation."""
        return not box.isReadOnly() and self._unfold(box, box.textCursor().position())

    def wrote(self, box: GrowingText, event: QKeyEvent) -> None:
        """A key was written: unfold what it ended; the word it belongs to is not marked yet."""
        self._in_key = False
        if box.isReadOnly():
            return
        here = box.textCursor().position()
        if ends_a_word(event):
            self._unfold(box, here - 1)
        if _changes_a_word(event):
            self.spelling.typing_at(box, here)
        else:
            self._cursor_moved()

    def opens_menu(self, box: GrowingText, event: QContextMenuEvent) -> bool:
        """Open the menu of the box, with spellings where the word there is marked."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.spelling.typing_ended()
            place, cursor = beneath_cursor(box), box.textCursor()
        else:
            place, cursor = event.globalPos(), box.cursorForPosition(event.pos())
        word = self.marked.at(box, cursor)
        if word is not None:
            self.marked.offer(box, word, place)
        else:
            more = [self._desk.commands[key] for key in _IN_MENU]
            usual_menu(box, event.pos(), more).popup(place)
        return True

    # What they need

    def _all_acts(self) -> Mapping[str, Callable[[], None]]:
        def in_box(act: Callable[[GrowingText], None]) -> Callable[[], None]:
            def do() -> None:
                box = QApplication.focusWidget()
                if isinstance(box, GrowingText) and not box.isReadOnly():
                    act(box)

            return do

        acts: dict[str, Callable[[GrowingText], None]] = {
            "insert_phrase": self._pick_phrase,
            "write_time": lambda box: write_time(box, self._desk.app.clock()),
            "next_marked": self.marked.go_to_next,
            "put_right": self.marked.offer_here,
        }
        acts |= {key: partial(tag_line, tag=words) for key, words in TAGS.items()}
        return {key: in_box(act) for key, act in acts.items()}

    def _use(self, kit: WritingKit) -> None:
        self.phrases = kit.phrases
        self._lists = kit.lists
        self.spelling.use(kit)

    def _follow(self, changes: tuple[object, ...], _starter: object) -> None:
        if self._read and any(getattr(each, "kind", "") in _CONCERNED for each in changes):
            self.refresh()

    def _unfold(self, box: GrowingText, end: int) -> bool:
        if not expand(box, end, self.phrases):
            return False
        self.spelling.typing_ended()
        announce(box, "Phrase put in")
        return True

    def _pick_phrase(self, box: GrowingText) -> None:
        from ui.writing.picker import PhrasePicker

        def write(phrase: Phrase) -> None:
            if isValid(box) and not box.isReadOnly():
                box.setFocus(Qt.FocusReason.OtherFocusReason)
                write_words(box, phrase.words)

        picker = PhrasePicker(self._desk.app, self._desk.lanes)
        picker.picked.connect(write)
        picker.wrote.connect(lambda changes: self._desk.changes.changed.emit(changes, picker))
        picker.change_asked.connect(lambda: self._desk.navigator.go(Phrases()))
        picker.open_over(box)

    @Slot()
    def _cursor_moved(self) -> None:
        """The cursor went elsewhere, so the word that was being typed is done."""
        if not self._in_key and self.spelling.typing_ended():
            self._paint_again()

    @Slot()
    def _paint_again(self) -> None:
        for box in self._boxes:
            if isValid(box) and box.isVisible():
                box.viewport().update()


def _changes_a_word(event: QKeyEvent) -> bool:
    written = event.text().strip()
    taken_out = event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
    return taken_out or (bool(written) and written.isprintable())
