"""What is there, what is missing, and what is worth a second look; each line leads to its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.counting import counted
from app.forms.problems import NEEDED
from app.usecases.finishing import FinishView, SecondLook
from app.usecases.readiness import Gap
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.chips import StateChip
from ui.widgets.text import IconLabel, Words, rule

FIRST_SHOWN = 6  # lines of gaps before "Show all": the actions below stay in sight


class CheckLines(QWidget):
    """Lines with an icon, words that wrap, and a button where the line leads somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.buttons: list[Button] = []

    def clear(self) -> None:
        """Take all lines away."""
        self.buttons = []
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def add_line(
        self, icon: str, role: str, text: str, act: Callable[[], None] | None = None
    ) -> None:
        """Append a line; `act` gives it a button that shows the place."""
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 6, 0, 6)
        inside.setSpacing(10)
        mark = IconLabel(icon, role)
        inside.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(Words(text, "table", wrap=True), 1)
        if act is not None:
            inside.addWidget(self._button("Show", text, act))
        self._column.addWidget(rule())
        self._column.addWidget(row)

    def add_more(self, words: str, act: Callable[[], None]) -> None:
        """Append a button that shows further lines."""
        more = Button(words, "chevron-down", "text", small=True)
        more.clicked.connect(lambda _on=False: act())
        self._column.addWidget(rule())
        self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _button(self, words: str, of: str, act: Callable[[], None]) -> Button:
        button = Button(words, small=True)
        button.setAccessibleName(f"{words}: {of}")
        button.clicked.connect(lambda _on=False: act())
        self.buttons.append(button)
        return button


class CheckCard(Card):
    """What is there and what is missing. `place_asked` carries the ref of a gap."""

    place_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("Check", " ")
        self.chip = StateChip("neutral", "Looking …")
        self.lines = CheckLines()
        self._view: FinishView | None = None
        self.refused = Words("", "table", "due", wrap=True)
        self.refused.hide()
        self.subtitle.setText("")
        self.heading.addWidget(self.chip)
        self.body.addWidget(self.refused)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)

    def show_refused(self, words: str) -> None:
        """Say above the gaps why finishing was refused; blank takes it away."""
        self.refused.setText(words)
        self.refused.setVisible(bool(words))
        if words:
            announce(self, words, urgent=True)

    def show_view(self, view: FinishView, *, everything: bool = False) -> None:
        """Show the checks of `view`; `everything` also shows the gaps beyond the first few."""
        self._view = view
        self.lines.clear()
        self._show_chip(view)
        gaps = view.gaps if everything else view.gaps[:FIRST_SHOWN]
        for gap in gaps:
            self._add_gap(gap)
        if len(gaps) < len(view.gaps):
            self.lines.add_more(f"Show all {len(view.gaps)}", self._show_all)
        for check in view.checks:
            icon, role = (
                ("circle-check", "done") if check.is_there else ("circle-dashed", "neutral")
            )
            self.lines.add_line(icon, role, check.text)

    def focus_first(self) -> None:
        """Put the keyboard on the first gap."""
        if self.lines.buttons:
            self.lines.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_all(self) -> None:
        assert self._view is not None
        self.show_view(self._view, everything=True)
        self.lines.buttons[FIRST_SHOWN].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chip(self, view: FinishView) -> None:
        missing = len(view.gaps)
        if missing:
            self.chip.set_state("due", f"{missing} missing", "triangle-alert")
        else:
            self.chip.set_state("done", "Ready to finish")

    def _add_gap(self, gap: Gap) -> None:
        self.lines.add_line(
            "triangle-alert", "due", gap_words(gap), lambda: self.place_asked.emit(gap.ref)
        )


class LooksCard(Card):
    """Suggestions on what will be printed, and what will not be. `place_asked` carries a ref."""

    place_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("Worth a second look", " ")
        self.chip = StateChip("neutral", "")
        self.lines = CheckLines()
        self.subtitle.setText("")
        self.heading.addWidget(self.chip)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)

    def show_view(self, view: FinishView) -> None:
        """Show the suggestions of `view`."""
        count = len(view.looks)
        self.chip.set_state("due" if count else "done", _suggestions(count), "" if count else None)
        self.lines.clear()
        for look in view.looks:
            self._add_look(look)
        if not count:
            self.lines.add_line("circle-check", "done", "Plain words, no names, no blame")
        self.lines.add_line("eye-off", "text_muted", _unprinted(view.private_notes))

    def _add_look(self, look: SecondLook) -> None:
        self.lines.add_line(
            "triangle-alert", "due", look.text, lambda: self.place_asked.emit(look.ref)
        )


def gap_words(gap: Gap) -> str:
    """`Leadership: Level. This answer is needed.`; the form's own sentence where it has one."""
    where = "" if gap.question.startswith(gap.section_title) else f"{gap.section_title}: "
    closed = gap.question if gap.question[-1:] in "?.!:" else f"{gap.question}."
    return f"{where}{closed}" if gap.message == NEEDED else f"{where}{closed} {gap.message}"


def _suggestions(count: int) -> str:
    if not count:
        return "Nothing found"
    return counted(count, "suggestion")


def _unprinted(private: int) -> str:
    return "Private note and quick notes: not printed" if private else "Quick notes: not printed"
