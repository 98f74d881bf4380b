"""Two people in one record: who does which section, what both filled in, sharing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.domain.changes import Done
from app.parts import App
from app.usecases.clashes import ClashLine, record_clashes
from app.usecases.section_duties import DutyLine, leave_section, section_duties, take_section
from app.usecases.sharing_words import clash_note
from ui.commands import Act
from ui.live_record import LiveRecord
from ui.screens.record.panes import Panes
from ui.tasks import Lanes
from ui.widgets.banner import BannerHost

_KEY = "two people"


class Together(QObject):
    """What goes with a record that two people fill in.

    `share_asked` and `clashes_asked` carry the record's id; `wrote` carries changes, `changed`
    follows when other acts may be offered.
    """

    share_asked = Signal(str)
    clashes_asked = Signal(str)
    wrote = Signal(tuple)
    changed = Signal()

    def __init__(self, app: App, lanes: Lanes, banners: BannerHost, panes: Panes) -> None:
        super().__init__(panes)
        self._app = app
        self._lanes = lanes
        self._banners = banners
        self._panes = panes
        self._live: LiveRecord | None = None
        self._duties: Mapping[str, DutyLine] = {}
        panes.page.clash_asked.connect(self._choose)

    def show_record(self, live: LiveRecord) -> None:
        """Look who does which section of the record, and what two people filled in."""
        self._live = live
        self._banners.clear(_KEY)
        self._show_duties(live, {})
        self._read_duties(live)
        self.read_clashes()

    def read_clashes(self) -> None:
        """Look anew what two people filled in."""
        live = self._live
        if live is not None and not live.is_trial:
            show = partial(self._show_clashes, live)
            self._lanes.run(record_clashes, self._app, live.opened.record.id, done=show)

    def acts(self) -> Mapping[str, Act]:
        """What can be done now."""
        live = self._live
        if live is None:
            return {}
        acts: dict[str, Act] = {"share_record": partial(self._once_kept, live, self.share_asked)}
        if not live.is_draft:
            return acts
        acts["clashes"] = partial(self._once_kept, live, self.clashes_asked)
        duty = self._duties.get(self._section)
        if duty is None or not duty.mine:
            acts["take_section"] = partial(self._change, live, take_section)
        if duty is not None:
            acts["leave_section"] = partial(self._change, live, leave_section)
        return acts

    @property
    def _section(self) -> str:
        return self._panes.sections.list.open_key

    def _once_kept(self, live: LiveRecord, wish: SignalInstance) -> None:
        def go_on() -> None:
            if live is self._live:
                wish.emit(live.opened.record.id)

        live.once_kept(go_on)

    def _choose(self) -> None:
        if self._live is not None and self._live.is_draft:
            self._once_kept(self._live, self.clashes_asked)

    def _change(self, live: LiveRecord, change: Callable[..., object]) -> None:
        def done(made: Done[object]) -> None:
            self.wrote.emit(made.changes)
            self._read_duties(live)

        work = partial(change, self._app, live.opened.record.id, self._section)
        self._lanes.run(work, done=done)

    def _read_duties(self, live: LiveRecord) -> None:
        record_id = live.opened.record.id
        self._lanes.run(section_duties, self._app, record_id, done=partial(self._show_duties, live))

    def _show_duties(self, live: LiveRecord, duties: Mapping[str, DutyLine]) -> None:
        if live is self._live:
            self._duties = duties
            names = {path: duty.first_name for path, duty in duties.items()}
            self._panes.sections.show_duties(names)
            self.changed.emit()

    def _show_clashes(self, live: LiveRecord, lines: tuple[ClashLine, ...]) -> None:
        if live is not self._live:
            return
        self._panes.page.show_clashes({line.ref: clash_note(line) for line in lines if line.ref})
        if not lines:
            self._banners.clear(_KEY)
            return
        places = "One place was" if len(lines) == 1 else f"{len(lines)} places were"
        choose = partial(self._once_kept, live, self.clashes_asked)
        self._banners.show_banner(
            "due",
            f"{places} filled in by two people. The later words are shown, the others are kept.",
            (("Choose between them", choose),) if live.is_draft else (),
            key=_KEY,
            stays=True,
        )
