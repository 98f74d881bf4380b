"""Noticing that nobody has used the window for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_USE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
_MINUTE = 60_000  # milliseconds


class IdleWatch(QObject):
    """Emits `idle` when `minutes` have passed without a key or the mouse; 0 minutes never does."""

    idle = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self._application = application

    def watch(self, minutes: float) -> None:
        """Begin to watch, anew."""
        self.rest()
        if minutes:
            self._timer.start(round(minutes * _MINUTE))
            self._application.installEventFilter(self)

    def rest(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USE and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)
