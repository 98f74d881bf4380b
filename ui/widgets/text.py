"""Words on screen: labels by type style and role, labels that shorten, keys as key caps."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui import theme


class Words(QLabel):
    """Plain words in a type style and a colour role; they wrap where `wrap` says so."""

    def __init__(
        self,
        text: str = "",
        style: str = "body",
        role: str = "text",
        *,
        wrap: bool = False,
        strong: bool = False,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", style)
        self.setProperty("role", role)
        self.setProperty("strong", strong)
        self.setWordWrap(wrap)

    def set_role(self, role: str) -> None:
        """Take on the colour of another role."""
        self.setProperty("role", role)
        restyle(self)


class RichWords(Words):
    """Words of which some are strong: `<b>3 changes</b> waiting`. Never give it what was typed."""

    def __init__(self, text: str = "", style: str = "body", role: str = "text") -> None:
        super().__init__(text, style, role, wrap=True)
        self.setTextFormat(Qt.TextFormat.RichText)


def show_wording(label: QLabel, wording: str, words: str) -> None:
    """Show what a form says, with its author's emphasis; `words` is the same without marks."""
    from app.forms.text_marks import rich  # the first page needs nothing of forms

    html = rich(wording)
    label.setTextFormat(Qt.TextFormat.RichText if html else Qt.TextFormat.PlainText)
    label.setText(html or words)
    label.setAccessibleName(words if html else "")


def tip(words: str) -> str:
    """`words` as a tool tip shows them: a tip that looks like HTML would be drawn as such.

    Words that somebody else wrote could make it fetch a picture, from the network too.
    """
    return f"<span>{escape(words)}</span>" if "<" in words else words


class ShortenedWords(Words):
    """One line that ends in … where it does not fit; the whole is in the tool tip."""

    def __init__(self, text: str = "", style: str = "body", role: str = "text") -> None:
        super().__init__("", style, role)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_words(text)

    @property
    def words(self) -> str:
        """All of the words."""
        return self._whole

    def set_words(self, text: str) -> None:
        """Show other words."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        wide = self.fontMetrics().horizontalAdvance(self._whole) + 1
        return QSize(wide + margins.left() + margins.right(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.contentsRect().width(), 1)
        )
        self.setText(shown)
        self.setToolTip(tip(self._whole) if shown != self._whole else "")


class IconLabel(QWidget):
    """An icon by itself, for decoration beside words that say the same."""

    def __init__(self, name: str, role: str = "text", size: str = "icon") -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._size = size
        self._resize()

    def set_icon(self, name: str, role: str) -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._resize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = theme.size(self._size)
        picture = theme.picture(self._name, self._role, side, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(0, (self.height() - side) // 2, picture)

    def _resize(self) -> None:
        side = theme.size(self._size)
        if self.minimumWidth() != side:
            self.setFixedWidth(side)
            self.setMinimumHeight(side)


class KeyHints(QWidget):
    """Keys and what they do: [Ctrl] [K] find. Read out as "Ctrl K, find"."""

    def __init__(self, hints: Sequence[tuple[Sequence[str], str]] = ()) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.set_hints(hints)

    def set_hints(self, hints: Sequence[tuple[Sequence[str], str]]) -> None:
        """Show other hints: pairs of the keys, each a cap, and the words."""
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for place, (keys, words) in enumerate(hints):
            self._row.addSpacing(12 if place else 0)
            self._add(keys, words)
        self.setAccessibleName("; ".join(f"{' '.join(keys)}, {words}" for keys, words in hints))

    def _add(self, keys: Sequence[str], words: str) -> None:
        for key in keys:
            self._row.addWidget(key_cap(key), 0, Qt.AlignmentFlag.AlignVCenter)
        if words:
            self._row.addSpacing(2)
            self._row.addWidget(Words(words, "caption", "text_muted"))


def key_cap(key: str) -> QLabel:
    """One key, drawn as the cap of a key."""
    cap = QLabel(key)
    cap.setProperty("kind", "key")
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return cap


def rule(*, upright: bool = False) -> QFrame:
    """A thin line between things, for decoration only."""
    line = QFrame()
    line.setProperty("kind", "rule")
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def restyle(widget: QWidget) -> None:
    """Have the style sheet read the properties of `widget` again; needed after changing one."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
