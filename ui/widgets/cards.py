"""Cards, page bodies and the words for where there is nothing yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.caret_in_view import CaretInView
from ui.widgets.text import Words


class Card(QFrame):
    """A white card with a title, a subtitle beside it, and things of its own: `body`.

    `heading` is the row of the title; append to it what belongs at its right end. A `stripe`
    marks the question that is being answered.
    """

    def __init__(
        self,
        title: str = "",
        subtitle: str = "",
        *,
        stripe: bool = False,
        style: str = "card_title",
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.title = Words(title, style, wrap=not subtitle)
        self.subtitle = Words(subtitle, "table", "text_muted")
        self.heading = QHBoxLayout()
        self.body = QVBoxLayout()
        self._stripe = QFrame()
        self._build()
        self.set_stripe(shown=stripe)
        self.setAccessibleName(title)

    def set_stripe(self, *, shown: bool) -> None:
        """Show or hide the stripe at the left edge."""
        self._stripe.setVisible(shown)

    def _build(self) -> None:
        self._stripe.setProperty("kind", "stripe")
        self._stripe.setFixedWidth(theme.line("current_question_stripe"))
        padding = theme.space("card_padding")
        column = QVBoxLayout()
        column.setContentsMargins(padding, padding, padding, padding)
        column.setSpacing(10)
        if self.title.text():
            self.heading.setSpacing(8)
            self.heading.addWidget(self.title, 0 if self.subtitle.text() else 1)
            self.heading.addWidget(self.subtitle, 1)
            if not self.subtitle.text():  # showing what has no parent yet would open a window
                self.subtitle.hide()
            column.addLayout(self.heading)
        self.body.setSpacing(8)
        column.addLayout(self.body)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._stripe)
        row.addLayout(column, 1)


class ScrollBody(QScrollArea):
    """A page's body: a column that scrolls up and down, with the page's margins. Use `column`.

    `holder` is the widget that scrolls, `caret` what keeps the line that is written in view.
    """

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.holder = QWidget()
        self.holder.setProperty("kind", "body")
        self.column = QVBoxLayout(self.holder)
        self.column.setSpacing(theme.space("gap_between_cards"))
        self.set_narrow(narrow=False)
        self.setWidget(self.holder)
        self.caret = CaretInView(self)

    def set_narrow(self, *, narrow: bool) -> None:
        """Take the margins of a narrow window, or the usual ones."""
        margin = theme.space("page_margin_narrow" if narrow else "page_margin")
        self.column.setContentsMargins(margin, 16, margin, 16)


class EmptyState(QWidget):
    """What is said where there is nothing yet, and the buttons that help."""

    def __init__(self, sentence: str, *buttons: QWidget) -> None:
        super().__init__()
        self.words = Words(sentence, "body", "text_muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(12)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(theme.space("gap_between_controls"))
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
