"""A document in a window of its own, as large as the program's window allows, to be printed too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.usecases.documents import Preview
from ui import theme
from ui.paper.pages_view import PagesView
from ui.paper.printing import Printing
from ui.tasks import Lanes
from ui.widgets.buttons import Button


class PreviewDialog(QDialog):
    """The document as large as the window allows."""

    def __init__(self, lanes: Lanes, preview: Preview) -> None:
        super().__init__()
        self.setWindowTitle(preview.file_name)
        self.view = PagesView(lanes, "Preview PDF")
        self.printing = Printing(lanes, preview)
        close = Button("Close")
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.printing, 1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(theme.space("gap_between_controls"))
        column.addWidget(self.view, 1)
        column.addLayout(row)
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
