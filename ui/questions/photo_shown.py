"""A photo as it is shown: small on the page, large in a window; and the place to drop one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QSizePolicy, QVBoxLayout, QWidget

from app.domain.photos import Photo
from ui import theme
from ui.live_record import LiveRecord
from ui.questions.photo_answer import read_larger
from ui.widgets.buttons import Button
from ui.widgets.text import Words

_WIDEST, _TALLEST = 24, 16  # of a photo on the page, in ems
_TALLEST_OF_ALL = 340  # pixels: in large text, a photo leaves room for what is said of it
_LARGEST = 2_000  # pixels: no photo has more


class PhotoView(QWidget):
    """A photo in its own shape, as large as its place allows; `opened` where it is clicked.

    With `fills` it takes all the room there is.
    """

    opened = Signal()

    def __init__(self, *, fills: bool = False) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._fills = fills
        policy = QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)

    def show_image(self, image: QImage | None, words: str) -> None:
        """Show a picture, which `words` describe to who cannot see it; None hides it."""
        self._image = image
        self.setAccessibleName(words)
        self.setToolTip("" if self._fills else "View larger")
        self.setVisible(image is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._image is None:
            return QSize(0, 0)
        tallest = min(round(_TALLEST * theme.em()), _TALLEST_OF_ALL)
        room = QSize(round(_WIDEST * theme.em()), tallest)
        return self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(4 * theme.em()), 0 if self._fills else self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.place().contains(event.position()):
            self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self.devicePixelRatioF()
        place = self.place()
        exact = self._image.scaled(
            (place.size() * ratio).toSize(),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(place, exact)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    def place(self) -> QRectF:
        """Where the picture stands in the widget: on the left, or in the middle where it fills."""
        if self._image is None:
            return QRectF()
        room = self.size() if self._fills else self.size().boundedTo(self.sizeHint())
        room = room.boundedTo(self._image.size()) if self._fills else room
        size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - size.width()) / 2 if self._fills else 0.0
        top = (self.height() - size.height()) / 2 if self._fills else 0.0
        return QRectF(left, top, size.width(), size.height())


class DropPlace(QWidget):
    """A place with a dashed edge, to drop a picture into; its parts go into `column`."""

    def __init__(self) -> None:
        super().__init__()
        self._over = self._wrong = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 12)
        self.column.setSpacing(8)

    def set_over(self, *, over: bool) -> None:
        """Show that what is held over it can be dropped."""
        self._over = over
        self.update()

    def set_wrong(self, *, wrong: bool) -> None:
        """Show, or not, that something is wrong."""
        self._wrong = wrong
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = "primary" if self._over else "late" if self._wrong else "border_strong"
        style = Qt.PenStyle.SolidLine if self._over else Qt.PenStyle.DashLine
        painter.setPen(QPen(theme.colour(role), 2 if self._over else 1, style))
        painter.setBrush(theme.colour("soft") if self._over else Qt.BrushStyle.NoBrush)
        radius = theme.radius("control")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


class PhotoDialog(QDialog):
    """A photo as large as the window allows."""

    def __init__(self, live: LiveRecord, photo: Photo, title: str) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self._title = title
        self.view = PhotoView(fills=True)
        self.trouble = Words("", "body", "late", wrap=True)
        self.trouble.hide()
        close = Button("Close")
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(self.view, 1)
        column.addWidget(self.trouble)
        column.addWidget(Words(title, "body", wrap=True))
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        live.lanes.run(read_larger, live.app, photo.id, _LARGEST, done=self._show, failed=self._say)

    def open_over(self, parent: QWidget) -> None:
        """Open over the window of `parent`, nearly as large."""
        window = parent.window()
        self.setParent(window, Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(round(window.width() * 0.92), round(window.height() * 0.92))
        self.open()

    def _show(self, image: QImage) -> None:
        self.view.show_image(image, f"Photo: {self._title}")

    def _say(self, error: Exception) -> None:
        self.trouble.setText(str(error))
        self.trouble.show()
