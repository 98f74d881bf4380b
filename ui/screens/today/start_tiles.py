"""Tiles to start something with, one for each form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app import reference
from app.domain.components import is_audit
from ui import theme
from ui.widgets.clearing import clear_layout
from ui.widgets.flow import EqualGrid
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.usecases.forms import FormLine

_PADDING = 10
_NARROWEST_EMS = 8.2
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class StartTile(QAbstractButton):
    """A large button: an icon, what it starts, and a line about it."""

    def __init__(self, icon: str, title: str, about: str) -> None:
        super().__init__()
        self._icon, self._title, self._about = icon, title, about
        self.setAccessibleName(f"Start {title}. {about}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = round(theme.em() * _NARROWEST_EMS)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(theme.em() * 6), theme.size("button"))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._about_rect(width).bottom() + _PADDING

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border_strong"), theme.line("control")))
        ground = "soft" if self.isDown() else "sunken" if self.underMouse() else "surface"
        painter.setBrush(theme.colour(ground))
        radius = theme.radius("control")
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius
        )
        side = theme.size("icon")
        picture = theme.picture(self._icon, "primary", side, self.devicePixelRatioF())
        painter.drawPixmap(_PADDING, _PADDING, picture)
        painter.setFont(theme.font("table", strong=True))
        painter.setPen(theme.colour("text"))
        painter.drawText(self._title_rect(self.width()), _WRAP, self._title)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_muted"))
        painter.drawText(self._about_rect(self.width()), _WRAP, self._about)

    def _title_rect(self, width: int) -> QRect:
        top = _PADDING + theme.size("icon") + 5
        room = QRect(_PADDING, top, width - 2 * _PADDING, 10_000)
        return QFontMetrics(theme.font("table", strong=True)).boundingRect(room, _WRAP, self._title)

    def _about_rect(self, width: int) -> QRect:
        top = self._title_rect(width).bottom() + 2
        room = QRect(_PADDING, top, width - 2 * _PADDING, 10_000)
        return QFontMetrics(theme.font("caption")).boundingRect(room, _WRAP, self._about)


class StartTiles(QWidget):
    """`Start something`, with a tile for each of the forms used most. `asked` carries its id.

    Those are the notes of the numbered visits and the audit; the others are chosen in the dialog.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words("Start something", "card_title"))
        self._holder = QWidget()
        self._grid = EqualGrid(
            self._holder, (5, 4, 3, 2, 1), lambda: theme.em() * _NARROWEST_EMS, gap=10
        )
        column.addWidget(self._holder)

    def show_forms(self, forms: Sequence[FormLine]) -> None:
        """Offer those of these forms that are used most."""
        clear_layout(self._grid)
        usual = [form for form in forms if _is_usual(form)]
        for form in usual:
            tile = StartTile(*tile_words(form))
            tile.clicked.connect(lambda _on=False, form_id=form.form_id: self.asked.emit(form_id))
            self._grid.addWidget(tile)
            tile.show()
        self.setVisible(bool(usual))


def tile_words(form: FormLine) -> tuple[str, str, str]:
    """The icon, the title and the line beneath it for a form.

    A form's title says both before and after its colon; one without a colon goes beneath the
    kind of visit that it is for.
    """
    kinds = [kind for kind in reference.visit_kinds() if kind.form_id == form.form_id]
    icon = "notebook-pen" if any(kind.number for kind in kinds) else "clipboard-list"
    title, _colon, about = (part.strip() for part in form.title.partition(":"))
    if not about and kinds:
        title, about = kinds[0].label, title
    return icon, title, about[:1].upper() + about[1:]


def _is_usual(form: FormLine) -> bool:
    numbered = {kind.form_id for kind in reference.visit_kinds() if kind.number}
    return form.form_id in numbered or is_audit(form.form_id)
