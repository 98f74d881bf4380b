"""The record editor: sections on the left, questions in the middle, what is known on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.changes import Done
from app.domain.components import is_audit
from app.forms.definition import Effect, Section
from app.parts import App
from app.usecases.opened import OpenRecord, live_session, open_record
from app.usecases.readiness import section_of, without_rows
from app.usecases.records import reopen_record
from ui.changes import Changes
from ui.commands import Act
from ui.failures import Failures
from ui.live_record import LiveRecord
from ui.panels.actions import ActionsPanel
from ui.panels.making import panel_for
from ui.panels.panel import Panel
from ui.places import AuditPage, FinishPage, Navigator, Place, RecordPage, SchoolPage
from ui.questions.texts import BoxEditor
from ui.screen import Layout, Screen
from ui.screens.record.gaps import next_gap
from ui.screens.record.outline import SectionTally, tallies
from ui.screens.record.panes import Panes
from ui.screens.record.saving import SavingNews
from ui.screens.record.words import about, action_words, finished_words, is_visit
from ui.tasks import Lanes
from ui.widgets.banner import BannerHost
from ui.widgets.status_line import StatusLine

_LOOK_AGAIN = 120  # milliseconds after an answer until progress and gaps are counted again
_FINISHED = "finished"
_KEEP_PLACE = 1_000  # milliseconds after the keyboard moved until the place is kept


class RecordScreen(Screen):
    """One record, a section at a time. Everything entered is kept as it is written."""

    def __init__(
        self,
        app: App,
        lanes: Lanes,
        navigator: Navigator,
        status: StatusLine,
        failures: Failures,
        changes: Changes | None = None,
    ) -> None:
        super().__init__(back=True)
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._status = status
        self._failures = failures
        self._changes = changes or Changes()
        self.live: LiveRecord | None = None
        self.news: SavingNews | None = None
        self._banners = BannerHost()
        self._unsettled: dict[str, tuple[LiveRecord, SavingNews]] = {}
        self._wanted = RecordPage("")
        self._away = True
        self._tallies: tuple[SectionTally, ...] = ()
        self._looking = self._timer(_LOOK_AGAIN, self._look)
        self._placing = self._timer(_KEEP_PLACE, self._keep_place)
        self.column.addWidget(self._banners)
        self.panes = Panes(self, self._panel)
        self._connect()

    # Show

    def show_place(self, place: Place) -> None:
        """Open the record, or go to a question of the one that is open."""
        assert isinstance(place, RecordPage)
        self._wanted = place
        same = self.live is not None and self.live.opened.record.id == place.record_id
        if same and not self._away:
            self._go_to(place.ref)
            return
        self.leave()
        self._away = False
        kept = self._unsettled.pop(place.record_id, None)
        if kept is not None and not kept[0].settled:  # words of it are on screen only
            self._show_live(*kept)
            return
        self._lanes.run(
            open_record, self._app, place.record_id, done=self._opened, failed=self._not_opened
        )

    def leave(self) -> None:
        """Keep everything, and the place."""
        self._away = True
        live, news = self.live, self.news
        if live is None or news is None:
            return
        self._keep_place()
        live.flush()
        if not live.settled:
            self._unsettled[live.opened.record.id] = (live, news)

    def may_close(self, close: Callable[[], object]) -> bool:
        """Whether the window may close now; otherwise `close` is called once all is kept."""
        live, news = self.live, self.news
        if live is None or news is None or live.settled:
            return True

        def decide(saved: bool) -> None:  # noqa: FBT001 - what the autosave tells
            if saved or news.ask_to_lose():
                self._keep_place()
                self.live = None
                close()

        live.flush(decide)
        return False

    def set_layout(self, mode: Layout) -> None:
        """Three panels side by side, narrower ones, or the questions alone."""
        super().set_layout(mode)
        self.panes.set_layout(mode)
        self._look()

    def panels(self) -> Sequence[QWidget]:
        """Sections, questions, and what is known."""
        return self.panes.panels()

    def answers(self) -> Mapping[str, Act]:
        """What the keys do while a record is open."""
        if self.live is None:
            return {}
        acts: dict[str, Act] = {
            "next_question": lambda: self._step(1),
            "previous_question": lambda: self._step(-1),
            "next_gap": self._jump,
            "finish_on_site": self._finish,
            "preview_pdf": self._finish,
        }
        if self._actions_ref() and self.live.is_draft:
            acts["make_action"] = lambda: self._make_action(self.panes.page.current_ref)
        if self.panes.side.notes.ref:
            acts["quick_notes"] = self.panes.show_notes
        return acts

    def hints(self) -> Sequence[str]:
        """The keys that the status bar names."""
        return [key for key in ("next_question", "make_action", "help") if key in self._known()]

    def _known(self) -> set[str]:
        return {*self.answers(), "help"}

    def _connect(self) -> None:
        panes, page = self.panes, self.panes.page
        panes.section_asked.connect(self._section_chosen)
        panes.finish_asked.connect(self._finish)
        panes.profile_asked.connect(lambda: self._go_once_kept(AuditPage))
        panes.sections.next_gap_asked.connect(self._jump)
        panes.side.copy_asked.connect(self._copy)
        page.previous_asked.connect(lambda: self._turn(-1))
        page.next_asked.connect(lambda: self._turn(1))
        page.action_asked.connect(self._make_action)
        page.focus_moved.connect(self._focus_moved)

    # Opening

    def _opened(self, opened: OpenRecord) -> None:
        if opened.record.id != self._wanted.record_id or self._away:
            return
        session = live_session(self._app, opened)
        live = LiveRecord(self._app, self._lanes, opened, session, self)
        news = SavingNews(live, self._lanes, self._status, self._failures, self._changes, self)
        self._show_live(live, news)

    def _not_opened(self, error: Exception) -> None:
        self._away = True
        self._failures.present(error)

    def _show_live(self, live: LiveRecord, news: SavingNews) -> None:
        if self.live is not live:
            self._let_go()
            live.changed.connect(self._changed_elsewhere)
            live.saved.connect(self._keep_place)  # words and place go together, whatever comes
            live.rows_changed.connect(self._looking.start)
        self.live, self.news = live, news
        opened = live.opened
        self.header.set_words(opened.school.name, about(opened))
        self.panes.side.show_record(live)
        form_id = opened.record.form_id
        self.panes.show_kind(visit=is_visit(form_id), audit=is_audit(form_id))
        self._show_finished(opened)
        place, _at, cursor = live.place.partition("@")
        ref = self._wanted.ref or place
        section = self._section_at(ref) or self._asked_sections()[0]
        self._show_section(section)
        if not (ref and self.panes.page.go_to(ref, int(cursor or 0))):
            self._enter()
        self.keys_changed.emit()
        self.retitled.emit(f"{opened.school.name}, {opened.record.title}")

    def _let_go(self) -> None:
        """Part with the record that was on screen; one with words to keep lives until they are."""
        live, news = self.live, self.news
        if live is None or news is None:
            return
        live.changed.disconnect(self._changed_elsewhere)
        live.saved.disconnect(self._keep_place)
        self.panes.page.clear()
        if live.settled:
            self._unsettled.pop(live.opened.record.id, None)
            news.deleteLater()
            live.deleteLater()

    def _show_finished(self, opened: OpenRecord) -> None:
        self._banners.clear(_FINISHED)
        finished = self.live is not None and not self.live.is_draft
        self.panes.finish.setVisible(not finished)
        if finished:
            again = f"Reopen as revision {opened.record.revision + 1}"
            actions = ((again, self._reopen), ("Open PDF page", self._open_pdf_page))
            words = finished_words(opened.record)
            self._banners.show_banner("done", words, actions, key=_FINISHED, stays=True)

    def _show_section(self, section: Section) -> None:
        assert self.live is not None
        self.live.flush()
        self.panes.page.show_section(self.live, section)
        self._look()

    # Slots

    def _changed_elsewhere(self, ref: str, effect: Effect) -> None:
        self.panes.page.follow(ref, effect)
        self._looking.start()

    def _focus_moved(self, ref: str) -> None:
        card = self.panes.page.current_card
        if card is not None:
            self.panes.side.last.show_card(card, ref)
        self._placing.start()

    def _section_chosen(self, path: str) -> None:
        section = self._section_at(path)
        if section is not None:
            self._show_section(section)
            self._enter()

    def _turn(self, by: int, *, last: bool = False) -> bool:
        """Go to the neighbouring section; False where there is none."""
        sections, here = self._asked_sections(), self.panes.page.section
        at = sections.index(here) + by if here in sections else 0
        if not 0 <= at < len(sections):
            return False
        self._show_section(sections[at])
        self._enter(last=last)
        return True

    def _step(self, by: int) -> None:
        if not self.panes.page.step(by):
            self._turn(by, last=by < 0)

    def _jump(self) -> None:
        live = self.live
        if live is not None:
            here = self.panes.page.current_ref
            ref = next_gap(live.opened.definition, live.session, here)
            self._go_to(ref)

    def _finish(self) -> None:
        self._go_once_kept(FinishPage)

    def _go_once_kept(self, kind: type[FinishPage | AuditPage]) -> None:
        live = self.live
        if live is None:
            return
        record_id = live.opened.record.id

        def go(saved: bool) -> None:  # noqa: FBT001 - what the autosave tells
            if saved:
                self._navigator.go(kind(record_id))

        live.flush(go)

    def _open_pdf_page(self) -> None:
        if self.live is not None:
            self._navigator.go(FinishPage(self.live.opened.record.id))

    def _reopen(self) -> None:
        if self.live is not None:
            record_id = self.live.opened.record.id
            self._lanes.run(
                reopen_record, self._app, record_id, done=self._reopened, failed=self._not_opened
            )

    def _reopened(self, done: Done[OpenRecord]) -> None:
        self._changes.changed.emit(done.changes, self)
        self._wanted = RecordPage(done.value.record.id)
        self._opened(done.value)

    def _copy(self, ref: str, value: str) -> None:
        page = self.panes.page
        card = page.current_card
        block = card.block_of(ref) if card is not None else None
        if block is None or self.live is None:
            return
        if isinstance(block.editor, BoxEditor):
            block.editor.insert(value)
        else:
            self.live.answer(ref, value)
            block.show_value(value)
            block.editor.go_to(len(value))

    def _make_action(self, ref: str) -> None:
        live, actions = self.live, self._actions_ref()
        if live is None or not actions or not live.is_draft:
            return
        words, strand = action_words(live, ref)
        self._go_to(actions)
        panel = self.panes.page.panel_at(actions)
        if isinstance(panel, ActionsPanel) and panel.make(words, strand) is None:
            self._failures.tell("due", panel.add_button.toolTip(), key="actions_full")

    # Helpers

    def _enter(self, *, last: bool = False) -> None:
        """Give the keyboard to a question; where none takes it, to the sections."""
        if not self.panes.page.enter(last=last):
            self.panes.sections.list.setFocus()

    def _go_to(self, ref: str) -> None:
        page = self.panes.page
        section = self._section_at(ref) if ref else None
        if section is None:
            return
        if section is not page.section:
            self._show_section(section)
        page.go_to(ref)

    def _look(self) -> None:
        """Count again how far the record is."""
        live, section = self.live, self.panes.page.section
        if live is None or section is None:
            return
        self._tallies = tallies(live.opened.definition, live.session, live.rows)
        if section.path not in {tally.path for tally in self._tallies}:
            self._turn(0)
            return
        self.panes.show_tallies(self._tallies, section.path)
        self.panes.show_lead(f"{live.opened.school.name} · {self.panes.progress.words}")

    @Slot()
    def _keep_place(self) -> None:
        live, page = self.live, self.panes.page
        self._placing.stop()
        place = f"{page.current_ref}@{page.place}"
        if live is not None and page.current_ref and place != live.place:
            live.keep_place(place)

    def _asked_sections(self) -> list[Section]:
        assert self.live is not None
        live = self.live
        return [s for s in live.opened.definition.sections if live.session.is_relevant(s.path)]

    def _section_at(self, ref: str) -> Section | None:
        if self.live is None or not ref:
            return None
        return section_of(self.live.opened.definition, without_rows(ref))

    def _actions_ref(self) -> str:
        """Where agreed actions stand in the form, blank where it has none."""
        assert self.live is not None
        questions = self.live.opened.definition.questions()
        return next((q.path for q in questions if "panel-actions" in q.appearance), "")

    def _panel(self, live: LiveRecord, name: str, ref: str) -> Panel | None:
        """A panel is made once for a record: its rows may hold words that are not kept yet."""
        if ref not in live.panels and (panel := panel_for(live, name, ref)) is not None:
            panel.school_asked.connect(self._open_school)
            live.panels[ref] = panel
        found = live.panels.get(ref)
        return found if isinstance(found, Panel) else None

    def _open_school(self, tab: str) -> None:
        if self.live is not None:
            self._navigator.go(SchoolPage(self.live.opened.school.urn, tab))

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer
