"""What every panel is: rows that are kept beside the form, drawn among its questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Done
from app.forms.definition import ProblemKind
from ui.live_record import LiveRecord
from ui.panels.row_editor import RowEditor
from ui.widgets.buttons import Button
from ui.widgets.field import FieldMessage
from ui.widgets.tab_order import follow_layout, takers
from ui.widgets.text import Words
from ui.widgets.undo_line import UndoLine


class Panel(QWidget):
    """Rows of one kind, drawn by subclasses in `show_rows`. `school_asked` wishes for its page."""

    school_asked = Signal(str)

    def __init__(self, live: LiveRecord, ref: str) -> None:
        super().__init__()
        self.live = live
        self.ref = ref
        self.message = FieldMessage()
        self.undo = UndoLine()
        self.rows = QVBoxLayout()
        self.foot = QVBoxLayout()
        self._frame()
        self.build()
        self.show_rows()
        self.refresh()
        live.rows_changed.connect(self._rows_changed)

    def build(self) -> None:
        """Make what stands beneath the rows."""

    def show_rows(self) -> None:
        """Draw the rows that there are now."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Say what the form has against the rows, where there are some."""
        problems = self.live.session.problems_of(self.ref)
        told = [p.message for p in problems if p.kind is not ProblemKind.MISSING]
        self.message.set_sentence(told[0] if told else "", "due")

    def entry(self) -> QWidget:
        """Where the keyboard goes when it comes to the panel."""
        shown = (w for w in takers(self) if w.isVisibleTo(self) and w.isEnabled())
        return next(shown, self)

    def _frame(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        hint = self.live.session.hint(self.ref)
        if hint:
            column.addWidget(Words(hint, "caption", "text_muted", wrap=True))
        self.rows.setSpacing(8)
        column.addLayout(self.rows)
        column.addWidget(self.undo)
        column.addLayout(self.foot)
        column.addWidget(self.message)

    def _rows_changed(self) -> None:
        self.show_rows()
        self.refresh()


class EditedPanel(Panel):
    """A panel whose rows are added, changed and taken out here, with Undo for what was taken."""

    add_words = ""
    removed_words = ""

    def __init__(self, live: LiveRecord, ref: str) -> None:
        self.editors: list[RowEditor] = []
        self.add_button = Button(self.add_words, "plus", small=True)
        self.empty = Words("", "table", "text_muted", wrap=True)
        super().__init__(live, ref)

    def kept_rows(self) -> Sequence[Any]:
        """The rows that are kept."""
        raise NotImplementedError

    def editor(self, row: Any, number: int) -> RowEditor:
        """An editor for a row, None for a new one."""
        raise NotImplementedError

    def remover(self) -> Callable[..., Done[Any]]:
        """The use case that takes a row out."""
        raise NotImplementedError

    def restorer(self) -> Callable[..., Done[Any]]:
        """The use case that brings a row back."""
        raise NotImplementedError

    def entry(self) -> QWidget:
        return self.editors[0].first_field() if self.editors else super().entry()

    def build(self) -> None:
        self.rows.addWidget(self.empty)
        self.foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button.clicked.connect(self.add_row)
        self.add_button.setVisible(self.live.is_draft)

    def show_rows(self) -> None:
        kept = {row.id: row for row in self.kept_rows()}
        for editor in tuple(self.editors):
            if editor.row is not None and editor.row.id not in kept:
                self._drop(editor)
        shown = {editor.row.id: editor for editor in self.editors if editor.row is not None}
        for row in kept.values():
            if row.id in shown:
                shown[row.id].take(row)
            elif not any(editor.is_adding for editor in self.editors):
                self._place(self.editor(row, len(self.editors) + 1))
        self._say_empty()

    def add_row(self) -> RowEditor:
        """A new row, with the keyboard in it; it is kept once it holds something."""
        editor = self.editor(None, len(self.editors) + 1)
        self._place(editor)
        self._say_empty()
        editor.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        return editor

    def _place(self, editor: RowEditor) -> None:
        editor.remove_asked.connect(lambda: self._remove(editor))
        self.editors.append(editor)
        self.rows.addWidget(editor)
        editor.show()
        follow_layout(self)

    def _remove(self, editor: RowEditor) -> None:
        row = editor.row
        self._drop(editor)
        self._say_empty()
        if row is not None:
            self.live.write(self.remover(), row, self.live.seen, then=self._offer_undo)

    def _offer_undo(self, row: Any) -> None:
        self.undo.offer(self.removed_words, lambda: self.live.write(self.restorer(), row))

    def _drop(self, editor: RowEditor) -> None:
        editor.forget()
        self.editors.remove(editor)
        self.rows.removeWidget(editor)
        editor.hide()
        editor.deleteLater()

    def _say_empty(self) -> None:
        self.empty.setVisible(not self.editors and bool(self.empty.text()))
