"""The pages of a document as pictures: one at a time, larger or smaller, by keys too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.usecases.documents import Preview
from ui import theme
from ui.paper.drawing import image_of
from ui.tasks import Lanes
from ui.widgets.buttons import Button
from ui.widgets.text import Words

ZOOMS = (1.0, 1.5, 2.0)  # times the width that fits
_SETTLED = 80  # milliseconds after the last change of size
_MARGIN = 8  # pixels round the page


class PagesView(QWidget):
    """One page of a preview, drawn as wide as there is room.

    Page Up and Page Down turn pages, + and - change the size, arrows scroll. `turned` carries
    the number of the page on show.
    """

    turned = Signal(int)

    def __init__(self, lanes: Lanes, title: str = "PDF") -> None:
        super().__init__()
        self._lanes = lanes
        self._preview: Preview | None = None
        self._asked = 0
        self._zoom = 0
        self.number = 1
        self.title = Words(title, "card_title")
        self.count = Words("", "table", "text_muted")
        self.before = Button("", "chevron-left", name="Previous page")
        self.after = Button("", "chevron-right", name="Next page")
        self.larger = Button("", "zoom-in", name="Larger, and back")
        self.page = QLabel()
        self.area = _PageArea()
        self._wait = QTimer(self)
        self._build()
        self._connect()

    @property
    def pages(self) -> int:
        """How many pages there are; 0 while nothing is shown."""
        return len(self._preview.pages) if self._preview else 0

    def show_preview(self, preview: Preview) -> None:
        """Show another document, at the same page where it has that many."""
        self._preview = preview
        self.number = min(self.number, max(self.pages, 1))
        self._turn(self.number)

    def show_waiting(self, words: str) -> None:
        """Say what is being waited for, in place of a page."""
        self._preview = None
        self.page.setPixmap(QPixmap())
        self.page.setText(words)
        self._show_count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_PageDown: lambda: self._turn(self.number + 1),
            Qt.Key.Key_PageUp: lambda: self._turn(self.number - 1),
            Qt.Key.Key_Plus: lambda: self._set_zoom(min(self._zoom + 1, len(ZOOMS) - 1)),
            Qt.Key.Key_Minus: lambda: self._set_zoom(max(self._zoom - 1, 0)),
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._wait.start()

    def _build(self) -> None:
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.page.setProperty("role", "text_muted")
        self.area.setWidget(self.page)
        heading = QHBoxLayout()
        heading.setSpacing(theme.space("gap_between_controls"))
        heading.addWidget(self.title)
        heading.addWidget(self.count, 1)
        for button in (self.before, self.after, self.larger):
            heading.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(heading)
        column.addWidget(self.area, 1)
        self._show_count()

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._turn(self.number - 1))
        self.after.clicked.connect(lambda: self._turn(self.number + 1))
        self.larger.clicked.connect(lambda: self._set_zoom((self._zoom + 1) % len(ZOOMS)))
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SETTLED)
        self._wait.timeout.connect(self._ask)
        self.area.resized.connect(self._wait.start)

    def _turn(self, number: int) -> None:
        if not 1 <= number <= self.pages:
            return
        self.number = number
        self.area.verticalScrollBar().setValue(0)
        self._show_count()
        self._ask()
        self.turned.emit(number)

    def _set_zoom(self, zoom: int) -> None:
        self._zoom = zoom
        self.larger.setAccessibleDescription(f"Now {ZOOMS[zoom]:.0%} of the width")
        self._ask()

    def _ask(self) -> None:
        """Have the page drawn; what was asked for before is not shown any more."""
        if self._preview is None:
            return
        self._asked += 1
        asked, preview, number = self._asked, self._preview, self.number
        width = round((self.area.viewport().width() - 2 * _MARGIN) * ZOOMS[self._zoom])
        ratio = self.devicePixelRatioF()
        task = self._lanes.slow(lambda _progress: _drawn(preview, number, max(width, 60), ratio))
        task.done.connect(lambda image: self._show_page(asked, image))
        task.start()

    def _show_page(self, asked: int, image: QImage) -> None:
        if asked == self._asked and isValid(self.page):  # the window may be closed by now
            self.page.setPixmap(QPixmap.fromImage(image))
            self.page.setMinimumSize(QSize(1, 1))

    def _show_count(self) -> None:
        self.count.setText(f"page {self.number} of {self.pages}" if self.pages else "")
        page = f"Page {self.number} of {self.pages} of the PDF"
        self.area.setAccessibleName(page if self.pages else "PDF")
        self.before.setEnabled(self.number > 1 and bool(self.pages))
        self.after.setEnabled(self.number < self.pages)
        self.larger.setEnabled(bool(self.pages))


class _PageArea(QScrollArea):
    """The sunken ground that a page lies on."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "pages")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()  # they turn pages, which is the view's matter
            return
        super().keyPressEvent(event)


def _drawn(preview: Preview, number: int, width: int, ratio: float) -> QImage:
    """The page as an image `width` pixels wide on screen."""
    image = image_of(preview, number, round(width * ratio))
    image.setDevicePixelRatio(ratio)
    return image
