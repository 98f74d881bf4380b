"""The header of a page: menu and back where they are wanted, title, what belongs to it, buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.text import ShortenedWords


class PageHeader(QFrame):
    """64 pixels of title and subtitle on the left, and buttons on the right, the main one last.

    `below` is room for tabs or chips beneath the title. The window shows the Menu button where
    there is no room for its rail.
    """

    menu_asked = Signal()
    back_asked = Signal()

    def __init__(self, title: str = "", subtitle: str = "", *, back: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self.title = ShortenedWords(title, "page_title")
        self.subtitle = ShortenedWords(subtitle, "table", "text_muted")
        self.menu = Button("Menu", "menu")
        self.back = Button("", "arrow-left", "text", name="Back")
        self.below = QVBoxLayout()
        self._buttons = QHBoxLayout()
        self._top = QHBoxLayout()
        self._words = QVBoxLayout()
        self._leading: QWidget | None = None
        self._compact = False
        self._build()
        self.set_words(title, subtitle)
        self.back.setVisible(back)
        self.menu.hide()
        self.menu.clicked.connect(self.menu_asked)
        self.back.clicked.connect(self.back_asked)

    def set_words(self, title: str, subtitle: str = "") -> None:
        """Show another title and subtitle."""
        self.title.set_words(title)
        self.subtitle.set_words(subtitle)
        self._show_subtitle()
        self.setAccessibleName(title)

    def add(self, *widgets: QWidget) -> None:
        """Append buttons (or other things) at the right end."""
        for widget in widgets:
            self._buttons.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def lead(self, widget: QWidget) -> None:
        """Have `widget` take the title's place where the header is compact."""
        self._leading = widget
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words.insertWidget(1, widget)
        widget.hide()

    def set_compact(self, *, compact: bool) -> None:
        """Show the Menu button in place of the rail, and drop the subtitle."""
        self.menu.setVisible(compact)
        if self._leading is not None:
            self._leading.setVisible(compact)
            self.title.setVisible(not compact)
        self._compact = compact
        self._show_subtitle()

    def set_narrow(self, *, narrow: bool) -> None:
        """Take the margins of a narrow window, or the usual ones."""
        margin = theme.space("page_margin_narrow" if narrow else "page_margin")
        above = 10 if self.below.count() else 4  # what is below leaves the title no room of its own
        self._top.setContentsMargins(margin, above, margin, 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._set_height()

    def _show_subtitle(self) -> None:
        self.subtitle.setVisible(not self._compact and bool(self.subtitle.words))

    def _build(self) -> None:
        words = self._words
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        words.addStretch(1)
        self._buttons.setSpacing(theme.space("gap_between_controls"))
        self._top.setSpacing(theme.space("gap_between_controls"))
        self._top.addWidget(self.menu)
        self._top.addWidget(self.back)
        self._top.addLayout(words, 1)
        self._top.addLayout(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top, 1)
        column.addLayout(self.below)
        self.set_narrow(narrow=False)
        self._set_height()

    def _set_height(self) -> None:
        self.setMinimumHeight(theme.size("page_header"))
