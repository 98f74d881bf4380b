"""What is done with the open record: actions made from answers, copies, its panels, going on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.failures import Failures
from ui.live_record import LiveRecord
from ui.panels.actions import ActionsPanel
from ui.panels.making import panel_for
from ui.panels.panel import Panel
from ui.places import AuditPage, FinishPage, Navigator, SchoolPage
from ui.questions.texts import BoxEditor
from ui.screens.record.moving import Moving
from ui.screens.record.panes import Panes
from ui.screens.record.words import action_words


class Acting(QObject):
    """The acts of the record's page. `opened` answers the record that is open, None for none.

    `discard_asked` carries the id of a draft that is to be discarded, once all of it is kept.
    """

    discard_asked = Signal(str)

    def __init__(
        self,
        opened: Callable[[], LiveRecord | None],
        panes: Panes,
        moving: Moving,
        navigator: Navigator,
        failures: Failures,
    ) -> None:
        super().__init__(panes)
        self._opened = opened
        self._panes = panes
        self._moving = moving
        self._navigator = navigator
        self._failures = failures
        panes.finish_asked.connect(self.finish)
        panes.profile_asked.connect(lambda: self._go_once_kept(AuditPage))
        panes.side.copy_asked.connect(self.copy)
        panes.page.action_asked.connect(self.make_action)

    def finish(self) -> None:
        """Go to the page that finishes the record, once everything is kept."""
        self._go_once_kept(FinishPage)

    def discard(self) -> None:
        """Ask for the draft to be discarded."""
        live = self._opened()
        if live is not None:
            live.once_kept(lambda: self.discard_asked.emit(live.opened.record.id))

    def open_pdf_page(self) -> None:
        """Go to the papers of a record that is finished."""
        live = self._opened()
        if live is not None:
            self._navigator.go(FinishPage(live.opened.record.id))

    def copy(self, ref: str, value: str) -> None:
        """Put last time's `value` into the answer to `ref`: at the end of a text, else in place."""
        live, card = self._opened(), self._panes.page.current_card
        block = card.block_of(ref) if card is not None else None
        if block is None or live is None:
            return
        if isinstance(block.editor, BoxEditor):
            block.editor.insert(value)
        else:
            live.answer(ref, value)
            block.show_value(value)
            block.editor.go_to(len(value))

    def make_action(self, ref: str) -> None:
        """Make an action from the question at `ref`, and give the keyboard to it."""
        live, actions = self._opened(), self.actions_ref()
        if live is None or not actions or not live.is_draft:
            return
        words, strand = action_words(live, ref)
        self._moving.go_to(actions)
        panel = self._panes.page.panel_at(actions)
        if isinstance(panel, ActionsPanel) and panel.make(words, strand) is None:
            self._failures.tell("due", panel.add_button.toolTip(), key="actions_full")

    def actions_ref(self) -> str:
        """Where agreed actions stand in the form, blank where it has none."""
        live = self._opened()
        questions = live.opened.definition.questions() if live is not None else ()
        return next((q.path for q in questions if "panel-actions" in q.appearance), "")

    def panel(self, live: LiveRecord, name: str, ref: str) -> Panel | None:
        """A panel is made once for a record: its rows may hold words that are not kept yet."""
        if ref not in live.panels and (panel := panel_for(live, name, ref)) is not None:
            panel.school_asked.connect(self._open_school)
            live.panels[ref] = panel
        found = live.panels.get(ref)
        return found if isinstance(found, Panel) else None

    def _open_school(self, tab: str) -> None:
        live = self._opened()
        if live is not None:
            self._navigator.go(SchoolPage(live.opened.school.urn, tab))

    def _go_once_kept(self, kind: type[FinishPage | AuditPage]) -> None:
        live = self._opened()
        if live is None:
            return
        page = kind(live.opened.record.id)
        live.once_kept(lambda: self._navigator.go(page))
