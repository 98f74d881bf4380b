"""One level of a scale as a card: its number in a ring, its word, what it means here."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.domain.levels import Level
from ui import theme

_PADDING = 11
_GAP = 8
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class LevelCard(QAbstractButton):
    """A level that can be chosen, the `place`th of `total`; its height follows its width."""

    def __init__(self, level: Level, place: int, total: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = level
        self._place = place
        self._total = total
        self.setCheckable(True)
        self.setText(level.word)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._name)
        self._name()

    def sizeHint(self) -> QSize:
        width = round(theme.em() * 10)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(theme.em() * 7), self._least_height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = self._descriptor_rect(width).height()
        needed = 2 * _PADDING + self._circle() + 4 + words
        return max(needed, self._least_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the picker knows the numbers and the arrows

    def nextCheckState(self) -> None:
        self.setChecked(True)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        self._paint_number(painter)
        self._paint_words(painter)

    def _name(self) -> None:
        said = [str(self._place), self.level.word, self.level.descriptor]
        said.append(f"{self._place} of {self._total}")
        said.append("chosen" if self.isChecked() else "")
        self.setAccessibleName(", ".join(part.rstrip(".") for part in said if part))

    def _paint_card(self, painter: QPainter) -> None:
        width = theme.line("chosen" if self.isChecked() else "control")
        edge = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(theme.colour(self._edge_role()), width))
        painter.setBrush(theme.colour(self._fill_role()))
        painter.drawRoundedRect(edge, theme.radius("control"), theme.radius("control"))

    def _edge_role(self) -> str:
        if not self.isEnabled():
            return "border"
        return "primary" if self.isChecked() else "border_strong"

    def _fill_role(self) -> str:
        if self.isChecked():
            return "soft"
        return "sunken" if self.underMouse() or not self.isEnabled() else "surface"

    def _text_role(self, role: str) -> str:
        return role if self.isEnabled() else "text_disabled"

    def _paint_number(self, painter: QPainter) -> None:
        side = self._circle()
        circle = QRectF(_PADDING + 0.5, _PADDING - 1.5, side - 1, side - 1)
        chosen = self.isChecked()
        painter.setPen(QPen(theme.colour("primary" if chosen else "border_strong"), 1))
        painter.setBrush(theme.colour("primary") if chosen else theme.colour("surface"))
        painter.drawEllipse(circle)
        painter.setFont(_number_font())
        painter.setPen(theme.colour("on_primary" if chosen else self._text_role("text")))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._place))

    def _paint_words(self, painter: QPainter) -> None:
        left, side = _PADDING + self._circle() + _GAP, self._circle()
        tick = theme.size("icon") if self.isChecked() else 0
        font = theme.font("table", strong=True)
        room = self.width() - left - _PADDING // 2 - tick
        word = QFontMetrics(font).elidedText(self.level.word, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.colour(self._text_role("on_soft" if tick else "text")))
        line = QRect(left, _PADDING - 2, room, side)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, word)
        if tick:
            self._paint_tick(painter, left + QFontMetrics(font).horizontalAdvance(word) + 3)
        painter.setFont(theme.font("caption"))
        role = "on_soft" if self.isChecked() else "text_muted"
        painter.setPen(theme.colour(self._text_role(role)))
        painter.drawText(self._descriptor_rect(self.width()), _WRAP, self.level.descriptor)

    def _paint_tick(self, painter: QPainter, left: int) -> None:
        side = theme.size("icon")
        picture = theme.picture("check", "on_soft", side, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(left, _PADDING - 2 + (self._circle() - side) // 2), picture)

    def _descriptor_rect(self, width: int) -> QRect:
        top = _PADDING + self._circle() + 2
        room = QRect(_PADDING, top, max(width - 2 * _PADDING, 1), 10_000)
        if not self.level.descriptor:
            return QRect(room.topLeft(), QSize(room.width(), 0))
        metrics = QFontMetrics(theme.font("caption"))
        needed = metrics.boundingRect(room, _WRAP, self.level.descriptor)
        return QRect(room.topLeft(), QSize(room.width(), needed.height()))

    @staticmethod
    def _least_height() -> int:
        return theme.panel("level_card_min_height")  # large text has tall cards without it

    @staticmethod
    def _circle() -> int:
        return theme.size("icon_rail")


def _number_font() -> QFont:
    font = theme.font("caption")
    font.setWeight(QFont.Weight.Bold)
    return font
