"""What the school asked to be put right, shown while it is: above the page, in its own words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.calendar import in_words
from app.parts import App
from app.usecases.follow_through import correction_asked
from app.usecases.stages import StageLine
from ui.live_record import LiveRecord
from ui.tasks import Lanes
from ui.widgets.banner import BannerHost
from ui.widgets.form_dialog import FormDialog

_KEY = "correction asked"
LONGEST = 240  # letters above the page: more would push it away, and is read on request


class AskedWords(QObject):
    """Looks up what was asked once a record is on screen; `over` is what its dialog lies over."""

    def __init__(self, app: App, lanes: Lanes, banners: BannerHost, over: QWidget) -> None:
        super().__init__(over)
        self._app = app
        self._lanes = lanes
        self._banners = banners
        self._over = over
        self._live: LiveRecord | None = None

    def show_record(self, live: LiveRecord) -> None:
        """Show what the school asked for in the version before, where a correction was."""
        self._live = live
        self._banners.clear(_KEY)
        if live.is_draft and live.opened.record.revision > 1:
            look = partial(correction_asked, self._app, live.opened.record.id)
            self._lanes.run(look, done=partial(self._show, live))

    def _show(self, live: LiveRecord, asked: StageLine | None) -> None:
        if asked is None or self._live is not live:
            return
        who = f"{asked.role}, {in_words(asked.on)}" if asked.role else in_words(asked.on)
        line = " ".join(asked.words.split())
        cut = len(line) > LONGEST
        shown = f"{line[:LONGEST].rstrip()}…" if cut else line
        acts = (("Read it all", partial(self._show_all, asked.words)),) if cut else ()
        words = f"The school asks to correct ({who}): “{shown}”"
        self._banners.show_banner("info", words, acts, key=_KEY, stays=True)

    def _show_all(self, words: str) -> None:
        dialog = FormDialog("What the school asks to correct", "Close", words)
        dialog.cancel.hide()
        dialog.asked.connect(dialog.accept)
        dialog.open_over(self._over)
