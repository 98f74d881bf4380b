"""The project's page: the board of schools against visits, and what the project is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.counting import counted
from app.domain.search_words import words_of
from app.usecases.board import Board, BoardCell, BoardRow, Standing, project_boards
from ui import theme
from ui.commands import Act
from ui.places import FinishPage, Forms, Navigator, Place, RecordPage, SchoolPage
from ui.screen import Layout, Screen
from ui.screens.project.keeping import Keeping
from ui.screens.project.project_dialog import year_words
from ui.screens.project.records_menu import ProjectRecords
from ui.screens.project.side import NotesCard, VisitCard, WindowCard, can_start
from ui.screens.project.standings import ICONS, LEGEND, row_of, short_window
from ui.tasks import Lanes
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.cards import Card, EmptyState
from ui.widgets.cell_table import CellTable
from ui.widgets.choice import Choice
from ui.widgets.flow import FlowLayout
from ui.widgets.search_box import SearchBox
from ui.widgets.table_card import TableCard
from ui.widgets.text import IconLabel, Words

if TYPE_CHECKING:
    from app.parts import App

ALL = "all"
STATES = (
    (ALL, "State: all"),
    (Standing.NOTE_LATE, "Note late"),
    (Standing.NOTE_DUE, "Note due"),
    (Standing.OPEN, "No visit in this window"),
    (Standing.MISSED, "Visit missed"),
    (Standing.BOOKED, "Visit booked"),
)
NO_PROJECT = (
    "No project yet. A project is a piece of work with some of your schools over one school year. "
    "It knows when each of the four visits should take place, which schools go through it together "
    "(a cohort), and by when a note of visit is due. With a project, this page shows at a glance "
    "where every school stands."
)
NO_SCHOOLS = (
    "No schools in this project yet. Choose which of your schools take part; then each one has a "
    "row here, with its launch day and its four visits."
)


class ProjectScreen(Screen):
    """The board of one project at a time.

    `start_asked` wants the record of a visit begun: the URN, the form and the visit's id.
    """

    start_asked = Signal(int, str, str)

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator) -> None:
        super().__init__("Project")
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._boards: tuple[Board, ...] = ()
        self._shown = ""
        self._rows: dict[str, BoardRow] = {}
        self.keeping = Keeping(app, lanes, self)
        self.change = MenuButton("Change project", "pencil")
        self.records = ProjectRecords(app, lanes, navigator)
        self.forms = Button("Forms", "clipboard-list")
        self.schools = Button("Choose schools", "school")
        self.new = Button("Create project", "plus", "main")
        self.choose = Button("Choose schools", "school", "main")
        self.search = SearchBox("Find a school")
        self.state = Choice(STATES, "State")
        self.which = Choice((), "Project")
        self.count = Words("", "table", "text_muted")
        self.table = CellTable("Board", ("School",), (1,))
        self.card = TableCard(self.table)
        self.window_card = WindowCard()
        self.visit_card = VisitCard()
        self.notes_card = NotesCard()
        self.pages = QStackedWidget()
        self._side = QWidget()
        self._outer = QHBoxLayout()
        self._build()
        self._connect()

    def show_place(self, place: Place) -> None:
        del place
        self._load()

    def follow(self, changes: tuple[object, ...], starter: object) -> None:
        """Read everything anew after another part of the window wrote something, or a sync did."""
        if changes and starter is not self and self.isVisible():
            self._load()

    def answers(self) -> Mapping[str, Act]:
        return {"find": self.search.setFocus, "plan_visit": self._act} if self._boards else {}

    def hints(self) -> Sequence[str]:
        return ("find",)

    def panels(self) -> Sequence[QWidget]:
        return (self.card, self._side)

    def set_layout(self, mode: Layout) -> None:
        super().set_layout(mode)
        narrow = mode is not Layout.WIDE
        margin = theme.space("page_margin_narrow" if narrow else "page_margin")
        self._outer.setContentsMargins(margin, 16, margin, 16)
        self._side.setVisible(mode is not Layout.COMPACT)
        ending = "_narrow" if narrow else ""
        self._side.setFixedWidth(theme.panel(f"side_panel{ending}"))

    def _build(self) -> None:
        self.header.add(self.which, self.forms, self.records, self.schools, self.change)
        self._fill_menu()
        for widget in (self.search, self.state):
            self.card.heading.addWidget(widget)
        self.card.heading.setStretch(0, 3)
        self.card.heading.addStretch(1)
        self.card.heading.addWidget(self.count)
        self.table.setSelectionBehavior(CellTable.SelectionBehavior.SelectItems)
        self.table.setProperty("columns", True)
        self.card.foot.addWidget(_legend(), 1)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.space("gap_between_cards"))
        side.addWidget(self.window_card)
        side.addWidget(self.visit_card)
        side.addWidget(self.notes_card)
        side.addStretch(1)
        board = QWidget()
        self._outer = QHBoxLayout(board)
        self._outer.setSpacing(theme.space("gap_between_cards"))
        self._outer.addWidget(self.card, 1)
        self._outer.addWidget(self._side)
        self.pages.addWidget(board)
        self.pages.addWidget(_teaching("Plan a year with your schools", NO_PROJECT, self.new))
        self.pages.addWidget(_teaching("Who takes part", NO_SCHOOLS, self.choose))
        self.column.addWidget(self.pages, 1)
        self.set_layout(Layout.WIDE)

    def _fill_menu(self) -> None:
        choices = (
            (
                "Title, year, aim and notes",
                "pencil",
                lambda: self._with_board(self.keeping.change_project),
            ),
            (
                "Visit windows",
                "calendar-days",
                lambda: self._with_board(self.keeping.change_windows),
            ),
            ("Schools and cohorts", "school", self._place_schools),
            ("New project", "plus", self.keeping.new_project),
        )
        for words, icon, act in choices:
            self.change.add_choice(words, icon).triggered.connect(lambda _on=False, do=act: do())

    def _connect(self) -> None:
        self.new.clicked.connect(self.keeping.new_project)
        self.forms.clicked.connect(lambda: self._navigator.go(Forms()))
        self.schools.clicked.connect(self._place_schools)
        self.choose.clicked.connect(self._place_schools)
        self.which.chosen.connect(self._show_board)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.moved.connect(lambda _step: self.table.setFocus())
        self.state.chosen.connect(lambda _value: self._filter())
        self.table.opened.connect(lambda _index: self._act())
        self.table.clicked.connect(lambda _index: self._show_visit())
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._show_visit())
        self.visit_card.act_asked.connect(self._act)
        self.visit_card.school_asked.connect(self._to_school)
        self.notes_card.change_asked.connect(lambda: self._with_board(self.keeping.change_project))
        self.keeping.kept.connect(self._load)
        self.keeping.made.connect(self._made)
        self.keeping.told.connect(self.told)
        self.keeping.wrote.connect(self.wrote)
        self.records.wrote.connect(self.wrote)

    def _load(self) -> None:
        self._lanes.run(project_boards, self._app, done=self._show)

    def _made(self, project_id: str) -> None:
        self._shown = project_id

    def _show(self, boards: tuple[Board, ...]) -> None:
        self._boards = boards
        projects = [board.overview.project for board in boards]
        self.which.set_options([(project.id, project.title) for project in projects])
        self.which.setVisible(len(boards) > 1)
        self._show_board(self._shown)
        self.keys_changed.emit()

    def _show_board(self, project_id: str) -> None:
        board = self._board(project_id)
        for button in (self.change, self.schools):
            button.setVisible(board is not None)
        self.records.show_project(board.overview.project.id if board is not None else "")
        if board is None:
            self.header.set_words("Project", "")
            self.pages.setCurrentIndex(1)
            self.new.setFocus()
            return
        project = board.overview.project
        self._shown = project.id
        self.which.set_value(project.id)
        schools = counted(len(board.rows), "school")
        self.header.set_words(_title(board), f"{schools} · {year_words(project.academic_year)}")
        self.header.set_compact(compact=self.layout_mode is Layout.COMPACT)
        self.window_card.show_board(board)
        self.notes_card.show_project(board.overview.project)
        self.pages.setCurrentIndex(0 if board.rows else 2)
        self._filter()
        self._put_keyboard(board)
        self.retitled.emit(self.title)

    def _put_keyboard(self, board: Board) -> None:
        """On the board, in the window that is open, unless it is on the board already."""
        if not board.rows:
            self.choose.setFocus()
        elif not self.table.hasFocus():
            kinds = [kind.key for kind in board.kinds]
            window = board.window_now
            column = kinds.index(window.visit_kind) + 1 if window else 0
            row = max(self.table.currentIndex().row(), 0)
            self.table.setCurrentIndex(self.table.rows.index(row, column))
            self.table.setFocus()

    def _filter(self) -> None:
        board = self._board(self._shown)
        if board is None:
            return
        wanted, words = self.state.value, words_of(self.search.text())
        rows = [row for row in board.rows if _is_wanted(row, wanted) and _has(row, words)]
        self._rows = {str(row.school.urn): row for row in rows}
        visits = sum(kind.number > 0 for kind in board.kinds)
        self.table.set_widths((9, *(5 for _kind in board.kinds), 0))
        several = len(board.overview.cohorts) > 1
        lines = [row_of(row, visits, with_cohort=several) for row in rows]
        self.table.show_lines(lines, _headings(board))
        self.count.setText(f"{len(rows)} of {len(board.rows)} schools")
        self.visit_card.setVisible(bool(rows))
        self._show_visit()

    def _show_visit(self) -> None:
        row, at = self._current()
        if row is not None:
            board = self._board(self._shown)
            assert board is not None
            cell = _cell(row, at)
            kind = board.kinds[at - 1] if cell is not None else None
            self.visit_card.show_cell(row, cell, kind)

    def _act(self) -> None:
        """Open what the current cell stands for, or plan it."""
        row, at = self._current()
        board = self._board(self._shown)
        if row is None or board is None:
            return
        cell = _cell(row, at)
        if cell is None:
            self._navigator.go(SchoolPage(row.school.urn))
        elif cell.record_id:
            kind = FinishPage if cell.is_finished else RecordPage
            self._navigator.go(kind(cell.record_id))
        elif cell.visit is not None and can_start(cell, board.kinds[at - 1]):
            self.start_asked.emit(row.school.urn, board.kinds[at - 1].form_id, cell.visit.id)
        elif cell.visit is not None:
            self._navigator.go(SchoolPage(row.school.urn, "visits"))
        else:
            self.keeping.plan(board, row, board.kinds[at - 1])

    def _to_school(self) -> None:
        row, _at = self._current()
        if row is not None:
            self._navigator.go(SchoolPage(row.school.urn))

    def _place_schools(self) -> None:
        self._with_board(self.keeping.place_schools)

    def _with_board(self, act: object) -> None:
        board = self._board(self._shown)
        if board is not None and callable(act):
            act(board)

    def _current(self) -> tuple[BoardRow | None, int]:
        index: QModelIndex = self.table.currentIndex()
        return self._rows.get(self.table.key_at(index)), index.column()

    def _board(self, project_id: str) -> Board | None:
        first = self._boards[0] if self._boards else None
        named = (board for board in self._boards if board.overview.project.id == project_id)
        return next(named, first)


def _cell(row: BoardRow, column: int) -> BoardCell | None:
    return row.cells[column - 1] if 1 <= column <= len(row.cells) else None


def _is_wanted(row: BoardRow, wanted: str) -> bool:
    return wanted in {"", ALL} or any(cell.standing == wanted for cell in row.cells)


def _has(row: BoardRow, words: Sequence[str]) -> bool:
    said = words_of(f"{row.school.name} {row.cohort} {row.school.town} {row.school.urn}")
    return all(any(one.startswith(word) for one in said) for word in words)


def _title(board: Board) -> str:
    """The project's title, with its cohort where it has one only."""
    whole = board.overview
    only = whole.cohorts[0].title if len(whole.cohorts) == 1 else ""
    return f"{whole.project.title}, {only[:1].lower()}{only[1:]}" if only else whole.project.title


def _headings(board: Board) -> tuple[str, ...]:
    named = []
    for kind in board.kinds:
        window = board.windows.get(kind.key)
        named.append(f"{kind.number} {short_window(window.label)}" if window else kind.label)
    return ("School", *named, "Half days")


def _legend() -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder, 18)
    for standing, words in LEGEND:
        kind, icon, _label = ICONS[standing]
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel(icon, "primary" if kind == "soft" else kind))
        row.addWidget(Words(words, "caption", "text_muted"))
        flow.addWidget(pair)
    return holder


def _teaching(title: str, words: str, button: Button) -> QWidget:
    """What is said where there is nothing to show yet, with the one button that helps."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(24, 16, 24, 16)
    card = Card(title, style="section")
    card.setMaximumWidth(720)
    card.body.addWidget(EmptyState(words, button))
    column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
    column.addStretch(1)
    return holder
