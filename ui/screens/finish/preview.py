"""The panel with the document beside the page, and the same in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from app.usecases.documents import Preview
from ui import theme
from ui.pdf.pages_view import PagesView
from ui.tasks import Lanes
from ui.widgets.buttons import Button
from ui.widgets.text import Words


class PreviewPanel(QFrame):
    """The PDF as it would be now, its file name, and who it is for."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("PDF")
        self.view = PagesView(lanes)
        self.file_name = Words("", "caption", "text_muted", wrap=True)
        self.to = Words("", "caption", "text_muted", wrap=True)
        padding = theme.space("card_padding") - 4
        column = QVBoxLayout(self)
        column.setContentsMargins(padding, padding, padding, padding)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addSpacing(4)
        column.addWidget(self.file_name)
        column.addWidget(self.to)

    def show_preview(self, preview: Preview, to: str) -> None:
        """Show the document and who it is for."""
        self.view.show_preview(preview)
        self.file_name.setText(preview.file_name)
        self.to.setText(to)


class PreviewDialog(QDialog):
    """The document as large as the window allows."""

    def __init__(self, lanes: Lanes, preview: Preview) -> None:
        super().__init__()
        self.setWindowTitle(preview.file_name)
        self.view = PagesView(lanes, "Preview PDF")
        close = Button("Close")
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(self.view, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.view.show_preview(preview)

    def open_over(self, parent: QWidget) -> None:
        """Open over the window of `parent`, nearly as large."""
        window = parent.window()
        self.setParent(window, Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wide = min(round(window.width() * 0.92), round(theme.em() * 60))
        self.resize(wide, round(window.height() * 0.92))
        self.open()
        self.view.area.setFocus()
