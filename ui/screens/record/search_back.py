"""Searching the school's earlier records from the side panel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.counting import counted
from app.usecases.earlier_search import EarlierHit, EarlierHits, search_earlier
from ui.latest import Latest
from ui.live_record import LiveRecord
from ui.widgets.buttons import Button
from ui.widgets.search_box import SearchBox
from ui.widgets.text import IconLabel, Words
from ui.widgets.typed_dates import show_date

SHOWN = 8
"""Finds that are shown at first; the rest on request."""


class SearchBack(QWidget):
    """Finds words in everything that was written about this school before.

    `open_asked(record_id, ref)` is a wish; `told_of` follows once what was found is shown.
    """

    open_asked = Signal(str, str)
    told_of = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = SearchBox("Search earlier records")
        self.told = Words("", "caption", "text_muted", wrap=True)
        self.more = Button("Show all", "chevron-down", "text", small=True)
        self.results = QVBoxLayout()
        self._live: LiveRecord | None = None
        self._latest: Latest | None = None
        self._found = EarlierHits((), 0)
        self._build()
        self.box.asked.connect(self._search)
        self.more.clicked.connect(self._show_all)

    @property
    def hits(self) -> list[EarlierResult]:
        """The finds on screen."""
        return self.findChildren(EarlierResult)

    def show_record(self, live: LiveRecord) -> None:
        """Search on behalf of another record; what was looked for is looked for again."""
        self._live = live
        self._latest = Latest(live.lanes)
        self._search(self.box.text().strip())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.results.setSpacing(8)
        more = QHBoxLayout()
        more.addWidget(self.more)
        more.addStretch(1)
        column.addWidget(self.box)
        column.addWidget(self.told)
        column.addLayout(self.results)
        column.addLayout(more)
        self.told.hide()
        self.more.hide()

    def _search(self, text: str) -> None:
        if not text or self._live is None or self._latest is None:
            self._show(EarlierHits((), 0), "")
            return
        live = self._live
        self._latest.ask(
            search_earlier,
            live.app,
            live.opened.record.id,
            text,
            done=lambda found: self._show(found, text),
        )

    def _show(self, found: EarlierHits, text: str) -> None:
        if text != self.box.text().strip():
            return
        self._found = found
        self._put(found.hits[:SHOWN])
        self.told.setText(_told(found) if text else "")
        self.told.setVisible(bool(text))
        self.more.setText(f"Show all {len(found.hits)}")
        self.more.setVisible(len(found.hits) > SHOWN)
        if text:
            self.told_of.emit()

    def _show_all(self) -> None:
        self._put(self._found.hits)
        self.more.hide()
        if len(self.hits) > SHOWN:
            self.hits[SHOWN].open.setFocus()

    def _put(self, hits: tuple[EarlierHit, ...]) -> None:
        for shown in self.hits:
            shown.setParent(None)
            shown.deleteLater()
        for hit in hits:
            result = EarlierResult(hit)
            result.open.clicked.connect(
                lambda _on=False, hit=hit: self.open_asked.emit(hit.record_id, hit.ref)
            )
            self.results.addWidget(result)


class EarlierResult(QFrame):
    """One find: when and where it was written, what was asked, and the words around it."""

    def __init__(self, hit: EarlierHit) -> None:
        super().__init__()
        self.hit = hit
        self.open = Button("Open", "arrow-right", "text", small=True)
        self.open.setAccessibleName(f"Open {hit.title} of {show_date(hit.on)}: {hit.label}")
        head = QHBoxLayout()
        head.setSpacing(6)
        if hit.private:
            head.addWidget(IconLabel("eye-off", "text_muted"))
        head.addWidget(Words(show_date(hit.on), "caption", strong=True))
        head.addStretch(1)
        head.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        about = f"{hit.title} · {'Private note' if hit.private else hit.label}"
        column.addWidget(Words(about, "caption", "text_muted", wrap=True))
        column.addWidget(Words(hit.excerpt, "table", wrap=True))


def _told(found: EarlierHits) -> str:
    """How much was found, and in how much."""
    records = counted(found.looked_through, "earlier record")
    if not found.looked_through:
        return "There are no earlier records to look through on this laptop."
    if not found.hits:
        return f"Not found in {records}. Try the beginning of a word, or fewer words."
    many = counted(len(found.hits), "place")
    return f"{'More than ' if found.more else ''}{many} in {records}"
