"""The ring around whatever has the keyboard: 3 px wide, 2 px outside it, never removed.

One follower serves the whole application. Lists and tables paint the ring on their current row
or cell themselves (`paint_ring`), so a frame around them would say less; they carry the property
`own_ring`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

from ui import theme

_MAY_SHOW_AGAIN = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.StyleChange}


class _RingStyle(QProxyStyle):
    """Gives the frame its room around the control, and puts it above its neighbours."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        margins = {
            QStyle.PixelMetric.PM_FocusFrameHMargin,
            QStyle.PixelMetric.PM_FocusFrameVMargin,
        }
        if metric in margins:
            return theme.line("focus_ring") + theme.line("focus_gap")
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returned)


class FocusRing(QFocusFrame):
    """The ring itself.

    The frame beneath hides where its control is scrolled out of sight, and stays hidden when the
    control is scrolled in; and it hides when the control is styled anew. Here it comes back.
    """

    def __init__(self, style: QStyle) -> None:
        super().__init__()
        self.setStyle(style)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handled = super().eventFilter(watched, event)
        if self.isHidden() and event.type() in _MAY_SHOW_AGAIN:
            self._show_again()
        return handled

    def _show_again(self) -> None:
        bearer, page = self.widget(), self.parentWidget()
        if bearer and page and bearer.isVisible() and page.rect().intersects(self.geometry()):
            self.show()
            self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ring(painter, self.rect())


class RingFollower(QObject):
    """Keeps the ring on the widget that has the focus, in whichever window that is."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._style = _RingStyle("Fusion")
        self._style.setParent(self)
        self._ring: FocusRing | None = None
        application.focusChanged.connect(self._follow)
        theme.on_change(self._put_back)
        self._follow(None, application.focusWidget())

    @property
    def ringed(self) -> QWidget | None:
        """The widget that the ring is around."""
        return self._ring.widget() if self._ring is not None and isValid(self._ring) else None

    @Slot("QWidget*", "QWidget*")
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is None or not isValid(self._ring):
            self._ring = FocusRing(self._style)
        self._ring.setWidget(_ring_bearer(new))  # type: ignore[arg-type]  # as below

    @Slot()
    def _put_back(self) -> None:
        """A new style sheet hides the ring; being put around something else first shows it."""
        bearer = self.ringed
        if self._ring is not None and bearer is not None:
            self._ring.setWidget(None)  # type: ignore[arg-type]  # the stubs forget that it may
            self._ring.setWidget(bearer)


def paint_ring(painter: QPainter, rect: QRect) -> None:
    """Paint the ring just inside `rect`."""
    width = theme.line("focus_ring")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("focus"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)  # whoever painted before must not fill the ring
    inset = width / 2
    radius = theme.radius("control") + theme.line("focus_gap")
    painter.drawRoundedRect(rect.toRectF().adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def _ring_bearer(focused: QWidget | None) -> QWidget | None:
    if focused is None or focused.isWindow() or focused.property("own_ring"):
        return None
    parent = focused.parentWidget()
    if isinstance(parent, QAbstractSpinBox | QComboBox):
        return parent
    bearer = focused.property("ring_bearer")
    return bearer if isinstance(bearer, QWidget) else focused
