"""Finding in the open record: a line to type in, and what was found, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.counting import counted
from app.forms.definition import QuestionKind
from app.forms.refs import without_rows
from app.usecases.find_in_record import FindInRecord, Found
from ui import theme
from ui.live_record import LiveRecord
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.search_box import SearchBox
from ui.widgets.section_list import SectionList, SectionRow, SectionState
from ui.widgets.text import Words

PLACEHOLDER = "Find words, an answer, or a prompt by its code, such as QA4"
_NOTHING = "Nothing found. Sections that are not asked now are not searched."
_MOST = 300  # places listed; who wants more types another word
_SECTION, _PLACE, _TALLEST = 2.6, 3.4, 14.0  # ems of height: a section, a place, the whole list


class FindBar(QFrame):
    """Finds in one live record. `went(ref, place)` wishes to go there; `closed` when it goes.

    `place` is behind the words in a text that is an answer, else 0.
    """

    went = Signal(str, int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.line = SearchBox(PLACEHOLDER)
        self.list = SectionList()
        self.list.setAccessibleName("Places found")
        self.count = Words("", "caption", "text_muted")
        self.previous = Button("Previous", "chevron-left", small=True)
        self.next = Button("Next", trailing="chevron-right", small=True)
        self.close_button = Button("", "x", "text", small=True, name="Close the search")
        self._live: LiveRecord | None = None
        self._search: FindInRecord | None = None
        self._found: tuple[Found, ...] = ()
        self._words = ""
        self._at = -1
        self._build()
        self._connect()
        self.hide()

    @property
    def found(self) -> tuple[Found, ...]:
        """The places found, in order."""
        return self._found

    def show_record(self, live: LiveRecord) -> None:
        """Search another record from now on."""
        if live is self._live:
            return
        self._live, self._search = live, FindInRecord(live.session)
        self._found, self._words, self._at = (), "", -1
        live.changed.connect(self._search.forget)
        self.hide()

    def open_bar(self) -> None:
        """Show it, with the keyboard in its line and the last words chosen."""
        self.show()
        self.line.selectAll()
        self.line.setFocus()
        if self._search is not None:
            QTimer.singleShot(0, self, self._search.read)  # while the first word is being typed
        if self.line.text().strip():
            self._ask(self.line.text())

    def close_bar(self) -> None:
        """Put it away; what was found stays found for F3."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place, beginning again at the end."""
        if not self._found:
            self.open_bar()
            return
        begun = self._at >= 0
        self._at = (self._at + by if begun else min(by, 0)) % len(self._found)
        self._go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.KeyPress:
            self.close_bar()
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.line, 1)
        for widget in (self.count, self.previous, self.next, self.close_button):
            top.addWidget(widget)
        column = QVBoxLayout(self)
        margin = theme.space("page_margin")
        column.setContentsMargins(margin, 8, margin, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.list)
        self.list.hide()

    def _connect(self) -> None:
        self.line.asked.connect(self._ask)
        self.line.entered.connect(self._entered)
        self.line.moved.connect(self._move)
        self.list.chosen.connect(self._chosen)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.close_bar)
        for widget in (self.line, self.list):
            widget.installEventFilter(self)

    def _ask(self, words: str) -> None:
        if self._search is None or self.isHidden():
            return
        found = self._search.find(words)
        if (words, found) != (self._words, self._found):
            self._words, self._found, self._at = words, found, -1
        self._show()

    def _show(self) -> None:
        any_words = bool(self._words.strip())
        rows = list(_rows(self._found))
        self.list.show_sections(rows, "")
        lines = sum(_PLACE if row.inset else _SECTION for row in rows)
        self.list.setFixedHeight(round(min(lines, _TALLEST) * theme.em()))
        self.list.setVisible(bool(self._found))
        self._count()
        for button in (self.previous, self.next):
            button.setEnabled(bool(self._found))
        if any_words:
            announce(self, self.count.text())

    def _count(self) -> None:
        total = len(self._found)
        if not total:
            self.count.setText(_NOTHING if self._words.strip() else "")
        elif self._at < 0:
            self.count.setText(counted(total, "place"))
        else:
            self.count.setText(f"{self._at + 1} of {total}")

    def _move(self, by: int) -> None:
        """Choose another row of the list from the line, without going there yet."""
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self.list.show()
            self._count()
            self.list.show_here(_key(self._at, self._found[self._at]))

    def _entered(self) -> None:
        if self._found:
            self._at = max(self._at, 0)
            self._go()

    def _chosen(self, key: str) -> None:
        at, _colon, ref = key.partition(":")
        if at.isdecimal():
            self._at = int(at)
            self._go()
        else:
            self.went.emit(ref, 0)

    def _go(self) -> None:
        found = self._found[self._at]
        self._count()
        self.list.show_here(_key(self._at, found))
        self.list.hide()  # the page needs the room now; Down in the line brings it back
        self.went.emit(found.ref, self._place(found))

    def _place(self, found: Found) -> int:
        """Behind the words in an answer that is a text."""
        live = self._live
        if live is None or found.where != "answer":
            return 0
        texts = (q.path for q in live.opened.definition.questions() if q.kind is QuestionKind.TEXT)
        if without_rows(found.ref) not in texts:
            return 0
        value = live.session.value(found.ref).casefold()
        words = self._words.casefold().split()
        return next((at + len(w) for w in words if (at := value.find(w)) >= 0), 0)


def _rows(found: Sequence[Found]) -> Iterator[SectionRow]:
    """The places below their sections."""
    section = ""
    for at, each in enumerate(found[:_MOST]):
        if each.section != section:
            section = each.section
            yield SectionRow(f"-:{section}", each.section_title, SectionState.OPEN)
        words = each.words if each.words != each.title else ""
        note = f"{each.where}: {words}" if words else each.where
        yield SectionRow(_key(at, each), each.title, SectionState.FOUND, "", note, inset=True)


def _key(at: int, found: Found) -> str:
    return f"{at}:{found.ref}"
