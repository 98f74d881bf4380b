"""What is known already, beside the questions: last time's answers, actions to review, notes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.forms.definition import Question, QuestionKind
from app.usecases.last_time import LastAnswer
from ui.live_record import LiveRecord
from ui.panels.earlier import EarlierAction
from ui.questions.block import private_mark
from ui.screens.record.cards import RecordCard
from ui.screens.record.search_back import SearchBack
from ui.widgets.buttons import Button
from ui.widgets.cards import ScrollBody
from ui.widgets.text import IconLabel, KeyHints, Words, restyle, rule, tip
from ui.widgets.text_box import GrowingText
from ui.widgets.typed_dates import show_date

_FIRST = "First visit, so nothing to look back on."
_FIRST_OF_PROJECT = "The first of its kind in this project, so nothing to look back on."
_NOTHING = "Nothing was written about this last time."
_DULL = {QuestionKind.DATE, QuestionKind.TIME, QuestionKind.DATE_TIME, QuestionKind.NOTE}


class SidePanel(QFrame):
    """Shows what belongs to the question in focus.

    `copy_asked(ref, value)` and `open_asked(record_id, ref)` are wishes.
    """

    copy_asked = Signal(str, str)
    open_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.last = LastTime()
        self.review = ActionsToReview()
        self.notes = QuickNotes()
        self.search = EarlierRecords()
        self.last.copy_asked.connect(self.copy_asked)
        body = self._body = ScrollBody("Last time, actions and notes")
        body.column.setContentsMargins(16, 10, 16, 12)
        body.column.setSpacing(12)
        self.search.back.open_asked.connect(self.open_asked)
        self.search.back.told_of.connect(lambda: QTimer.singleShot(0, self, self._show_found))
        for part in (self.last, self.review, self.notes, self.search):
            body.column.addWidget(part)
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    def show_record(self, live: LiveRecord) -> None:
        """Show what goes with a record."""
        self.last.show_record(live)
        self.review.show_record(live)
        self.notes.show_record(live)
        self.search.back.show_record(live)

    def _show_found(self) -> None:
        """Scroll to what was found: the search stands last, and its finds beneath it."""
        if self.search.back.box.hasFocus():
            self._body.column.activate()
            self._body.verticalScrollBar().setValue(self.search.y())


class _Part(QWidget):
    """A part with its icon, its title and a caption at the right."""

    def __init__(self, icon: str, title: str) -> None:
        super().__init__()
        self.caption = Words("", "caption", "text_muted")
        self.heading = QHBoxLayout()
        self.heading.setSpacing(8)
        self.heading.addWidget(IconLabel(icon, "primary"))
        self.heading.addWidget(Words(title, "body", strong=True))
        self.heading.addStretch(1)
        self.heading.addWidget(self.caption)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addLayout(self.heading)
        self.setAccessibleName(title)


class LastTime(_Part):
    """What was answered last time to the question in focus."""

    copy_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("history", "Last time")
        self.level = Words("", "caption", strong=True)
        self.level.setProperty("kind", "key")
        self.words = Words("", "body", wrap=True)
        self.copy = Button("Copy into answer", "copy", small=True)
        self._live: LiveRecord | None = None
        self._target = ("", "")
        level = QHBoxLayout()
        level.addWidget(self.level)
        level.addStretch(1)
        copy = QHBoxLayout()
        copy.addWidget(self.copy)
        copy.addStretch(1)
        self.column.addLayout(level)
        self.column.addWidget(self.words)
        self.column.addLayout(copy)
        self.copy.clicked.connect(lambda: self.copy_asked.emit(*self._target))

    def show_record(self, live: LiveRecord) -> None:
        """Begin with a record, with no question in focus."""
        self._live = live
        first = _FIRST if live.opened.record.urn else _FIRST_OF_PROJECT
        self._say("", _NOTHING if live.opened.last_answers else first, None)

    def show_card(self, card: RecordCard, ref: str) -> None:
        """Show the last answers to the questions of a card, of which `ref` has the keyboard."""
        live = self._live
        if live is None or not live.opened.last_answers:
            return
        asked = {b.ref: b.asking.question for b in card.blocks()}
        found = {ref: live.opened.last_answers.get(q.name) for ref, q in asked.items()}
        told = {r: a for r, a in found.items() if a is not None and asked[r].kind not in _DULL}
        self._show(asked, told, ref)

    def _show(self, asked: dict[str, Question], told: dict[str, LastAnswer], focused: str) -> None:
        levels = [answer for ref, answer in told.items() if asked[ref].marks.level]
        target = _target(asked, told, focused)
        words = told[target].words if target else ""
        level = levels[0].words if levels else ""
        said = words if words != level else ""
        newest = next(iter(told.values()), None)
        self._say(level, f"“{said}”" if said else "" if level else _NOTHING, newest)
        self._target = (target, told[target].value) if target else ("", "")
        self.copy.setVisible(bool(target) and self._live is not None and self._live.is_draft)

    def _say(self, level: str, words: str, answer: LastAnswer | None) -> None:
        self.level.setText(level)
        self.level.setVisible(bool(level))
        self.words.setText(words)
        self.words.set_role(
            "text_muted" if words in {_FIRST, _FIRST_OF_PROJECT, _NOTHING} else "text"
        )
        self.words.setVisible(bool(words))
        self.caption.setText(show_date(answer.on) if answer else "")
        self.caption.setToolTip(tip(answer.title) if answer else "")
        self.copy.hide()


class EarlierRecords(_Part):
    """Finds words in all earlier records of the school."""

    def __init__(self) -> None:
        super().__init__("search", "Earlier records")
        self.back = SearchBack()
        self.column.insertWidget(0, rule())
        self.column.addWidget(self.back)


class ActionsToReview(_Part):
    """The earlier actions, each with its status."""

    def __init__(self) -> None:
        super().__init__("list-checks", "Actions to review")
        self._live: LiveRecord | None = None
        self._shown: dict[str, EarlierAction] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.insertWidget(0, rule())
        self.column.addLayout(self._rows)

    def show_record(self, live: LiveRecord) -> None:
        """Show the actions that a record has to give a status."""
        for shown in self._shown.values():
            shown.hide()
            shown.deleteLater()
        self._shown = {}
        self._live = live
        live.rows_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        live = self._live
        if live is None:
            return
        for line in live.rows.earlier:
            shown = self._shown.get(line.action.id)
            if shown is not None:
                shown.take(line)
                continue
            shown = self._shown[line.action.id] = EarlierAction(live, line, whole=False)
            self._rows.addWidget(shown)
        open_ones = sum(1 for line in live.rows.earlier if line.review is None)
        self.caption.setText(f"{open_ones} still to do" if open_ones else "all have a status")
        self.setVisible(bool(live.rows.earlier))


class QuickNotes(_Part):
    """Notes in passing: they are the form's own private note, so they are never printed."""

    def __init__(self) -> None:
        super().__init__("sticky-note", "Quick notes")
        self.box = GrowingText(lines=5, name="Quick notes, never printed")
        self.box.around = self
        self.ref = ""
        self._live: LiveRecord | None = None
        self.heading.addWidget(KeyHints([(("Ctrl", "J"), "")]))
        self.column.insertWidget(0, rule())
        self.column.addWidget(self.box)
        self.column.addWidget(private_mark())
        self.box.textChanged.connect(self._write)

    def show_record(self, live: LiveRecord) -> None:
        """Show the private note of a record, where its form has one."""
        self._live = None
        self.ref = private_note(live.opened.definition.questions())
        self.setVisible(bool(self.ref))
        if not self.ref:
            return
        self.box.set_text(live.session.value(self.ref))
        self.box.setReadOnly(not live.is_draft)
        restyle(self.box)
        self._live = live
        live.changed.connect(lambda ref, _effect: self._follow(live, ref))

    def go_to(self, place: int) -> None:
        """Show the note as the form has it now, and take the keyboard, at `place`."""
        if self._live is not None:
            self.box.set_text(self._live.session.value(self.ref))
        self.box.setFocus()
        cursor = self.box.textCursor()
        cursor.setPosition(min(place, len(self.box.text)))
        self.box.setTextCursor(cursor)

    def _follow(self, live: LiveRecord, ref: str) -> None:
        if live is self._live and ref == self.ref and not self.box.hasFocus():
            self.box.set_text(live.session.value(ref))

    def _write(self) -> None:
        if self._live is not None:
            self._live.answer(self.ref, self.box.text, typed=True)


def private_note(questions: Iterable[Question]) -> str:
    """The place of a form's private note, blank where it has none."""
    private = (q for q in questions if q.marks.private and q.kind is QuestionKind.TEXT)
    return next((question.path for question in private), "")


def _target(asked: dict[str, Question], told: dict[str, LastAnswer], focused: str) -> str:
    """Which answer may be copied: a text of the card before a choice, unless the choice is all."""
    texts = [ref for ref in told if asked[ref].kind is QuestionKind.TEXT]
    if focused in texts:
        return focused
    return texts[0] if texts else next(iter(told), "")
