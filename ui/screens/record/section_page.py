"""The section on screen: its cards in a column, drawn as far as they are seen, then the rest."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.forms.definition import Effect, Section
from ui.live_record import LiveRecord
from ui.panels.panel import Panel
from ui.questions.block import QuestionBlock
from ui.screens.record.cards import MakePanel, RecordCard
from ui.screens.record.outline import CardPlan, SectionTally, cards_of
from ui.screens.record.scope_strip import ScopeStrip
from ui.widgets.buttons import Button
from ui.widgets.cards import ScrollBody
from ui.widgets.tab_order import follow_layout
from ui.widgets.text import Words

_AT_ONCE = 0.045  # seconds spent on cards before the page is shown
_SLICE = 0.012  # seconds spent on further cards between two events
_LONG_TITLE = 32  # letters, from which a section's title takes several lines
_NEAR = 60  # pixels kept free above and below what was gone to


class SectionPage(ScrollBody):
    """One section of a live record.

    `focus_moved(ref)` tells which question has the keyboard now; `previous_asked` and `next_asked`
    wish for the neighbouring section, `action_asked(ref)` for an action made from a question,
    `at_risk_asked` to be told whom to tell of a child at risk, `clash_asked` to choose between
    what two people entered.
    """

    focus_moved = Signal(str)
    previous_asked = Signal()
    next_asked = Signal()
    action_asked = Signal(str)
    at_risk_asked = Signal()
    clash_asked = Signal()

    def __init__(self, make_panel: MakePanel) -> None:
        super().__init__("Questions")
        self.section: Section | None = None
        self.cards: list[RecordCard] = []
        self.lead = Words("", "caption", "text_muted", wrap=True)
        self.title = Words("", "section")
        self.count = Words("", "body", "text_muted")
        self.scope = ScopeStrip()
        self.previous = Button("Previous", "chevron-left")
        self.next = Button("Next section", trailing="chevron-right")
        self.onward = Button("Next section", trailing="chevron-right")
        self._heading = QHBoxLayout()
        self._make_panel = make_panel
        self._live: LiveRecord | None = None
        self._current: RecordCard | None = None
        self._block: QuestionBlock | None = None
        self._held: tuple[QWidget, int] | None = None
        self._pending: list[CardPlan] = []
        self._clashes: Mapping[str, str] = {}
        self._drawing = QTimer(self)
        self._build()
        self._connect()

    def show_section(self, live: LiveRecord, section: Section) -> None:
        """Show `section` from its beginning, in place of the one before."""
        self.clear()
        self._live, self.section = live, section
        self.scope.show_section(live, section)
        self._pending = list(cards_of(section))
        self._draw(_AT_ONCE)
        self.verticalScrollBar().setValue(0)
        self._drawing.start()

    def clear(self) -> None:
        """Take every card away."""
        self._drawing.stop()
        self._pending = []
        if _has(self, QApplication.focusWidget()):
            self.setFocus()  # or the keyboard would go on from card to card while they are hidden
        self._current = self._block = self._held = None
        for card in self.cards:
            card.release()
            card.hide()
            self._cards.removeWidget(card)
            card.deleteLater()
        self.cards = []

    def show_tally(self, tally: SectionTally, *, first: bool, last: bool) -> None:
        """Show how far the section is, and whether there is one before and after it."""
        self.title.setText(tally.title)
        self._show_length(long=len(tally.title) > _LONG_TITLE)
        self.count.setText(f"{tally.answered} of {tally.asked} answered" if tally.asked else "")
        self.previous.setEnabled(not first)
        self.next.setEnabled(not last)
        self.onward.setVisible(not last)
        for card in self.cards:
            card.refresh()

    def _show_length(self, *, long: bool) -> None:
        """A long title takes several lines, lest the page be wider than its room."""
        self.title.setWordWrap(long)
        for place, takes_room in ((0, long), (2, not long)):
            self._heading.setStretch(place, 1 if takes_room else 0)

    def set_compact(self, *, compact: bool) -> None:
        """Leave out what the header says where it is compact."""
        for widget in (self.title, self.count, self.previous, self.next):
            widget.setVisible(not compact)

    def show_lead(self, words: str) -> None:
        """Say above the title where one is, for windows whose header has no room to."""
        self.lead.setText(words)
        self.lead.setVisible(bool(words))

    def follow(self, ref: str, effect: Effect) -> None:
        """Show what an act changed; the answer to `ref` was given here or elsewhere."""
        if effect.shown or effect.hidden or effect.rows:
            self.hold_place()
        self.scope.follow(ref, effect)
        for card in self.cards:
            card.follow(effect)
            block = card.block_of(ref) if ref else None
            if block is not None and block is not self._block and self._live is not None:
                block.show_value(self._live.session.value(ref))
        if effect.shown:
            self._let_in()

    def show_clashes(self, notes: Mapping[str, str]) -> None:
        """Say at these questions, by ref, what somebody else entered too."""
        self._clashes = dict(notes)
        for card in self.cards:
            self._mark_clashes(card)

    def hold_place(self) -> None:
        """Keep what has the keyboard where it is seen, while what stands above it grows."""
        held = self._block or self._current
        if held is None or not _has(held, QApplication.focusWidget()):
            return
        self._held = (held, held.mapTo(self.viewport(), QPoint()).y())

    def show_answer(self, ref: str) -> None:
        """Show the answer to `ref` as the form has it now, also where it is being written."""
        for card in self.cards:
            block = card.block_of(ref)
            if block is not None and block.ref == ref and self._live is not None:
                block.show_value(self._live.session.value(ref))

    def go_to(self, ref: str, place: int = 0) -> bool:
        """Give the keyboard to the question at `ref`; False where it is not on this page."""
        card = self._card_of(ref)
        if card is None:
            return False
        block, button = card.entry(ref), card.first_row_button(ref)
        if button is not None:
            _enter(button)
            self._reveal(button)
        elif block is not None:
            block.editor.go_to(place)
            self._reveal(block)
        else:
            _enter(next(iter(card.stops()), card))
            self._reveal(card)
        return True

    def step(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) question; False at the end of the section."""
        self._draw(None)
        stops = self._stops()
        focused = QApplication.focusWidget()
        here = next((at for at, stop in enumerate(stops) if _has(stop, focused)), None)
        if here is None:
            here = self._stop_near(stops, by)
        there = here + by
        if not 0 <= there < len(stops):
            return False
        self._enter_stop(stops[there])
        return True

    def enter(self, *, last: bool = False) -> bool:
        """Give the keyboard to the first question, or to the last; False where none takes it."""
        if last:
            self._draw(None)
        stops = self._stops()
        while not stops and self._pending:  # notes alone so far: nothing there to answer
            self._draw_card(self._pending.pop(0))
            stops = self._stops()
        if stops and last:
            self._enter_stop(stops[-1])
        elif stops:
            _enter(stops[0])
            self.verticalScrollBar().setValue(0)
        # The window's own, for a dialog that is just closing may still have the keyboard.
        return any(_has(stop, self.window().focusWidget()) for stop in stops)

    def panel_at(self, ref: str) -> Panel | None:
        """The panel that stands at `ref`."""
        card = self._card_of(ref)
        return card.content if card is not None and isinstance(card.content, Panel) else None

    @property
    def current_ref(self) -> str:
        """The question that has, or last had, the keyboard; blank where none had."""
        if self._block is not None:
            return self._block.ref
        return self._current.ref if self._current is not None else ""

    @property
    def current_block(self) -> QuestionBlock | None:
        """The question that has, or last had, the keyboard."""
        return self._block

    @property
    def current_card(self) -> RecordCard | None:
        """The card that has, or last had, the keyboard."""
        return self._current

    @property
    def place(self) -> int:
        """Where the cursor is in the current question."""
        return self._block.editor.place() if self._block is not None else 0

    def _build(self) -> None:
        words = self._heading
        words.setSpacing(8)
        words.addWidget(self.title)
        words.addWidget(self.count)
        words.addStretch(1)
        words.addWidget(self.previous)
        words.addWidget(self.next)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(self.column.spacing())
        self.column.addWidget(self.lead)
        self.column.addLayout(words)
        self.column.addWidget(self.scope)
        self.column.addLayout(self._cards)
        self.column.addWidget(self.onward, 0, Qt.AlignmentFlag.AlignRight)
        self.column.addStretch(1)
        self.lead.hide()

    def _connect(self) -> None:
        self.previous.clicked.connect(self.previous_asked)
        self.next.clicked.connect(self.next_asked)
        self.onward.clicked.connect(self.next_asked)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._keep_held)
        bar.actionTriggered.connect(self._let_go)  # the person scrolls
        self.caret.scrolled.connect(self._let_go)
        self._drawing.setInterval(0)
        self._drawing.timeout.connect(lambda: self._draw(_SLICE))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def _let_in(self) -> None:
        """Have Tab come to what was just asked: it is drawn and shown at once, and in its place."""
        self._draw(None)
        for card in self.cards:
            card.refresh()
        follow_layout(self.holder)

    def _draw(self, seconds: float | None) -> None:
        """Draw cards that are not drawn yet, for so long, or (None) all of them."""
        began = time.monotonic()
        while self._pending and (seconds is None or time.monotonic() - began < seconds):
            self._draw_card(self._pending.pop(0))
        if not self._pending:
            self._drawing.stop()

    def _draw_card(self, plan: CardPlan) -> None:
        assert self._live is not None
        assert self.section is not None
        root = self.section.path.partition("#")[0]  # later pages of loose questions have a number
        card = RecordCard(self._live, plan, root, self._make_panel)
        card.action_asked.connect(self.action_asked)
        card.at_risk_asked.connect(self.at_risk_asked)
        self.cards.append(card)
        self._cards.addWidget(card)
        card.show()  # at once, so that it can be given the keyboard
        card.refresh()
        self._mark_clashes(card)

    def _mark_clashes(self, card: RecordCard) -> None:
        for block in card.blocks():
            block.show_clash(self._clashes.get(block.ref, ""), self.clash_asked.emit)

    def _card_of(self, ref: str) -> RecordCard | None:
        while True:
            for card in self.cards:
                if card.holds(ref):
                    return card
            if not self._pending:
                return None
            self._draw_card(self._pending.pop(0))

    def _stops(self) -> list[QWidget]:
        shown = (card for card in self.cards if not card.isHidden())
        stops = (stop for card in shown for stop in card.stops())
        return [stop for stop in stops if stop.isEnabled() and _taker(stop) is not None]

    def _enter_stop(self, stop: QWidget) -> None:
        _enter(stop)
        card = next((card for card in self.cards if card.isAncestorOf(stop)), None)
        if card is not None:
            self._reveal(card if card.height() < self.viewport().height() else stop)

    def _reveal(self, widget: QWidget) -> None:
        self._held = None
        # The layout of what was just drawn is settled first, or its place is not known yet.
        self.column.activate()
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget, 0, _NEAR))

    @Slot()
    def _keep_held(self) -> None:
        """The page grew or shrank: bring what is held back to where it was seen."""
        if self._held is not None:
            widget, before = self._held
            moved = widget.mapTo(self.viewport(), QPoint()).y() - before
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    @Slot()
    def _let_go(self) -> None:
        self._held = None

    def _stop_near(self, stops: list[QWidget], by: int) -> int:
        """Where to step from while the keyboard is on no stop: the current card, or the start."""
        card = self._current
        inside = [at for at, stop in enumerate(stops) if card and card.isAncestorOf(stop)]
        if inside:
            return inside[-1 if by < 0 else 0] + (1 if by < 0 else 0)
        return -1 if by > 0 else len(stops)

    @Slot("QWidget*", "QWidget*")
    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._held = None
        card = next((card for card in self._cards_around(new) if _has(card, new)), None)
        if self._current is not None and card is not self._current and self._went_on(new):
            self._current.leave()
        if card is None:
            return
        if card is not self._current:
            if self._current is not None:
                self._current.set_stripe(shown=False)
            card.set_stripe(shown=True)
        block = next((b for b in card.blocks() if _has(b, new)), None)
        if (card, block) != (self._current, self._block):
            self._current, self._block = card, block
            self.focus_moved.emit(self.current_ref)

    def _went_on(self, new: QWidget | None) -> bool:
        """Whether the keyboard is elsewhere on the page's window, and in no dialog or menu over it.

        From those it comes back to where it was.
        """
        return new is not None and new.window() is self.window()

    def _cards_around(self, new: QWidget | None) -> Iterator[RecordCard]:
        return iter(self.cards if new is not None and self.isAncestorOf(new) else ())


def _has(widget: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (widget is focused or widget.isAncestorOf(focused))


def _enter(widget: QWidget) -> None:
    """Give the keyboard to `widget`, or to the first thing in it that takes it."""
    taker = _taker(widget)
    if taker is not None:
        taker.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _taker(widget: QWidget) -> QWidget | None:
    """What takes the keyboard in `widget`; None where nothing does, as in an empty panel."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        return widget
    inner = (w for w in widget.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return next((w for w in inner if w.isVisibleTo(widget) and w.isEnabled()), None)
