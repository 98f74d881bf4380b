"""The panel of sections: how far each is, its prompts with their states, the way to the next gap.

Where the form keeps a state of its prompts, the open section lists them; a filter shows those of
all sections that are not yet looked at, or of which more is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout

from app.domain.counting import counted
from app.usecases.prompt_states import MORE, PromptLine, PromptState, progress_words
from ui.screens.record.outline import SectionTally
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.section_list import SectionList, SectionRow, SectionState
from ui.widgets.text import KeyHints, Words, rule

_FILTERS = (
    ("", "All prompts"),
    (PromptState.NOT_LOOKED.value, "Not yet looked at"),
    (PromptState.MORE_NEEDED.value, "More needed"),
)
_NONE_LEFT = {
    PromptState.NOT_LOOKED.value: "Every prompt was looked at.",
    PromptState.MORE_NEEDED.value: "No prompt is marked as needing more.",
}
DONE = "done"


class SectionsPanel(QFrame):
    """The sections of a record. `chosen(ref)` and `next_gap_asked` are wishes.

    So is `state_asked(ref, value)`: that the answer at `ref`, a prompt's state, be `value`; and
    `aside_asked`, to be shown what is kept aside.
    """

    chosen = Signal(str)
    next_gap_asked = Signal()
    state_asked = Signal(str, str)
    aside_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.list = SectionList()
        self.filter = Choice(_FILTERS, "Which prompts to show")
        self.jump = Button("Jump to next gap", "corner-down-right")
        self.aside = Button("", "file-down", "text", small=True)
        self._none = Words("", "caption", "text_muted", wrap=True)
        self._gaps = Words("", "caption", "text_muted")
        self._keys = KeyHints([(("Ctrl", "G"), "")])
        self._tallies: Sequence[SectionTally] = ()
        self._duties: Mapping[str, str] = {}
        self._locked = False
        self._build()
        self._connect()

    def show_tallies(self, tallies: Sequence[SectionTally], open_path: str) -> None:
        """Show how far every section is, with `open_path` as the one on screen."""
        self._tallies = tallies
        has_prompts = any(tally.prompts for tally in tallies)
        self.filter.setVisible(has_prompts)
        wanted = self.filter.value if has_prompts else ""
        rows = [self._with_duty(row) for row in _rows(tallies, open_path, wanted)]
        self.list.show_sections(rows, open_path)
        self._none.setText("" if rows else _NONE_LEFT.get(wanted, ""))
        self._none.setVisible(not rows)
        gaps = sum(tally.gaps for tally in tallies)
        self._gaps.setText(gaps_words(gaps))
        self.jump.set_reason("" if gaps else "Nothing is missing.")

    def show_duties(self, names: Mapping[str, str]) -> None:
        """Name beneath each section who does it, where two people share the record."""
        if names != self._duties:
            self._duties = names
            self.show_tallies(self._tallies, self.list.open_key)

    def _with_duty(self, row: SectionRow) -> SectionRow:
        name = self._duties.get(row.key, "")
        note = " · ".join(filter(None, (row.note, name)))
        return replace(row, note=note) if name else row

    def show_here(self, ref: str) -> None:
        """Show which prompt the keyboard is at."""
        prompts = (line for tally in self._tallies for line in tally.prompts)
        here = (line.ref for line in prompts if ref == line.ref or ref.startswith(f"{line.ref}/"))
        self.list.show_here(next(here, ""))

    def show_all(self) -> None:
        """Show all prompts again, for another record."""
        self.filter.set_value("")

    def show_aside(self, count: int) -> None:
        """Say how many answers are kept aside, where there are some."""
        self.aside.setText(f"Kept aside ({count})")
        self.aside.setVisible(count > 0)

    def set_locked(self, *, locked: bool) -> None:
        """Offer no change of a prompt's state where nothing may be written."""
        self._locked = locked

    def _build(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(11, 0, 8, 0)
        heading.addWidget(Words("Sections", "caption", strong=True), 1)
        heading.addWidget(KeyHints([(("F6",), "next panel")]))
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._keys)
        foot.addWidget(self._gaps, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 12)
        column.setSpacing(8)
        column.addLayout(heading)
        column.addWidget(self.filter)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addWidget(rule())
        jump = QHBoxLayout()
        jump.addWidget(self.jump)
        jump.addStretch(1)
        column.addLayout(jump)
        column.addLayout(foot)
        column.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignLeft)
        self.aside.hide()
        self.filter.hide()
        self._none.hide()

    def _connect(self) -> None:
        self.list.chosen.connect(self.chosen)
        self.jump.clicked.connect(self.next_gap_asked)
        self.aside.clicked.connect(self.aside_asked)
        self.filter.chosen.connect(self._refilter)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer_states)

    def _refilter(self, _value: str) -> None:
        self.show_tallies(self._tallies, self.list.open_key)

    def _offer_states(self, at: QPoint) -> None:
        """Offer what can be said of the prompt at a place of the list, or of the current one."""
        index = self.list.indexAt(at)
        row = self.list.row_at(index if index.isValid() else self.list.currentIndex())
        prompts = (line for tally in self._tallies for line in tally.prompts)
        line = next((line for line in prompts if row is not None and line.ref == row.key), None)
        if line is not None and not self._locked:
            menu = self.state_menu(line)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def state_menu(self, line: PromptLine) -> QMenu:
        """A menu to say how far a prompt is."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offered = (("More needed", MORE), ("Looked at, done", DONE), ("Take the mark back", ""))
        for words, value in offered:
            action = menu.addAction(f"{line.code}: {words}")
            ref = line.state_ref
            action.triggered.connect(
                lambda _on=False, ref=ref, value=value: self.state_asked.emit(ref, value)
            )
        return menu


def _rows(tallies: Sequence[SectionTally], open_path: str, wanted: str) -> Iterator[SectionRow]:
    """The rows of the list: every section and the open one's prompts, or those prompts wanted."""
    for tally in tallies:
        shown = [line for line in tally.prompts if not wanted or line.state == wanted]
        if shown or not wanted:
            yield section_row(tally)
        if wanted or tally.path == open_path:
            yield from map(prompt_row, shown)


def section_row(tally: SectionTally) -> SectionRow:
    """How a section stands in the list: `2 to do`, `3/3`, `optional`, `not printed`."""
    note = progress_words(tally.prompts)
    return SectionRow(tally.path, tally.title, _state(tally), _count(tally), note)


def prompt_row(line: PromptLine) -> SectionRow:
    """How a prompt stands beneath its section: its code, its state in words, its question."""
    state = SectionState(line.state.value)
    return SectionRow(line.ref, line.code, state, line.words, line.title, inset=True)


def gaps_words(gaps: int) -> str:
    """`6 gaps left`, `1 gap left`, `No gaps left`."""
    return f"{counted(gaps, 'gap')} left" if gaps else "No gaps left"


def _state(tally: SectionTally) -> SectionState:
    if tally.private:
        return SectionState.PRIVATE
    if tally.gaps:
        return SectionState.TO_DO
    begun = tally.answered or tally.rows > 0
    whole = tally.answered == tally.asked or not tally.prompts_open
    return SectionState.COMPLETE if begun and whole else SectionState.OPTIONAL


def _count(tally: SectionTally) -> str:
    if tally.private:
        return "not printed"
    if tally.gaps:
        return f"{tally.gaps} to do"
    if tally.prompts:
        return ""
    if tally.rows >= 0 and tally.asked <= 1:
        return str(tally.rows) if tally.rows else "none"
    return f"{tally.answered}/{tally.asked}" if tally.answered else "optional"
