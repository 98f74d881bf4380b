"""All records: which school, which day, how each stands; found by words or by state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.calendar import in_words
from app.domain.components import is_audit
from app.domain.follow_through import ANSWERS, FINAL_COPY, Stage
from app.domain.records import RecordState
from app.domain.search_words import words_of
from app.usecases.record_list import RecordLine, list_records
from ui import theme
from ui.commands import Act
from ui.places import AuditPage, FinishPage, Navigator, Place, RecordPage, Records
from ui.screen import Layout, Screen
from ui.tasks import Lanes
from ui.widgets.buttons import Button
from ui.widgets.cards import EmptyState
from ui.widgets.cell_table import Cell, CellTable, Line
from ui.widgets.choice import Choice
from ui.widgets.search_box import SearchBox
from ui.widgets.table_card import TableCard
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.parts import App

HEADINGS = ("School", "Record", "Date", "State", "Version")
ALL, DRAFTS, TO_HAND_OVER, HANDED = "all", "draft", "to_hand_over", "handed_over"
FOR_TEAM, FINAL, ARCHIVED = "for_team", "final", "archived"
STATES = (
    (ALL, "State: all"),
    (DRAFTS, "Being written"),
    (TO_HAND_OVER, "Finished, to hand over"),
    (HANDED, "Handed over"),
    (FINAL, "Final"),
    (FOR_TEAM, "Finished, for the team"),
    (ARCHIVED, "Archived"),
)
_CHIPS = {
    DRAFTS: ("Being written", "neutral", "pencil"),
    TO_HAND_OVER: ("Finished, to hand over", "due", "mail"),
    FOR_TEAM: ("Finished, for the team", "done", "check"),
    HANDED: ("Handed over", "done", "check"),
    FINAL: ("Final", "done", "check"),
    ARCHIVED: ("Archived", "neutral", "lock"),
}
NONE_YET = (
    "No records yet. A record is one form filled in about one school, such as a note of visit. "
    "Start one here, from Today, or from a school’s page."
)
NONE_FOUND = "No record is like that. Take away a word or a filter to see more."


class RecordsScreen(Screen):
    """The list of records. `start_asked` wants a new one, `join_asked` one that was shared.

    `share_asked(record_id)` wants a file of one for a colleague, `export_asked(ids)` the data of
    finished ones: of the row the keyboard is on first. `discard_asked(record_id)` wants a draft
    that was never finished to go.
    """

    start_asked = Signal()
    join_asked = Signal()
    share_asked = Signal(str)
    discard_asked = Signal(str)
    export_asked = Signal(tuple)

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator) -> None:
        super().__init__("Records")
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._urn = 0
        self._lines: dict[str, RecordLine] = {}
        self.search = SearchBox("Find a school or a record")
        self.state = Choice(STATES, "State")
        self.everything = Button("Show all schools", "x", "text")
        self.count = Words("", "table", "text_muted")
        self.table = CellTable("Records", HEADINGS, (5, 5, 0, 0, 0))
        self.open = Button("Open", "arrow-right", "plain")
        self.document = Button("Finish or PDF", "file-text")
        self.profile = Button("Audit profile", "table")
        self.share = Button("Share …", "users")
        self.share.setToolTip("Share with a colleague")
        self.export = Button("Export …", "arrow-up-from-line")
        self.export.setToolTip("Finished records as data: Excel, CSV or XML")
        self.discard = Button("Discard …", "x")
        self.discard.setToolTip("Discard this draft")
        self.join = Button("Open a shared record …", "arrow-down-to-line")
        self.none_found = Words(NONE_FOUND, "body", "text_muted", wrap=True)
        self.start = Button("Start record", "plus", "main")
        self.empty = EmptyState(NONE_YET)
        self._card = TableCard(self.table)
        self._arriving = False
        self._outer = QVBoxLayout()
        self._build()
        self._connect()

    def show_place(self, place: Place) -> None:
        if isinstance(place, Records):
            self._urn = place.urn
        self._arriving = True
        self._load()

    def answers(self) -> Mapping[str, Act]:
        acts: dict[str, Act] = {
            "find": self.search.setFocus,
            "share_record": self._share,
            "export_records": self._export,
        }
        if _may_go(self._current()):
            acts["discard_draft"] = self._discard
        return acts

    def follow(self, _changes: object, starter: object) -> None:
        """Read the list anew after another part of the window wrote something."""
        if starter is not self and self.isVisible():
            self._load()

    def hints(self) -> Sequence[str]:
        return ("find", "start_record")

    def panels(self) -> Sequence[QWidget]:
        return (self._card,)

    def set_layout(self, mode: Layout) -> None:
        super().set_layout(mode)
        narrow = mode is not Layout.WIDE
        margin = theme.space("page_margin_narrow" if narrow else "page_margin")
        self._outer.setContentsMargins(margin, 16, margin, 16)

    def _build(self) -> None:
        self.header.add(self.join)
        self.header.add(self.start)
        filters = self._card.heading
        filters.addWidget(self.search, 3)
        filters.addWidget(self.state)
        filters.addWidget(self.everything)
        filters.addStretch(1)
        filters.addWidget(self.count)
        for words in (self.none_found, self.empty):
            words.setContentsMargins(16, 16, 16, 16)
            self._card.column.insertWidget(2, words, 1, Qt.AlignmentFlag.AlignTop)
        for button in (self.open, self.document, self.profile, self.share, self.export):
            self._card.foot.addWidget(button)
        self._card.foot.addWidget(self.discard)
        self.discard.hide()
        self._card.foot.addStretch(1)
        self._outer.addWidget(self._card)
        self.column.addLayout(self._outer, 1)
        self.set_layout(Layout.WIDE)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.moved.connect(lambda _step: self.table.setFocus())
        self.search.asked.connect(lambda _text: self._filter())
        self.state.chosen.connect(lambda _value: self._filter())
        self.everything.clicked.connect(lambda: self._navigator.go(Records()))
        self.table.opened.connect(self._open_at)
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._show_acts())
        self.open.clicked.connect(lambda: self._open_at(self.table.currentIndex()))
        self.document.clicked.connect(lambda: self._go(FinishPage))
        self.profile.clicked.connect(lambda: self._go(AuditPage))
        self.start.clicked.connect(self.start_asked)
        self.join.clicked.connect(self.join_asked)
        self.share.clicked.connect(self._share)
        self.export.clicked.connect(self._export)
        self.discard.clicked.connect(self._discard)

    def _load(self) -> None:
        self._lanes.run(list_records, self._app, self._urn or None, done=self._show)

    def _show(self, lines: tuple[RecordLine, ...]) -> None:
        self._lines = {line.record.id: line for line in lines}
        waiting = sum(state_of(line) == TO_HAND_OVER for line in lines)
        drafts = sum(state_of(line) == DRAFTS for line in lines)
        school = f"{lines[0].school_name} · " if self._urn and lines else ""
        self.header.set_words("Records", f"{school}{drafts} being written · {waiting} to hand over")
        self.header.set_compact(compact=self.layout_mode is Layout.COMPACT)
        self.everything.setVisible(bool(self._urn))
        self._filter()
        if self._arriving:
            self._arriving = False
            (self.table if lines else self.start).setFocus()

    def _filter(self) -> None:
        wanted, words = self.state.value, words_of(self.search.text())
        shown = [
            line
            for line in self._lines.values()
            if wanted in {ALL, state_of(line)} and _has(line, words)
        ]
        self.table.show_lines([_row(line) for line in shown])
        self.count.setText(f"{len(shown)} of {len(self._lines)}")
        self.table.setVisible(bool(shown))
        self.none_found.setVisible(not shown and bool(self._lines))
        self.empty.setVisible(not self._lines)
        self._show_acts()

    def _show_acts(self) -> None:
        """The buttons beneath the table are for the row the keyboard is on."""
        line = self._current()
        for button in (self.open, self.document, self.share):
            button.setEnabled(line is not None)
        draft = line is not None and line.record.state is RecordState.DRAFT
        any_finished = any(map(self._is_finished, self._lines))
        self.export.set_reason("" if any_finished else "No record is finished yet.")
        stays = line is not None and line.stays
        finished = "PDF" if stays else "PDF and e-mail"
        self.document.setText("Finish" if draft else finished)
        self.profile.setVisible(line is not None and is_audit(line.record.form_id))
        if self.discard.isHidden() is _may_go(line):
            self.discard.setVisible(_may_go(line))
            self.keys_changed.emit()

    def _open_at(self, index: QModelIndex) -> None:
        line = self._lines.get(self.table.key_at(index))
        if line is None:
            return
        draft = line.record.state is RecordState.DRAFT
        kind = RecordPage if draft else FinishPage
        self._navigator.go(kind(line.record.id))

    def _go(self, kind: type[FinishPage | AuditPage]) -> None:
        line = self._current()
        if line is not None:
            self._navigator.go(kind(line.record.id))

    def _export(self) -> None:
        """Ask for the finished records that are listed, the current one first."""
        listed = [self.table.key_at(self.table.model().index(at, 0)) for at in range(self._count)]
        current = self._current()
        first = [current.record.id] if current is not None else []
        finished = [id_ for id_ in dict.fromkeys([*first, *listed]) if self._is_finished(id_)]
        self.export_asked.emit(tuple(finished))

    @property
    def _count(self) -> int:
        return self.table.model().rowCount()

    def _is_finished(self, record_id: str) -> bool:
        line = self._lines.get(record_id)
        return line is not None and line.record.state is RecordState.FINISHED

    def _share(self) -> None:
        line = self._current()
        if line is not None:
            self.share_asked.emit(line.record.id)

    def _discard(self) -> None:
        line = self._current()
        if line is not None:
            self.discard_asked.emit(line.record.id)

    def _current(self) -> RecordLine | None:
        return self._lines.get(self.table.key_at(self.table.currentIndex()))


def _may_go(line: RecordLine | None) -> bool:
    """Whether it is a draft that never was finished."""
    return line is not None and state_of(line) == DRAFTS and line.record.revision == 1


def state_of(line: RecordLine) -> str:
    """How a record stands, as the filter names it."""
    if line.record.state is RecordState.DRAFT:
        return DRAFTS
    if line.stage is Stage.ARCHIVED:
        return ARCHIVED
    if line.stage in FINAL_COPY:
        return FINAL
    if line.handed_over:
        return HANDED
    return FOR_TEAM if line.stays else TO_HAND_OVER


def _has(line: RecordLine, words: Sequence[str]) -> bool:
    record = line.record
    said = words_of(f"{line.school_name} {record.title} {record.reference} {in_words(record.on)}")
    return all(any(one.startswith(word) for one in said) for word in words)


def _row(line: RecordLine) -> Line:
    record = line.record
    return Line(
        record.id,
        (
            Cell(line.school_name, look="strong"),
            Cell(record.title, record.reference),
            Cell(in_words(record.on)),
            _state_cell(line),
            Cell(str(record.revision)),
        ),
    )


def _state_cell(line: RecordLine) -> Cell:
    state = state_of(line)
    words, kind, icon = _CHIPS[state]
    if state == HANDED:
        words, kind, icon = _handed(line)
    return Cell(words, look="chip", kind=kind, icon=icon)


def _handed(line: RecordLine) -> tuple[str, str, str]:
    """What the school answered; until it has, the day on which it was handed over."""
    if line.stage is Stage.CORRECTION:
        return line.stage.label, "due", "pencil"
    if line.stage in ANSWERS:
        return f"{line.stage.label}, to make final", "due", "check"
    day = f" {in_words(line.handed_over.date())}" if line.handed_over else ""
    return f"Handed over{day}", "done", "check"
