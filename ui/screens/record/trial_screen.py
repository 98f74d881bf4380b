"""A form as an adviser will see it: to be looked at, then tried, then imported. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.changes import Done
from app.domain.counting import counted
from app.domain.own_forms import OwnForm
from app.usecases.form_check import FormDraft
from app.usecases.own_forms import import_form, what_it_becomes
from app.usecases.trials import draft_of_kept, trial_of, trial_session
from ui.commands import Act
from ui.panels.stand_in import stand_in_for
from ui.places import Forms, FormTrial, Navigator, Place
from ui.screen import Layout, Screen
from ui.screens.record.languages import Languages
from ui.screens.record.moving import Moving
from ui.screens.record.panes import Panes
from ui.tasks import Lanes
from ui.trial_record import TrialRecord
from ui.widgets.banner import BannerHost
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from app.parts import App

LOOK = "This is how an adviser will see the form. Press Try it to fill it in; nothing is saved."
TRYING = "This is a trial: nothing is saved, and nobody else sees it."
_STATE = "state"
_REMARKS = "remarks"


class TrialScreen(Screen):
    """The preview of one form, and its trial run."""

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator) -> None:
        super().__init__(back=True)
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._place = FormTrial()
        self._trying = False
        self.draft: FormDraft | None = None
        self.live: TrialRecord | None = None
        self.again = Button("Check again", "refresh-cw")
        self.try_it = Button("Try it", "pencil")
        self.take = Button("Import this form", "check", "main")
        self.banners = BannerHost()
        self.column.addWidget(self.banners)
        self.panes = Panes(self, stand_in_for)
        self.panes.finish.hide()
        self.panes.progress.hide()
        self.panes.side.search.hide()  # a trial has no school whose records could be searched
        self.moving = Moving(self.panes, self)
        self.languages = Languages(self.header, self.panes, self.moving)
        self.header.add(self.again, self.try_it, self.take)
        self._connect()

    def show_place(self, place: Place) -> None:
        """Show another form, or the same one again."""
        assert isinstance(place, FormTrial)
        if place == self._place and self.live is not None:
            return
        self._place = place
        if place.draft is not None:
            self._show(place.draft)
        elif place.kept is not None:
            self._lanes.run(draft_of_kept, self._app, place.kept, done=self._show)

    def answers(self) -> Mapping[str, Act]:
        """What the keys do while a form is shown."""
        if self.live is None:
            return {}
        acts: dict[str, Act] = {
            "next_question": lambda: self.moving.step(1),
            "previous_question": lambda: self.moving.step(-1),
            "next_gap": self.moving.jump,
        }
        if self._place.draft is not None:
            acts["check_again"] = self._check_again
        return acts

    def hints(self) -> Sequence[str]:
        """The keys that the status bar names."""
        again = ("check_again",) if self._place.draft is not None else ()
        return ("next_question", *again, "help")

    def panels(self) -> Sequence[QWidget]:
        """Sections, questions, and what would be known in a record."""
        return self.panes.panels()

    def set_layout(self, mode: Layout) -> None:
        """As the record's page stands."""
        super().set_layout(mode)
        self.panes.set_layout(mode)
        self.panes.progress.hide()
        self.panes.aside.hide()  # nothing is known of an earlier visit
        self._name_buttons()
        self.moving.look()

    def _connect(self) -> None:
        self.again.clicked.connect(self._check_again)
        self.try_it.clicked.connect(self.begin_trial)
        self.take.clicked.connect(self._import)

    def _show(self, draft: FormDraft) -> None:
        self.draft = draft
        assert draft.definition is not None
        is_new = self._place.draft is not None
        for button in (self.again, self.take):
            button.setVisible(is_new)
        self.take.setEnabled(True)
        self._begin(takes_answers=False)
        self._tell_remarks(draft)
        if is_new:
            self._lanes.run(what_it_becomes, self._app, draft, done=self._say_what_it_becomes)
        self.retitled.emit(self.title)

    def _begin(self, *, takes_answers: bool) -> None:
        draft = self.draft
        assert draft is not None
        assert draft.definition is not None
        opened = trial_of(self._app, draft.definition, draft.files)
        session = trial_session(self._app, opened, draft.files)
        before, self.live = (
            self.live,
            TrialRecord(self._app, self._lanes, opened, session, self, takes_answers=takes_answers),
        )
        if before is not None:
            self.moving.end()
            before.deleteLater()
        self.header.set_words(draft.definition.title, _about(draft))
        self.header.set_compact(compact=self.layout_mode is Layout.COMPACT)
        self.panes.show_kind(visit=False)
        self.panes.side.show_record(self.live)
        self._say_state(trying=takes_answers)
        self.languages.take(self.live)
        self.moving.begin(self.live, "")
        self.keys_changed.emit()

    def begin_trial(self) -> None:
        """Fill the form in from its beginning."""
        if self.draft is not None:
            self._begin(takes_answers=True)

    def _say_state(self, *, trying: bool) -> None:
        self._trying = trying
        self._name_buttons()
        kind, words = ("due", TRYING) if trying else ("info", LOOK)
        self.banners.show_banner(kind, words, key=_STATE, stays=True)

    def _name_buttons(self) -> None:
        """Words beside the icons where there is room for them."""
        named = (
            (self.again, "Check again"),
            (self.try_it, "Start afresh" if self._trying else "Try it"),
            (self.take, "Import this form"),
        )
        for button, words in named:
            button.setText("" if self.layout_mode is Layout.COMPACT else words)
            button.setAccessibleName(words)
            button.setToolTip(words)

    def _tell_remarks(self, draft: FormDraft) -> None:
        self.banners.clear(_REMARKS)
        if draft.remarks:
            count = len(draft.remarks)
            more = f"One of {count} things worth knowing: " if count > 1 else "Worth knowing: "
            show = (("Show all", self._show_remarks),) if count > 1 else ()
            words = f"{more}{draft.remarks[0]}"
            self.banners.show_banner("info", words, show, key=_REMARKS)

    def _say_what_it_becomes(self, words: str) -> None:
        if self.live is not None and not self.live.is_draft:
            self.banners.show_banner("info", f"{LOOK} {words}", key=_STATE, stays=True)

    def _check_again(self) -> None:
        self._navigator.go(Forms(ask="again"))

    def _show_remarks(self) -> None:
        self._navigator.go(Forms(ask="result"))

    def _import(self) -> None:
        if self.draft is None:
            return
        self.take.setEnabled(False)
        self._lanes.run(
            import_form, self._app, self.draft, done=self._imported, failed=self._not_imported
        )

    def _imported(self, done: Done[OwnForm]) -> None:
        self.wrote.emit(done.changes)
        form = done.value
        self._navigator.go(Forms(form_id=form.form_id))
        words = f"“{form.title}”, version {form.version}, is imported. Records can begin with it."
        self.told.emit("done", words, ())

    def _not_imported(self, error: Exception) -> None:
        self.take.setEnabled(True)
        self.told.emit("late", str(error), ())


def _about(draft: FormDraft) -> str:
    definition = draft.definition
    assert definition is not None
    count = sum(1 for _ in definition.questions())
    questions = counted(count, "question")
    return f"{questions} · form version {definition.version}"
