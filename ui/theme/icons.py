"""Icons: line drawings recoloured by role, drawn when first seen and kept.

An icon asks for its colour at the moment it is painted, so that a change of scheme needs no
icon to be set again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from app.paths import resource_path

ColourOf = Callable[[str], QColor]


class RoleIconEngine(QIconEngine):
    """Draws one icon in the colour of its role, `text_disabled` where it is disabled.

    `on_role` is for the chosen state. The drawing is a square at the left of the rectangle: a
    wider icon size leaves a gap before the words, which a style sheet cannot give.
    """

    def __init__(self, name: str, role: str, on_role: str, colour_of: ColourOf) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._on_role = on_role
        self._colour_of = colour_of

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = self._colour_of(self._role_in(mode, state))
        side = min(rect.width(), rect.height())
        ratio = painter.device().devicePixelRatioF()
        top = rect.y() + (rect.height() - side) // 2
        painter.drawPixmap(QPoint(rect.x(), top), drawn(self._name, colour, side, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        result = QPixmap(size)
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        side = min(size.width(), size.height())
        colour = self._colour_of(self._role_in(mode, state))
        painter.drawPixmap(
            QPoint(0, (size.height() - side) // 2), drawn(self._name, colour, side, 1.0)
        )
        painter.end()
        result.setDevicePixelRatio(scale)
        return result

    def clone(self) -> QIconEngine:
        return RoleIconEngine(self._name, self._role, self._on_role, self._colour_of)

    def _role_in(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "text_disabled"
        return self._on_role if state == QIcon.State.On else self._role


def drawn(name: str, colour: QColor, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` in `colour`, `side` pixels square, kept for the next time."""
    return _drawn(name, colour.rgba(), side, ratio)


@cache
def _drawn(name: str, rgba: int, side: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    colour = QColor.fromRgba(rgba)
    source = _source(name).replace("currentColor", colour.name())
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(source.encode()).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text("utf-8")
