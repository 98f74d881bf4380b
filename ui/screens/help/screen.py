"""The help page: a list of subjects on the left, one of them to read on the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QWidget

from app.paths import resource_path
from ui import theme
from ui.places import Place
from ui.screen import Layout, Screen


def help_pages() -> tuple[tuple[str, Path], ...]:
    """(title, file) of every help page, in order."""
    pages = sorted(resource_path("help").glob("*.md"), key=_place)
    return tuple((_title(path), path) for path in pages)


def _place(path: Path) -> tuple[int, str]:
    """Pages stand in the order of the numbers that their names begin with."""
    return int(path.name.partition("-")[0]), path.name


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        return next(lines).lstrip("# ").strip()


class HelpScreen(Screen):
    """All the help there is."""

    def __init__(self) -> None:
        super().__init__("Help", "On this laptop, with or without a network", back=True)
        self._pages = help_pages()
        self.subjects = QListWidget()
        self.text = QTextBrowser()
        self._build()
        self.subjects.setCurrentRow(0)

    def _build(self) -> None:
        self.subjects.setProperty("kind", "card")
        self.subjects.setAccessibleName("Subjects")
        self.subjects.addItems([title for title, _ in self._pages])
        self.subjects.setWordWrap(True)
        self.subjects.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.subjects.currentRowChanged.connect(self._read)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("Help text")
        body = QWidget()
        row = QHBoxLayout(body)
        margin = theme.space("page_margin")
        row.setContentsMargins(margin, margin, margin, margin)
        row.setSpacing(theme.space("gap_between_cards"))
        row.addWidget(self.subjects, 1)
        row.addWidget(self.text, 3)
        self.column.addWidget(body, 1)

    def show_place(self, place: Place) -> None:
        """Give the keyboard to the subjects: arrows go from one to the next."""
        del place
        self.subjects.setFocus(Qt.FocusReason.OtherFocusReason)

    def panels(self) -> Sequence[QWidget]:
        """The subjects and the text."""
        return (self.subjects, self.text)

    def set_layout(self, mode: Layout) -> None:
        """Keep the subjects readable when there is little room."""
        super().set_layout(mode)
        share = self.subjects.parentWidget()
        row = share.layout() if share else None
        if isinstance(row, QHBoxLayout):
            row.setStretch(0, 2)
            row.setStretch(1, 3 if mode is Layout.COMPACT else 6)

    def _read(self, at: int) -> None:
        title, path = self._pages[at]
        self.text.setMarkdown(path.read_text(encoding="utf-8"))
        self.retitled.emit(f"Help: {title}")
