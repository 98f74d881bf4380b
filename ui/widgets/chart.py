"""Charts on screen: the same pictures as on paper, and their data as a table at a button's press.

A picture is drawn as large as the text size asks, and smaller where there is less room, though its
words never fall under the caption's size. Where they would, the table stands first; whoever asks
for the chart all the same gets it to scroll sideways.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.figures import Chart, Figure, Picture, Shape
from ui import theme
from ui.theme.look import PIXELS_PER_POINT
from ui.widgets.buttons import Button
from ui.widgets.cell_table import Cell, CellTable, Line

_EDGE = 0.7  # points of an outline, as on paper
_SHARE_OF_ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}
_ROOM_TO_RETURN = 40  # pixels more than a chart needs: a scroll bar that comes and goes is less
_NOTHING = Figure(Picture(0.0, 0.0, ()), "")


class ChartPicture(QAbstractScrollArea):
    """A figure, read out by its words; where it is wider than its room it scrolls by the arrows."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = _NOTHING.picture
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def show_figure(self, name: str, figure: Figure) -> None:
        """Show this figure under that name."""
        self.picture = figure.picture
        self.setAccessibleName(name)
        self.setAccessibleDescription(figure.alternative)
        self._fit()

    @property
    def scale(self) -> float:
        """How many pixels a point of the picture takes."""
        wide = self.width() / self.picture.width if self.picture.width else 0.0
        usual = PIXELS_PER_POINT * theme.look().text_percent / 100
        return max(min(wide, usual), self._least_scale)

    @property
    def least_width(self) -> int:
        """The width in pixels under which its words would be smaller than a caption."""
        return round(self.picture.width * self._least_scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "picture"):
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.horizontalScrollBar().value(), 0)
        for shape in self.picture.shapes:
            _paint(painter, shape, self.scale)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right scroll it; all other keys are for the page."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @property
    def _least_scale(self) -> float:
        sizes = [shape.size for shape in self.picture.shapes if shape.text]
        caption = theme.look().points("caption") * PIXELS_PER_POINT
        return caption / min(sizes) if sizes else 0.0

    def _fit(self) -> None:
        """Be as tall as the picture is at this width, with room for the bar that scrolls it."""
        size = QSize(
            round(self.picture.width * self.scale), round(self.picture.height * self.scale)
        )
        bar = self.horizontalScrollBar()
        over = max(size.width() - self.width(), 0)
        bar.setRange(0, over)
        bar.setPageStep(self.width())
        bar.setSingleStep(round(theme.em() * 2))
        below = bar.sizeHint().height() if over else 0
        self.setFixedHeight(size.height() + 2 + below)
        self.viewport().update()


class ChartView(QWidget):
    """A chart, or its data in `table`; place `switch`, which goes from one to the other.

    `turned` says whether the table is shown now.

    Until the switch is pressed the chart stands first where it has the room, unless `table_first`.
    Where the table goes to the card's edge, `inset` keeps the chart so many pixels from it.
    """

    turned = Signal(bool)

    def __init__(self, table: QWidget, *, table_first: bool = False, inset: int = 0) -> None:
        super().__init__()
        self.drawing = ChartPicture()
        self.table = table
        self.switch = Button("As a table", "table", small=True)
        self._name = ""
        self._table_first = table_first
        self._wants_table: bool | None = None
        self._inset = inset
        self._build()
        self._turn(to_table=table_first)

    def show_chart(self, title: str, chart: Chart | None) -> None:
        """Show this chart under that title, None where there is only the table."""
        self._name = title
        self.switch.setVisible(chart is not None)
        self.drawing.show_figure(title, chart.figure if chart is not None else _NOTHING)
        self._settle()

    @property
    def shows_table(self) -> bool:
        """Whether the table stands here, and not the chart."""
        return not self.table.isHidden()

    def focus_shown(self) -> None:
        """Put the keyboard into the chart or the table, whichever is shown."""
        (self.table if self.shows_table else self.drawing).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_wants_table"):
            self._settle()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QHBoxLayout()
        inside.setContentsMargins(self._inset, 0, self._inset, 0)
        inside.addWidget(self.drawing)
        column.addLayout(inside)
        column.addWidget(self.table)
        self.switch.clicked.connect(self._press)

    def _press(self) -> None:
        self._wants_table = not self.shows_table
        self._settle()

    def _settle(self) -> None:
        if not self.drawing.picture.shapes:
            self._turn(to_table=True)
        elif self._wants_table is not None:
            self._turn(to_table=self._wants_table)
        else:
            self._turn(to_table=self._table_first or self._is_narrow())

    def _is_narrow(self) -> bool:
        more = _ROOM_TO_RETURN if self.shows_table else 0
        return self.width() - 2 * self._inset < self.drawing.least_width + more

    def _turn(self, *, to_table: bool) -> None:
        shown, other = (self.table, self.drawing) if to_table else (self.drawing, self.table)
        shown.show()
        if other.hasFocus():
            shown.setFocus()
        other.hide()
        words = "As a chart" if to_table else "As a table"
        self.switch.setText(words)
        self.switch.set_icon("chart-column" if to_table else "table")
        self.switch.setAccessibleName(f"{words}: {self._name}" if self._name else words)
        self.turned.emit(to_table)


class ChartTable(CellTable):
    """The data of a chart, as tall as its rows."""

    def __init__(self, name: str) -> None:
        super().__init__(name, ("",), (1,), fitted=True)

    def show_chart(self, chart: Chart) -> None:
        """Show the data of `chart` under its headings."""
        self.setAccessibleName(chart.name)
        lines = [Line(str(at), _cells(row)) for at, row in enumerate(chart.rows)]
        self.rows.show_lines((), chart.headings)
        self.set_widths((3, *(2 for _heading in chart.headings[1:])))
        self.show_lines(lines)


def _cells(row: tuple[str, ...]) -> tuple[Cell, ...]:
    first, *rest = row
    return (Cell(first, look="strong"), *map(Cell, rest))


def _paint(painter: QPainter, shape: Shape, scale: float) -> None:
    if shape.text:
        _paint_words(painter, shape, scale)
    else:
        _paint_block(painter, shape, scale)


def _paint_words(painter: QPainter, shape: Shape, scale: float) -> None:
    font = theme.font("body", strong=shape.bold)
    font.setPointSizeF(shape.size * scale * 72 / painter.device().logicalDpiY())
    painter.setFont(font)
    painter.setPen(theme.colour("text"))
    width = _width(font, shape.text)
    left = shape.x * scale - _SHARE_OF_ANCHOR[shape.anchor] * width
    painter.drawText(QPointF(left, shape.y * scale), shape.text)


def _width(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def _paint_block(painter: QPainter, shape: Shape, scale: float) -> None:
    """A rectangle on whole pixels, so that its outline is sharp; a hollow one lets through."""
    left, top = round(shape.x * scale), round(shape.y * scale)
    right = max(round((shape.x + shape.width) * scale), left + 1)
    below = max(round((shape.y + shape.height) * scale), top + 1)
    if shape.shade:
        painter.fillRect(QRectF(left, top, right - left, below - top), tone(shape.shade))
    if shape.edge:
        thick = max(round(_EDGE * scale), 1)
        painter.setPen(QPen(theme.colour("text"), thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = thick / 2
        painter.drawRect(
            QRectF(left, top, right - left, below - top).adjusted(inset, inset, -inset, -inset)
        )


def tone(shade: float) -> QColor:
    """So much of the scheme's accent on a card's ground: 0 is the ground, 1 the accent."""
    ground, ink = theme.colour("surface"), theme.colour("primary")
    parts = (
        round(under + (over - under) * shade)
        for under, over in zip(ground.getRgb()[:3], ink.getRgb()[:3], strict=True)  # type: ignore[index]  # the stubs know no tuple
    )
    return QColor(*parts)
