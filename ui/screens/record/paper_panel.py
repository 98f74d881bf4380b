"""The record as it would be on paper, beside the questions, made anew after every pause."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.usecases.documents import Preview, preview
from app.usecases.privacy import private_labels
from ui.live_record import LiveRecord
from ui.paper.pages_view import PagesView
from ui.paper.window import PreviewDialog
from ui.tasks import Lanes
from ui.widgets.buttons import Button
from ui.widgets.text import IconLabel, Words

_GATHER = 60  # milliseconds in which what is kept at once is drawn once


class PaperPanel(QFrame):
    """The pages of the record that is open, and what is never on them.

    They are made of what is kept, so they follow the words after the pause that keeps them; and
    only while they are in sight.
    """

    def __init__(self) -> None:
        super().__init__()
        self._live: LiveRecord | None = None
        self._lanes: Lanes | None = None
        self._preview: Preview | None = None
        self._making = False
        self._stale = True
        self.view: PagesView | None = None
        self.large = Button("Open large, and print", "zoom-in", "text")
        self.left_out = Words("", "caption", "text_muted", wrap=True)
        self._icon = IconLabel("eye-off", "text_muted")
        self._column = QVBoxLayout(self)
        self._soon = QTimer(self)
        self._build()

    def show_record(self, live: LiveRecord, lanes: Lanes) -> bool:
        """Show another record; False for a trial, which is no record that could be printed."""
        self._live, self._lanes, self._preview = live, lanes, None
        if self.view is None:
            self.view = PagesView(lanes, "On paper")
            self._column.insertWidget(0, self.view, 1)
        if live.is_trial:
            return False
        self.view.show_waiting("Making the pages …")
        self.large.setEnabled(False)
        live.saved.connect(self._look_again)
        labels = private_labels(live.session)
        self.left_out.setText(f"Never on paper: {' · '.join(labels)}" if labels else "")
        self._icon.setVisible(bool(labels))
        self._look_again()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()

    def _build(self) -> None:
        private = QHBoxLayout()
        private.setSpacing(6)
        private.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        private.addWidget(self.left_out, 1)
        self._column.setContentsMargins(12, 10, 12, 12)
        self._column.setSpacing(8)
        self._column.addLayout(private)
        self._column.addWidget(self.large)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER)
        self._soon.timeout.connect(self._make)
        self.large.clicked.connect(self._open_large)

    def _look_again(self) -> None:
        """What is kept changed: the pages are behind it."""
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _make(self) -> None:
        live = self._live
        if self._making or live is None or self._lanes is None:
            return
        self._making, self._stale = True, False
        record_id = live.opened.record.id
        task = self._lanes.slow(lambda _progress: preview(live.app, record_id))
        task.done.connect(lambda made: self._show(live, made))
        task.failed.connect(self._fail)
        task.ended.connect(self._ended)
        task.start()

    def _show(self, live: LiveRecord, made: Preview) -> None:
        if live is self._live and self.view is not None:
            self._preview = made
            self.view.show_preview(made)
            self.large.setEnabled(True)

    def _fail(self, error: Exception) -> None:
        if self.view is not None:
            self.view.show_waiting(f"The pages can’t be made now. {error} Your words are safe.")

    def _ended(self) -> None:
        self._making = False
        if self._stale and self.isVisible():
            self._soon.start()

    def _open_large(self) -> None:
        if self._preview is not None and self._lanes is not None:
            PreviewDialog(self._lanes, self._preview).open_over(self)
