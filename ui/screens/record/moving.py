"""Where the person is in the open record, and the ways to another place in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from app.forms.definition import Effect, Section
from app.forms.refs import without_rows
from app.usecases.readiness import section_of
from ui.history import Step
from ui.live_record import LiveRecord
from ui.screens.record.gaps import next_gap
from ui.screens.record.outline import SectionTally, tallies
from ui.screens.record.panes import Panes
from ui.widgets.announce import announce

_LOOK_AGAIN = 120  # milliseconds after an answer until progress and gaps are counted again
_KEEP_PLACE = 1_000  # milliseconds after the keyboard moved until the place is kept


class Moving(QObject):
    """Shows sections of `live` in the panes, and goes to questions of any of them."""

    def __init__(self, panes: Panes, parent: QObject) -> None:
        super().__init__(parent)
        self.live: LiveRecord | None = None
        self._panes = panes
        self._last_gap = ("", "")  # where the keyboard stood once it had led to which gap
        self._tallies: tuple[SectionTally, ...] = ()
        self._stale = True
        self._looking = self._timer(_LOOK_AGAIN, self.look)
        self._placing = self._timer(_KEEP_PLACE, self.keep_place)
        self._connect()

    def begin(self, live: LiveRecord, ref: str) -> None:
        """Show `live` at the question `ref`, or where the person was, or at its first question."""
        if self.live is not live:
            self._stale = True
            self._panes.sections.show_all()
            live.changed.connect(self._follow)
            live.saved.connect(self.keep_place)  # words and place go together, whatever comes
            live.rows_changed.connect(self._rows_changed)
        self.live = live
        self._panes.sections.set_locked(locked=not live.is_draft)
        place, _at, cursor = live.place.partition("@")
        ref = ref or place
        self.show_section(self.section_at(ref) or self.asked_sections()[0])
        if not (ref and self._panes.page.go_to(ref, int(cursor or 0))):
            self.enter()

    def end(self) -> None:
        """Part with the record."""
        live = self.live
        if live is not None:
            live.changed.disconnect(self._follow)
            live.saved.disconnect(self.keep_place)
            live.rows_changed.disconnect(self._rows_changed)
            self._panes.page.clear()
        self.live = None

    def show_section(self, section: Section) -> None:
        """Show another section, once what was written is on its way to be kept."""
        assert self.live is not None
        self.live.flush()
        self._panes.page.show_section(self.live, section)
        if self._stale:
            self.look()
        else:
            self._show_tallies(section)

    def choose(self, path: str) -> None:
        """Go to the beginning of the section at `path`, or to the prompt that stands there."""
        section = self.section_at(path)
        if section is not None and section.path != path:
            self.go_to(path)
        elif section is not None:
            self.show_section(section)
            self.enter()

    def go_to(self, ref: str, place: int = 0) -> bool:
        """Give the keyboard to the question at `ref`; False where the form has no such place."""
        page = self._panes.page
        section = self.section_at(ref) if ref else None
        if section is None:
            return False
        if section is not page.section:
            self.show_section(section)
        return page.go_to(ref, place)

    def come_back(self) -> None:
        """Give the keyboard back to the question that had it."""
        page = self._panes.page
        if not (page.current_ref and page.go_to(page.current_ref, page.place)):
            self.enter()

    def turn(self, by: int, *, last: bool = False) -> bool:
        """Go to the neighbouring section; False where there is none."""
        sections, here = self.asked_sections(), self._panes.page.section
        at = sections.index(here) + by if here in sections else 0
        if not 0 <= at < len(sections):
            return False
        self.show_section(sections[at])
        self.enter(last=last)
        return True

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) question, in the neighbouring section if need be."""
        if not self._panes.page.step(by):
            self.turn(by, last=by < 0)

    def jump(self) -> None:
        """Go to the next gap."""
        live = self.live
        if live is not None:
            page = self._panes.page
            stands, gap = self._last_gap
            # A repeat without rows has no question that could say where the keyboard is.
            here = gap if gap and stands == page.current_ref else page.current_ref
            gap = next_gap(live.opened.definition, live.session, here)
            self.go_to(gap)
            self._last_gap = (page.current_ref, gap)

    def undo(self) -> None:
        """Take back what was last done to the answers, and go there."""
        self._show_step(self.live.undo() if self.live else None, "undone", "Nothing to undo")

    def redo(self) -> None:
        """Do again what was last taken back, and go there."""
        self._show_step(self.live.redo() if self.live else None, "done again", "Nothing to redo")

    def enter(self, *, last: bool = False) -> None:
        """Give the keyboard to a question; where none takes it, to the sections."""
        if not self._panes.page.enter(last=last):
            self._panes.sections.list.setFocus()

    def look(self) -> None:
        """Count again how far the record is."""
        live, section = self.live, self._panes.page.section
        if live is None or section is None:
            return
        self._tallies = tallies(live.opened.definition, live.session, live.rows)
        self._stale = False
        if section.path not in {tally.path for tally in self._tallies}:
            self.turn(0)
            return
        self._show_tallies(section)

    def _show_tallies(self, section: Section) -> None:
        assert self.live is not None
        self._panes.show_tallies(self._tallies, section.path)
        self._panes.show_lead(f"{self.live.opened.school.name} · {self._panes.progress.words}")

    @Slot()
    def keep_place(self) -> None:
        """Keep where the person is, for this laptop."""
        live, page = self.live, self._panes.page
        self._placing.stop()
        place = f"{page.current_ref}@{page.place}"
        if live is not None and page.current_ref and place != live.place:
            live.keep_place(place)

    def asked_sections(self) -> list[Section]:
        """The sections that are asked now."""
        assert self.live is not None
        live = self.live
        return [s for s in live.opened.definition.sections if live.session.is_relevant(s.path)]

    def section_at(self, ref: str) -> Section | None:
        """The section that a place stands in."""
        if self.live is None or not ref:
            return None
        return section_of(self.live.opened.definition, without_rows(ref))

    def _connect(self) -> None:
        panes, page = self._panes, self._panes.page
        panes.section_asked.connect(self.choose)
        panes.sections.state_asked.connect(self._set_state)
        panes.day.answered.connect(page.show_answer)
        panes.sections.next_gap_asked.connect(self.jump)
        page.previous_asked.connect(lambda: self.turn(-1))
        page.next_asked.connect(lambda: self.turn(1))
        page.focus_moved.connect(self._focus_moved)

    def _follow(self, ref: str, effect: Effect) -> None:
        self._stale = True
        self._panes.page.follow(ref, effect)
        self._looking.start()

    def _rows_changed(self) -> None:
        self._stale = True
        self._looking.start()

    def _set_state(self, ref: str, value: str) -> None:
        if self.live is not None:
            self.live.answer(ref, value)
            self._panes.page.show_answer(ref)
            self.look()

    def _show_step(self, step: Step | None, what: str, nothing: str) -> None:
        page, live = self._panes.page, self.live
        if step is None or live is None:
            announce(page, nothing)
            return
        for ref, _effect in step.acts:
            page.show_answer(ref)
        if step.ref == self._panes.side.notes.ref:
            self._panes.side.notes.go_to(step.place)
        elif page.scope.go_to(step.ref):
            page.scope.refresh()
        elif not (step.row and self.go_to(step.row)):
            self.go_to(step.ref, step.place)
        announce(page, f"{live.session.label(step.ref)}: {what}")

    def _focus_moved(self, ref: str) -> None:
        if self.live is not None:
            self.live.history.close()
        card = self._panes.page.current_card
        if card is not None:
            self._panes.side.last.show_card(card, ref)
        self._panes.sections.show_here(ref)
        self._placing.start()

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer
