"""How the editor's parts stand: three beside each other, or, with large text, one and a drawer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from ui import theme
from ui.screen import Layout, Screen
from ui.screens.record.beside import Beside
from ui.screens.record.cards import MakePanel
from ui.screens.record.day_panel import DayPanel
from ui.screens.record.outline import SectionTally
from ui.screens.record.paper_panel import PaperPanel
from ui.screens.record.section_page import SectionPage
from ui.screens.record.sections_panel import SectionsPanel, section_row
from ui.screens.record.side_panel import SidePanel
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.drawer import Drawer
from ui.widgets.progress import ProgressWords

_PROGRESS = 176  # pixels
_PAPER = 0.37  # of the room beside the sections, for pages
FINISH = "Finish visit"


class Panes(QObject):
    """The parts of a record's page, and where they stand in each layout.

    `section_asked(path)`, `finish_asked` and, of an audit, `profile_asked` are wishes.
    """

    section_asked = Signal(str)
    finish_asked = Signal()
    profile_asked = Signal()

    def __init__(self, screen: Screen, make_panel: MakePanel) -> None:
        super().__init__(screen)
        self._screen = screen
        self._compact = self._narrow = self._widened = False
        self._visit = True
        self._audit = False
        self.sections = SectionsPanel()
        self.page = SectionPage(make_panel)
        self.side = SidePanel()
        self.day = DayPanel()
        self.paper = PaperPanel()
        self.beside = Beside(self.side, self.day, self.paper)
        self.progress = ProgressWords(_PROGRESS)
        self.profile = Button("Audit profile", "table")
        self.finish = Button(FINISH, "arrow-right", "main")
        self.section_menu = MenuButton("Section")
        self.section_menu.setProperty("align", "left")
        self.aside = Button("Last time", "history")
        self.splitter = QSplitter()
        self.drawer = Drawer("Last time, actions and notes", screen)
        self._build()
        self._connect()

    def panels(self) -> Sequence[QWidget]:
        """What F6 goes round."""
        return (self.page,) if self._compact else (self.sections, self.page, self.beside)

    def show_tallies(self, tallies: Sequence[SectionTally], open_path: str) -> None:
        """Show how far the record and its sections are."""
        self.sections.show_tallies(tallies, open_path)
        answered, asked = sum(t.answered for t in tallies), sum(t.asked for t in tallies)
        self.progress.show_progress(answered, asked, f"{answered} of {asked} answered")
        here = next((at for at, t in enumerate(tallies) if t.path == open_path), None)
        if here is not None:
            last = here == len(tallies) - 1
            self.page.show_tally(tallies[here], first=here == 0, last=last)
            self._fill_menu(tallies, here)

    def show_lead(self, words: str) -> None:
        """Say whose record this is where the header has no room to."""
        self.page.show_lead(words if self._compact else "")

    def set_layout(self, mode: Layout) -> None:
        """Take on another layout."""
        compact = mode is Layout.COMPACT
        if compact != self._compact:
            self._compact = compact
            self._move_side(compact=compact)
        self.sections.setVisible(not compact)
        for widget in (self.section_menu, self.aside):
            widget.setVisible(compact)
        self.progress.setVisible(not compact)
        self._name_finish()
        self.page.set_narrow(narrow=mode is not Layout.WIDE)
        self.page.set_compact(compact=compact)
        self._narrow = mode is Layout.NARROW
        self._size()

    def show_kind(self, *, visit: bool, audit: bool = False) -> None:
        """Say what is finished: a visit, or a record of another kind; an audit has a profile."""
        self._visit = visit
        self._audit = audit
        self._name_finish()

    def show_notes(self) -> None:
        """Give the keyboard to the quick notes, in the drawer where they are there."""
        self.show_tab(0)
        self.side.notes.box.setFocus()

    def show_tab(self, at: int) -> None:
        """Show what is known (0), the day (1) or the pages (2), in the drawer if they are there."""
        if self._compact:
            self.drawer.open_drawer()
        self.beside.show_tab(at)

    def _name_finish(self) -> None:
        self.finish.setText(FINISH if self._visit and not self._compact else "Finish")
        self.profile.setVisible(self._audit and not self._compact)

    def _build(self) -> None:
        header = self._screen.header
        header.lead(self.section_menu)
        header.add(self.progress, self.aside, self.profile, self.finish)
        self.section_menu.hide()
        self.aside.hide()
        self.profile.hide()
        for pane in (self.sections, self.page, self.beside):
            self.splitter.addWidget(pane)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setStretchFactor(1, 1)
        self.page.setMinimumWidth(300)
        self._size()
        self._screen.column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.sections.chosen.connect(self.section_asked)
        self.finish.clicked.connect(self.finish_asked)
        self.profile.clicked.connect(self.profile_asked)
        self.aside.clicked.connect(self.drawer.open_drawer)
        self.beside.turned.connect(self._make_room)

    def _make_room(self) -> None:
        """Pages are read in a wider panel than what is known."""
        if self._widened != self.beside.shows_paper:
            self._size()

    def _move_side(self, *, compact: bool) -> None:
        if compact:
            self.drawer.set_content(self.beside)
        else:
            self.drawer.hide()
            self.drawer.take_content()
            self.splitter.addWidget(self.beside)
            self.splitter.setStretchFactor(1, 1)

    def _size(self) -> None:
        self._widened = self.beside.shows_paper
        ending = "_narrow" if self._narrow else ""
        left, right = theme.panel(f"sections_panel{ending}"), theme.panel(f"side_panel{ending}")
        self.sections.setMinimumWidth(left)
        self.beside.setMinimumWidth(0 if self._compact else right)
        if self._widened:
            right = max(right, round((self._screen.width() - left) * _PAPER))
        self.splitter.setSizes([left, max(self._screen.width() - left - right, 300), right])

    def _fill_menu(self, tallies: Sequence[SectionTally], here: int) -> None:
        if not self._compact:
            return
        rows = [section_row(tally) for tally in tallies]
        self.section_menu.setText(_line(rows[here].title, rows[here].count))
        self.section_menu.choices.clear()
        for row, tally in zip(rows, tallies, strict=True):
            self._add_choice(row.key, _line(row.title, row.count or row.note))
            for line in tally.prompts if tally is tallies[here] else ():
                self._add_choice(line.ref, f"      {line.code} · {line.words}")

    def _add_choice(self, key: str, words: str) -> None:
        choice = self.section_menu.add_choice(words)
        choice.triggered.connect(lambda: self.section_asked.emit(key))


def _line(title: str, count: str) -> str:
    return f"{title} · {count}" if count else title
