"""The record editor: sections on the left, questions in the middle, what is known on the right.

What it is made of: `panes` (how the parts stand), `moving` (where the person is, and the ways to
another place), `finding` (words in the record), `acting` (what is done with the record),
`together` (two people in it), `arriving` (what others write meanwhile), `asked_words` (what the
school asks to correct), `counting` (which visit it counts as), `version` (a newer version of its
form), `news` (what is said of its keeping).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.changes import Done
from app.domain.components import is_audit
from app.parts import App
from app.usecases.at_work import begin_work, end_work
from app.usecases.opened import OpenRecord, live_session, open_record
from app.usecases.records import reopen_record
from ui.changes import Changes
from ui.commands import Act
from ui.failures import Failures
from ui.live_record import LiveRecord
from ui.panels.panel import Panel
from ui.places import Navigator, Place, RecordPage
from ui.screen import Layout, Screen
from ui.screens.record.acting import Acting
from ui.screens.record.arriving import Arriving
from ui.screens.record.asked_words import AskedWords
from ui.screens.record.counting import Counting
from ui.screens.record.find_bar import FindBar
from ui.screens.record.form_version import FormVersion
from ui.screens.record.languages import Languages
from ui.screens.record.moving import Moving
from ui.screens.record.panes import Panes
from ui.screens.record.saving import SavingNews
from ui.screens.record.together import Together
from ui.screens.record.undo_keys import UndoKeys
from ui.screens.record.words import about, finished_words, is_visit
from ui.tasks import Lanes
from ui.widgets.banner import BannerHost
from ui.widgets.status_line import StatusLine
from ui.widgets.text_box import pen_of

_FINISHED = "finished"


class RecordScreen(Screen):
    """One record, a section at a time. Everything entered is kept as it is written.

    `record_shown(live)` follows once a record is on screen, for what goes with a record.
    """

    record_shown = Signal(object)

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
        self._noted_open = ""
        self.finding = FindBar()
        self.column.addWidget(self.finding)
        self.counting = Counting(app, lanes, failures, self)
        self.panes = Panes(self, self._panel)
        self.column.addWidget(self._banners)
        self.moving = Moving(self.panes, self)
        self.languages = Languages(self.header, self.panes, self.moving)
        self._undo_keys = UndoKeys(self._is_answer, self)
        self.version = FormVersion(app, lanes, self._banners, failures, self.panes.sections)
        self.together = Together(app, lanes, self._banners, self.panes)
        self.arriving = Arriving(app, lanes, self._banners, self.panes, self._changes)
        self.asked_words = AskedWords(app, lanes, self._banners, self)
        self.acting = Acting(lambda: self.live, self.panes, self.moving, navigator, failures)
        self._connect()

    # Show

    def show_place(self, place: Place) -> None:
        """Open the record, or go to a question of the one that is open."""
        assert isinstance(place, RecordPage)
        self._wanted = place
        same = self.live is not None and self.live.opened.record.id == place.record_id
        if same and not self._away:
            self.moving.go_to(place.ref)
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
        self._note_open("")
        live, news = self.live, self.news
        if live is None or news is None:
            return
        self.moving.keep_place()
        live.flush()
        if not live.settled:
            self._unsettled[live.opened.record.id] = (live, news)

    def may_close(self, close: Callable[[], object]) -> bool:
        """Whether the window may close now; otherwise `close` is called once all is kept."""
        waiting = next(self._waiting(), None)
        if waiting is None:
            return True
        live, news = waiting

        def decide(saved: bool) -> None:  # noqa: FBT001 - what the autosave tells
            if saved or news.ask_to_lose():
                self._lose(live)
                close()

        live.flush(decide)
        return False

    def _waiting(self) -> Iterator[tuple[LiveRecord, SavingNews]]:
        """Records with words that are not kept yet: the one on show, and those left before."""
        if self.live is not None and self.news is not None and not self.live.settled:
            yield self.live, self.news
        yield from ((live, news) for live, news in self._unsettled.values() if not live.settled)

    def _lose(self, live: LiveRecord) -> None:
        self._unsettled.pop(live.opened.record.id, None)
        if live is self.live:
            self.moving.keep_place()
            self.live = self.moving.live = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.finding.isHidden():
            self.finding.close_bar()
            return
        super().keyPressEvent(event)

    def set_layout(self, mode: Layout) -> None:
        """Three panels side by side, narrower ones, or the questions alone."""
        super().set_layout(mode)
        self.panes.set_layout(mode)
        self.counting.set_roomy(roomy=mode is Layout.WIDE)
        self.moving.look()

    def panels(self) -> Sequence[QWidget]:
        """Sections, questions, and what is known."""
        return self.panes.panels()

    def answers(self) -> Mapping[str, Act]:
        """What the keys do while a record is open."""
        if self.live is None:
            return {}
        acts: dict[str, Act] = {
            "next_question": lambda: self.moving.step(1),
            "previous_question": lambda: self.moving.step(-1),
            "next_gap": self.moving.jump,
            "find_in_record": self.finding.open_bar,
            "next_found": lambda: self.finding.step(1),
            "previous_found": lambda: self.finding.step(-1),
            "finish_on_site": self.acting.finish,
            "preview_pdf": self.acting.finish,
            **self.together.acts(),
            **self.version.acts(),
            **self.counting.acts(),
        }
        if self.live.is_draft:
            pen = pen_of(self)
            acts |= {"undo": self.moving.undo, "redo": self.moving.redo}
            if self.live.opened.record.revision == 1:
                acts["discard_draft"] = self.acting.discard
            acts |= pen.acts() if pen is not None else {}
        if self.acting.actions_ref() and self.live.is_draft:
            acts["make_action"] = lambda: self.acting.make_action(self.panes.page.current_ref)
        for number, tab in enumerate(self.panes.beside.offered, 1):
            acts[f"tab_{number}"] = partial(self.panes.show_tab, tab)
        if self.panes.side.notes.ref:
            acts["quick_notes"] = self.panes.show_notes
        return acts

    def hints(self) -> Sequence[str]:
        """The keys that the status bar names."""
        return [key for key in ("next_question", "make_action", "help") if key in self._known()]

    def _known(self) -> set[str]:
        return {*self.answers(), "help"}

    def _connect(self) -> None:
        parts = (self.version, self.finding, self.together, self.arriving, self.asked_words)
        for part in (*parts, self.counting):
            self.record_shown.connect(part.show_record)
        self.arriving.anew_asked.connect(self._read_anew)
        self.arriving.came.connect(self.together.read_clashes)
        self.version.moved.connect(self._reopened)
        self.version.changed.connect(self.keys_changed)
        self.finding.went.connect(self.moving.go_to)
        self.finding.closed.connect(self.moving.come_back)
        self.together.wrote.connect(self.wrote)
        self.together.changed.connect(self.keys_changed)
        self.counting.changed.connect(self.keys_changed)
        self.panes.side.open_asked.connect(lambda *to: self._navigator.go(RecordPage(*to)))

    # Opening

    def _opened(self, opened: OpenRecord) -> None:
        if opened.record.id != self._wanted.record_id or self._away:
            return
        session = live_session(self._app, opened)
        live = LiveRecord(self._app, self._lanes, opened, session, self)
        news = SavingNews(live, self._lanes, self._status, self._failures, self._changes, self)
        self._show_live(live, news)

    def _read_anew(self) -> None:
        """Read the record again from what is kept, once all that is on screen is."""
        live = self.live
        if live is None:
            return
        place = RecordPage(live.opened.record.id, self.panes.page.current_ref)

        def again() -> None:
            self.leave()
            self.show_place(place)

        live.once_kept(again)

    def _not_opened(self, error: Exception) -> None:
        self._away = True
        self._failures.present(error)

    def _show_live(self, live: LiveRecord, news: SavingNews) -> None:
        if self.live is not live:
            self._let_go()
        self.live, self.news = live, news
        opened = live.opened
        self._note_open(opened.record.id if live.is_draft else "")
        self.header.set_words(opened.school.name, about(opened))
        self.panes.side.show_record(live)
        day = self.panes.day.show_record(live, self._lanes)
        paper = self.panes.paper.show_record(live, self._lanes)
        self.panes.beside.offer(day=day, paper=paper)
        form_id = opened.record.form_id
        self.panes.show_kind(visit=is_visit(form_id), audit=is_audit(form_id))
        self._show_finished(opened)
        self.languages.take(live)
        self.moving.begin(live, self._wanted.ref)
        self.record_shown.emit(live)
        self.keys_changed.emit()
        self.retitled.emit(f"{opened.school.name}, {opened.record.title}")

    def _note_open(self, record_id: str) -> None:
        """Keep which draft is open, blank for none: after a crash it is offered first."""
        if record_id != self._noted_open:
            self._noted_open = record_id
            work = (
                partial(begin_work, self._app, record_id)
                if record_id
                else partial(end_work, self._app)
            )
            self._lanes.run(work, done=lambda _: None, failed=lambda _: None)

    def _let_go(self) -> None:
        """Part with the record that was on screen; one with words to keep lives until they are."""
        live, news = self.live, self.news
        if live is None or news is None:
            return
        self.moving.end()
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
            actions = ((again, self._reopen), ("Open PDF page", self.acting.open_pdf_page))
            words = finished_words(opened.record)
            self._banners.show_banner("done", words, actions, key=_FINISHED, stays=True)

    def _reopen(self) -> None:
        if self.live is not None:
            record_id = self.live.opened.record.id
            self._lanes.run(
                reopen_record, self._app, record_id, done=self._reopened, failed=self._not_opened
            )

    def _reopened(self, done: Done[OpenRecord]) -> None:
        self._changes.changed.emit(done.changes, self)
        self._wanted = RecordPage(done.value.record.id, self.panes.page.current_ref)
        self._opened(done.value)

    def _is_answer(self, widget: QWidget) -> bool:
        """Whether what is written in `widget` is an answer, which the record undoes as one."""
        block = self.panes.page.current_block
        notes = self.panes.side.notes.box
        return widget is notes or (block is not None and block.isAncestorOf(widget))

    def _panel(self, live: LiveRecord, name: str, ref: str) -> Panel | None:
        return self.acting.panel(live, name, ref)
