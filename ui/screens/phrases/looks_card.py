"""The lists of what is worth a second look, each to be changed or set back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from app.domain.counting import counted
from app.domain.wording import WordLists
from app.errors import VisitbookError
from app.usecases.wording import BLAMING, NAMES, TOO_STRONG, keep_words, words_as_shipped
from ui.tasks import Lanes
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, still_there
from ui.widgets.text import Words
from ui.widgets.text_box import GrowingText, pen_of

if TYPE_CHECKING:
    from app.parts import App

ABOUT = (
    "While you write, what these lists name is pointed out quietly beneath the answer, and again "
    "before you finish. It never stops you."
)
_TITLES: Mapping[str, str] = {
    NAMES: "First names, where a code or a role belongs",
    BLAMING: "Words that may read as blame",
    TOO_STRONG: "Words that may be too strong",
}


class LooksCard(Card):
    """The three lists. `told` carries news for a banner."""

    told = Signal(str, str, tuple)

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__("Words to look at twice")
        self._app = app
        self._lanes = lanes
        self._lists: WordLists | None = None
        self.change: dict[str, Button] = {}
        self.set_back: dict[str, Button] = {}
        self._counts: dict[str, Words] = {}
        self._fill()

    def show_lists(self, lists: WordLists) -> None:
        """Show how long each list is."""
        self._lists = lists
        for kind, count in self._counts.items():
            count.setText(counted(len(getattr(lists, kind)), "entry", "entries"))

    def enter(self) -> None:
        """Give the keyboard to the first list."""
        self.change[NAMES].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        self.body.addWidget(Words(ABOUT, "caption", "text_muted", wrap=True))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for row, (kind, title) in enumerate(_TITLES.items()):
            self._counts[kind] = Words("", "caption", "text_muted")
            change = self.change[kind] = Button("Change", small=True, name=f"Change: {title}")
            back = self.set_back[kind] = Button(
                "As it ships", "history", "text", small=True, name=f"As it ships: {title}"
            )
            change.clicked.connect(lambda _on=False, kind=kind: self._open(kind))
            back.clicked.connect(lambda _on=False, kind=kind: self._set_back(kind))
            cells = (Words(title, "body", wrap=True), self._counts[kind], change, back)
            for column, widget in enumerate(cells):
                grid.addWidget(widget, row, column)
        self.body.addLayout(grid)

    def _open(self, kind: str) -> None:
        if self._lists is None:
            return
        dialog = ListDialog(_TITLES[kind], getattr(self._lists, kind))
        dialog.asked.connect(lambda: self._keep(dialog, kind))
        dialog.open_over(self)

    def _keep(self, dialog: ListDialog, kind: str) -> None:
        def kept(lists: WordLists) -> None:
            if still_there(dialog):
                dialog.accept()
            self._kept(lists)

        def failed(error: Exception) -> None:
            if not isinstance(error, VisitbookError):
                raise error
            if still_there(dialog):
                dialog.show_error(str(error))

        dialog.show_busy(busy=True)
        self._lanes.run(keep_words, self._app, kind, dialog.box.text, done=kept, failed=failed)

    def _set_back(self, kind: str) -> None:
        self._lanes.run(words_as_shipped, self._app, kind, done=self._set_back_done)

    def _set_back_done(self, lists: WordLists) -> None:
        self._kept(lists)
        self.told.emit("done", "The list is as it ships.", ())

    def _kept(self, lists: WordLists) -> None:
        self.show_lists(lists)
        pen = pen_of(self)
        if pen is not None:
            pen.refresh()


class ListDialog(FormDialog):
    """One list, a word or short phrase a line. `asked` with the main button."""

    def __init__(self, title: str, words: tuple[str, ...]) -> None:
        super().__init__(title, "Keep", "One word or short phrase a line.", icon="check", ems=34)
        self.box = GrowingText(lines=8, most=16, name=title)
        self.box.set_text("\n".join(words))
        self.column.addWidget(Field("Words", self.box))
        self.box.setFocus()
