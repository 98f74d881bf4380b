"""Finish: what is missing, the agreed actions, the PDF, and what happens after that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.changes import Done
from app.domain.follow_through import Stage
from app.errors import NotReadyError
from app.usecases.documents import Preview, preview
from app.usecases.finishing import FinishView, finish_view
from app.usecases.mail import Handed
from app.usecases.outbox import OutboxView
from app.usecases.records import FinishedRecord, finish_record, reopen_record
from ui import theme
from ui.commands import Act
from ui.paper.window import PreviewDialog
from ui.places import FinishPage, Navigator, Outbox, Place, RecordPage
from ui.posting.errand import Errand
from ui.posting.posting import Posting
from ui.screen import Layout, Screen
from ui.screens.finish.agreed import AgreedCard
from ui.screens.finish.checks import CheckCard, LooksCard
from ui.screens.finish.errand import errand_of
from ui.screens.finish.follow import FollowCard
from ui.screens.finish.following import Following
from ui.screens.finish.hand_over import HandOverCard
from ui.screens.finish.preview import PreviewPanel
from ui.screens.finish.steps import StepsCard
from ui.tasks import Lanes
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.cards import ScrollBody
from ui.widgets.flow import EqualGrid
from ui.widgets.form_dialog import still_there

if TYPE_CHECKING:
    from app.parts import App

PANEL = 368  # pixels of the document's panel
PANEL_NARROW = 320
MANY_GAPS = 3
TO_SCHOOL = "To: those at the school who receive notes, usually the head."
TO_TEAM = "For the project’s team: no school is sent this."
MAIN_BUTTON, FIRST_GAP, NEXT_STEP = "main button", "first gap", "next step"
WAYS_TO_SEND, WHERE_IT_WAS = "ways to send", "where it was"


class FinishScreen(Screen):
    """One record before and after it is finished. `export_asked(ids)` wants its data."""

    export_asked = Signal(tuple)

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator) -> None:
        super().__init__("Finish visit", back=True)
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._record_id = ""
        self._keyboard_to = ""
        self._view: FinishView | None = None
        self._preview: Preview | None = None
        self._look_wanted = False
        self._was_on: QWidget | None = None
        self.look = Button("Preview PDF", "file-text")
        self.mail = Button("E-mail draft", "mail")
        self.send = Button("Send", "mail", "main")
        self.finish = Button("Finish on site", "check", "main")
        self.body = ScrollBody("Finish visit")
        self.check = CheckCard()
        self.looks = LooksCard()
        self.hand_over = HandOverCard()
        self.agreed = AgreedCard()
        self.steps = StepsCard()
        self.follow = FollowCard()
        self.panel = PreviewPanel(lanes)
        self.posting = Posting(app, lanes, self)
        self.following = Following(app, lanes, self)
        self._before = QWidget()
        self._side = QWidget()
        self._build()
        self._connect()

    def show_place(self, place: Place) -> None:
        if isinstance(place, FinishPage):
            if place.record_id != self._record_id:
                self._clear()
            self._record_id = place.record_id
            self._keyboard_to = MAIN_BUTTON
            self.check.show_refused("")
            self._load()

    def answers(self) -> Mapping[str, Act]:
        if self._view is None:
            return {}
        own: dict[str, Act] = {"preview_pdf": self._show_preview}
        if self._view.is_finished:
            own["export_records"] = self._export
        else:
            own["finish_on_site"] = self._finish
        return own

    def hints(self) -> Sequence[str]:
        finished = self._view is not None and self._view.is_finished
        return ("preview_pdf", "back") if finished else ("preview_pdf", "finish_on_site", "back")

    def panels(self) -> Sequence[QWidget]:
        return (self.body, self.panel)

    def set_layout(self, mode: Layout) -> None:
        super().set_layout(mode)
        self.body.set_narrow(narrow=mode is not Layout.WIDE)
        beside = mode is not Layout.COMPACT
        if beside:
            margins = self.body.column.contentsMargins()
            margins.setRight(theme.space("gap_between_cards"))
            self.body.column.setContentsMargins(margins)
        self._side.setVisible(beside)
        self.panel.setFixedWidth(PANEL if mode is Layout.WIDE else PANEL_NARROW)
        self._show_buttons()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The second press of two on the button that led here must not finish the record."""
        return event.type() == QEvent.Type.MouseButtonDblClick

    def follow_outbox(self, outbox: OutboxView) -> None:
        """Read the record anew where a message of it got on."""
        view = self._view
        if view is None or not self.isVisible():
            return
        ours = tuple(item for item in outbox.items if item.record_id == self._record_id)
        if ours != view.outbox.items:
            self._lanes.run(finish_view, self._app, self._record_id, done=self._show)

    def _build(self) -> None:
        self.header.add(self.look, self.mail, self.send, self.finish)
        gap = theme.space("gap_between_cards")
        grid = EqualGrid(self._before, (2, 1), self._narrowest_check, gap=gap)
        grid.addWidget(self.check)
        grid.addWidget(self.looks)
        for card in (self._before, self.follow, self.hand_over, self.agreed, self.steps):
            self.body.column.addWidget(card)
        self.body.column.addStretch(1)
        beside = QHBoxLayout(self._side)
        beside.setContentsMargins(2, 16, theme.space("page_margin"), 16)
        beside.addWidget(self.panel)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.body, 1)
        row.addWidget(self._side)
        self.column.addLayout(row, 1)
        self._show_buttons()

    def _narrowest_check(self) -> float:
        """Side by side while little is missing; many gaps are read more easily line by line."""
        many = self._view is not None and len(self._view.gaps) > MANY_GAPS
        return theme.em() * (1000 if many else 20)

    def _connect(self) -> None:
        self.look.clicked.connect(self._show_preview)
        self.finish.clicked.connect(self._finish)
        self.finish.installEventFilter(self)
        self.hand_over.export_asked.connect(self._export)
        self.hand_over.reopen_asked.connect(self._reopen)
        self.hand_over.save_asked.connect(
            lambda made_as: self._hand_over(partial(self.posting.save, made_as))
        )
        self.mail.clicked.connect(lambda: self._hand_over(self.posting.write))
        self.send.clicked.connect(lambda: self._hand_over(self.posting.send))
        self.hand_over.outbox_asked.connect(lambda: self._navigator.go(Outbox()))
        self.check.place_asked.connect(self._go_to)
        self.looks.place_asked.connect(self._go_to)
        self.hand_over.folder_asked.connect(
            lambda: self._post(lambda view: self.posting.show_folder(view.files))
        )
        self.hand_over.remove_asked.connect(
            lambda: self._post(lambda view: self.posting.remove(view.files))
        )
        self.hand_over.link_asked.connect(self.posting.open_link)
        self.hand_over.by_hand_asked.connect(self.posting.sent_by_hand)
        self._connect_follow()
        self.posting.school_asked.connect(self._navigator.go)
        self.posting.handed.connect(self._show_handed)
        self.posting.began.connect(self._show_busy)
        self.posting.ended.connect(self._posted)
        self.posting.told.connect(self.told)
        self.posting.wrote.connect(self.wrote)

    def _connect_follow(self) -> None:
        self.follow.step_asked.connect(
            lambda stage: self._post(lambda view: self.following.keep(view, Stage(stage)))
        )
        self.follow.read_asked.connect(lambda: self._post(self.following.ask_read))
        self.follow.answer_asked.connect(lambda: self._post(self.following.ask_answer))
        self.follow.sent_asked.connect(lambda: self._post(self.following.ask_sent))
        self.follow.reopen_asked.connect(self._reopen)
        self.follow.back_asked.connect(lambda: self._post(self.following.take_back))
        self.following.kept.connect(self._stepped)
        self.following.told.connect(self.told)
        self.following.wrote.connect(self.wrote)

    def _clear(self) -> None:
        self._view = None
        self._preview = None
        self._look_wanted = False
        self._show_handed(None)
        self.panel.view.number = 1
        self.panel.view.show_waiting("")
        self.panel.file_name.setText("")
        self.panel.to.setText("")

    def _load(self) -> None:
        self._lanes.run(finish_view, self._app, self._record_id, done=self._show)
        self._picture()

    def _show(self, view: FinishView) -> None:
        if view.record.id != self._record_id:
            return
        self._view = view
        title = f"Finished {view.noun}" if view.is_finished else f"Finish {view.noun}"
        self.header.set_words(title, f"{view.school_name} · {view.visit_words}")
        self.header.set_compact(compact=self.layout_mode is Layout.COMPACT)
        self._before.setVisible(not view.is_finished)
        for card in (self.hand_over, self.follow):
            card.setVisible(view.is_finished)
        self.steps.setVisible(not view.is_finished)
        if view.is_finished:
            self.hand_over.show_view(view)
            self.follow.show_view(view.follow)
        else:
            self.check.show_view(view)
            self.looks.show_view(view)
        self.agreed.show_view(view)
        self._show_steps()
        self._show_reader()
        self._show_buttons()
        self._put_keyboard(view)
        self.retitled.emit(f"{self.title}, {view.school_name}")
        self.keys_changed.emit()

    def _put_keyboard(self, view: FinishView) -> None:
        """On the main button on arrival; on the first gap where finishing was refused.

        After a stage was kept: on what comes next, and never on what takes it back. After the draft
        was made: on the other ways to send it, where they are offered. After the rest: where it
        was, since the buttons lost it while they were busy.
        """
        wanted, self._keyboard_to = self._keyboard_to, ""
        if wanted == FIRST_GAP and view.gaps:
            self.check.focus_first()
            QTimer.singleShot(0, self.check, self._show_why)  # once the lines have their places
        elif wanted and not self._is_put(wanted):
            mail = self.send if view.can_send else self.mail
            after = mail if view.for_school and wanted != NEXT_STEP else self.hand_over.save
            (after if view.is_finished else self.finish).setFocus()

    def _is_put(self, wanted: str) -> bool:
        """Whether the keyboard could be put there."""
        if wanted == NEXT_STEP:
            return self.follow.focus_next()
        if wanted == WAYS_TO_SEND:
            return self.hand_over.focus_other_ways()
        was = self._was_on
        if wanted != WHERE_IT_WAS or was is None or not still_there(was) or not was.isEnabled():
            return False
        was.setFocus()
        return True

    def _show_why(self) -> None:
        self.body.ensureWidgetVisible(self.check.title)

    def _show_reader(self) -> None:
        """Say who the PDF is for, once both it and the record are here."""
        if self._view is not None and self._preview is not None:
            self.panel.to.setText(TO_SCHOOL if self._view.for_school else TO_TEAM)

    def _show_steps(self) -> None:
        if self._view is not None:
            self.steps.show_view(self._view, len(self._preview.pages) if self._preview else 0)

    def _show_buttons(self) -> None:
        view = self._view
        finished = view is not None and view.is_finished
        self.finish.setVisible(not finished)
        self.finish.setText("Finish" if view is not None and not view.on_site else "Finish on site")
        self.finish.setEnabled(view is not None)
        sends = view is not None and finished and view.can_send and view.for_school
        self.send.setVisible(sends)
        self.mail.set_kind("main" if finished and not sends else "plain")
        sendable = view is None or view.for_school
        self.mail.setVisible(sendable and (finished or self.layout_mode is not Layout.COMPACT))
        self.mail.set_reason("" if finished else "Finish on site first: the PDF is made from that.")

    def _picture(self) -> None:
        record_id = self._record_id
        if self._preview is None:
            self.panel.view.show_waiting("Making the PDF …")
        task = self._lanes.slow(lambda _progress: preview(self._app, record_id))
        task.done.connect(lambda made: self._show_picture(record_id, made))
        task.start()

    def _show_picture(self, record_id: str, made: Preview) -> None:
        if record_id == self._record_id:
            self._preview = made
            self.panel.show_preview(made, "")
            self._show_reader()
            self._show_steps()
            if self._look_wanted and self.isVisible():
                self._show_preview()

    def _show_preview(self) -> None:
        """Open the PDF large, once it is made."""
        self._look_wanted = self._preview is None
        if self._preview is not None:
            PreviewDialog(self._lanes, self._preview).open_over(self)

    def _finish(self) -> None:
        if self._view is None or self._view.is_finished or not self.finish.isEnabled():
            return
        self._show_busy("Finishing …")
        self._lanes.run(
            finish_record,
            self._app,
            self._record_id,
            done=self._finished,
            failed=self._not_finished,
        )

    def _finished(self, done: Done[FinishedRecord]) -> None:
        self.wrote.emit(done.changes)
        announce(self, "Finished. The PDF is ready.")
        self._show_busy("")
        self._keyboard_to = MAIN_BUTTON
        self._load()

    def _not_finished(self, error: Exception) -> None:
        self._show_busy("")
        if isinstance(error, NotReadyError):
            self.check.show_refused(str(error))
        else:
            self.told.emit("late", str(error), ())
        self._keyboard_to = FIRST_GAP
        self._load()

    def _reopen(self) -> None:
        self._lanes.run(reopen_record, self._app, self._record_id, done=self._reopened)

    def _export(self) -> None:
        self.export_asked.emit((self._record_id,))

    def _reopened(self, done: Done[object]) -> None:
        self.wrote.emit(done.changes)
        self._navigator.go(RecordPage(self._record_id))

    def _post(self, act: object) -> None:
        if self._view is not None and callable(act):
            act(self._view)

    def _hand_over(self, act: Callable[[Errand], None]) -> None:
        if self._view is not None:
            act(errand_of(self._app, self._view))

    def _posted(self) -> None:
        self._show_busy("")
        if self.isVisible():  # the buttons that were busy lost the keyboard
            self._keyboard_to = self._keyboard_to or WHERE_IT_WAS
        self._load()

    def _stepped(self) -> None:
        """The button that was pressed is gone."""
        self._keyboard_to = NEXT_STEP
        self._load()

    def _show_handed(self, handed: Handed | None) -> None:
        """What came of a draft; while its ways to send stand there, they stand there once."""
        self.hand_over.show_handed(handed)
        self.follow.show_draft_offered(offered=handed is not None and not handed.shown)
        self._keyboard_to = WAYS_TO_SEND if handed is not None else ""

    def _show_busy(self, words: str) -> None:
        """Say what is going on in the header, and keep the buttons from being pressed twice."""
        if words:
            self._was_on = self.focusWidget()
        for button in (self.finish, self.mail, self.send):
            button.setEnabled(not words)
        self.hand_over.setEnabled(not words)
        if words:
            self.header.subtitle.set_words(words)
            announce(self, words)
        elif self._view is not None:
            self._show_buttons()

    def _go_to(self, ref: str) -> None:
        self._navigator.go(RecordPage(self._record_id, ref))
