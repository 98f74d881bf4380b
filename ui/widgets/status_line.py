"""The status bar: what is safe on the left, the keys of this page on the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStatusBar, QWidget

from ui import theme
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.text import IconLabel, KeyHints, Words, rule
from ui.widgets.typed_dates import show_time


class _Note(QWidget):
    """An icon with words, hidden while there is nothing to say."""

    def __init__(self, *, strong: bool = False) -> None:
        super().__init__()
        self.words = Words("", "caption", "text" if strong else "text_muted", strong=strong)
        self._icon = IconLabel("circle-check", "text_muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._apart = QWidget()
        apart = QHBoxLayout(self._apart)
        apart.setContentsMargins(0, 0, 10, 0)
        apart.addWidget(rule(upright=True))
        row.addWidget(self._apart)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        self.hide()

    def set_first(self, *, first: bool) -> None:
        """Stand apart by a line from what is before it, where something is."""
        self._apart.setVisible(not first)

    def say(self, words: str, icon: str, role: str) -> None:
        self._icon.set_icon(icon, role)
        self.words.set_role(role)
        if words != self.words.text():
            self.words.setText(words)
            announce(self, words)
        self.setVisible(bool(words))


class StatusLine(QStatusBar):
    """Says what is saved, what waits and whether the laptop is offline, and names keys.

    `outbox_asked` is a wish for the page of the messages that wait, `clashes_asked` for that of
    what two people entered in one place.
    """

    outbox_asked = Signal()
    clashes_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setAccessibleName("What is saved")
        self._saved = _Note(strong=True)
        self._waiting = _Note()
        self._offline = _Note()
        self.clashes = Button("", "git-compare", "text", small=True)
        self.outbox = Button("", "mail", "text", small=True)
        self._keys = KeyHints()
        self._build()

    @property
    def words(self) -> str:
        """All that is said on the left."""
        notes = (self._saved, self._waiting, self._offline)
        buttons = (self.clashes.text(), self.outbox.text())
        said = (*(note.words.text() for note in notes), *buttons)
        return " · ".join(words for words in said if words)

    def show_saved(self, at: time) -> None:
        """Say that everything up to `at` is saved. Say it only when it is true."""
        self._say(self._saved, f"Saved {show_time(at)}", "circle-check", "text")

    def show_saving(self) -> None:
        """Say that words are on screen which are not saved yet."""
        self._say(self._saved, "Saving …", "circle-dashed", "text_muted")

    def show_not_saved(self, since: time) -> None:
        """Say that nothing was saved since then; the banner says why."""
        self._say(self._saved, f"Not saved since {show_time(since)}", "circle-alert", "late")

    def show_nothing_saved(self) -> None:
        """Say nothing about saving: nothing was written yet."""
        self._say(self._saved, "", "circle-check", "text")

    def show_sharing(self, words: str, *, waits: bool) -> None:
        """Say when was synced last and what waits; blank where the laptop is in no team."""
        icon = "arrow-up-from-line" if waits else "refresh-cw"
        self._say(self._waiting, words, icon, "text_muted")

    def show_clashes(self, words: str) -> None:
        """Say how many clashes are to be settled; blank says nothing."""
        self._show_button(self.clashes, words, "settle them")

    def show_outbox(self, words: str) -> None:
        """Say how many messages wait to be sent; blank says nothing."""
        self._show_button(self.outbox, words, "open the outbox")

    def show_offline(self, *, offline: bool) -> None:
        """Say that the laptop is offline, or nothing."""
        self._say(self._offline, "Offline" if offline else "", "wifi-off", "text_muted")

    def show_keys(self, hints: Sequence[tuple[Sequence[str], str]]) -> None:
        """Name these keys; none where `hints` is empty."""
        self._keys.set_hints(hints)

    def set_compact(self, *, compact: bool) -> None:
        """Leave the keys out where there is no room for them."""
        self._keys.setVisible(not compact)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(theme.size("status_bar"))

    def _build(self) -> None:
        line = QWidget()
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(line)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(10)
        for note in (self._saved, self._waiting, self._offline):
            row.addWidget(note)
        for button in (self.clashes, self.outbox):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            button.hide()
        row.addStretch(1)
        row.addWidget(self._keys)
        self.clashes.clicked.connect(self.clashes_asked)
        self.outbox.clicked.connect(self.outbox_asked)
        self.addWidget(line, 1)
        self.setFixedHeight(theme.size("status_bar"))

    def _say(self, note: _Note, words: str, icon: str, role: str) -> None:
        note.say(words, icon, role)
        shown = [each for each in (self._saved, self._waiting, self._offline) if each.words.text()]
        for each in shown:
            each.set_first(first=each is shown[0])

    def _show_button(self, button: Button, words: str, act: str) -> None:
        if words != button.text():
            button.setText(words)
            button.setAccessibleName(f"{words}: {act}" if words else "")
            announce(self, words)
        button.setVisible(bool(words))
