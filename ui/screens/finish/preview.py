"""The panel with the document beside the page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.usecases.documents import Preview
from ui import theme
from ui.paper.pages_view import PagesView
from ui.tasks import Lanes
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
