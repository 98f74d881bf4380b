"""One version of what two people entered in the same place: a card with a radio button."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout

from app.domain.differing import Part
from app.usecases.sync_glance import moment_words
from ui.widgets.text import RichWords, Words, restyle

if TYPE_CHECKING:
    from app.usecases.clashes import Version


class VersionCard(QFrame):
    """`picked` is emitted when it is chosen. Words that only it has are underlined."""

    picked = Signal()

    def __init__(
        self, version: Version, parts: tuple[Part, ...], today: date, *, shown: bool
    ) -> None:
        super().__init__()
        self.version = version
        self.radio = QRadioButton(title_of(version, shown=shown))
        self._when = Words(moment_words(version.at, today), "caption", "link")
        self._text = RichWords(_html(parts) or escape(version.words), "body")
        self._shown = Words("Shown now" if shown else "", "caption", "link", strong=True)
        self._build()
        only = [words for words, only_here in parts if only_here]
        said = f"{self.radio.text()}, {self._when.text()}: {version.words}"
        self.radio.setAccessibleName(f"{said}. Shown now" if shown else said)
        self.radio.setAccessibleDescription(f"Only here: {'; '.join(only)}" if only else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.setChecked(True)

    def _build(self) -> None:
        self.setProperty("kind", "version")
        self.setProperty("chosen", False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        font = self.radio.font()
        font.setBold(True)
        self.radio.setFont(font)
        heading = QHBoxLayout()
        heading.setSpacing(10)
        heading.addWidget(self.radio)
        heading.addWidget(self._shown)
        heading.addStretch(1)
        heading.addWidget(self._when)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(4)
        column.addLayout(heading)
        column.addWidget(self._text)
        column.addStretch(1)
        self.radio.toggled.connect(self._toggled)

    def _toggled(self, chosen: bool) -> None:  # noqa: FBT001 - what the signal sends
        self.setProperty("chosen", chosen)
        restyle(self)
        if chosen:
            self.picked.emit()


def title_of(version: Version, *, shown: bool) -> str:
    """`Your answer`, `Also entered by …`, or `Entered by …` where it is the one that is shown."""
    if version.mine:
        return "Your answer"
    return f"Entered by {version.who}" if shown else f"Also entered by {version.who}"


def _html(parts: tuple[Part, ...]) -> str:
    said = (f"<b><u>{escape(words)}</u></b>" if only else escape(words) for words, only in parts)
    return "".join(said).replace("\n", "<br>")
