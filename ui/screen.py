"""What every page of the window is: a header above a body, and what the window may ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.commands import Act
from ui.places import Place
from ui.widgets.page_header import PageHeader


class Layout(Enum):
    """How much room there is: beside the centre, a little less, or for the centre alone."""

    WIDE = "wide"
    NARROW = "narrow"
    COMPACT = "compact"


class Screen(QWidget):
    """A page. Subclasses fill `header` and add to `column`, and override what they need.

    `retitled` carries the words for the window's title; `keys_changed` asks the window to read
    `answers` and `hints` again. `told` carries news for a banner: its kind, its sentence, and
    what can be done about it (`BannerAction`s). It takes the place of what the page said before and
    goes when the page is left, so who goes elsewhere with it goes first. `wrote` carries the
    changes of a write made here.
    """

    retitled = Signal(str)
    keys_changed = Signal()
    told = Signal(str, str, tuple)
    wrote = Signal(tuple)

    def __init__(self, title: str = "", subtitle: str = "", *, back: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.layout_mode = Layout.WIDE
        self.header = PageHeader(title, subtitle, back=back)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.header)

    @property
    def title(self) -> str:
        """The words for the window's title bar."""
        return self.header.title.words

    def show_place(self, place: Place) -> None:
        """Show `place`; called on every arrival, also at a place that was shown before."""

    def leave(self) -> None:
        """The window goes elsewhere or closes: put away what is half typed."""

    def may_close(self, close: Callable[[], object]) -> bool:
        """Whether the window may close at once; a page that cannot calls `close` once it may."""
        del close
        return True

    def answers(self) -> Mapping[str, Act]:
        """The commands that this page answers, by key, and what they do."""
        return {}

    def hints(self) -> Sequence[str]:
        """The commands whose keys the status bar names, in order."""
        return ()

    def panels(self) -> Sequence[QWidget]:
        """The panels that F6 goes round, from the left."""
        return (self,)

    def set_layout(self, mode: Layout) -> None:
        """Take on another layout; subclasses rearrange their panels and call this."""
        self.layout_mode = mode
        self.header.set_compact(compact=mode is Layout.COMPACT)
        self.header.set_narrow(narrow=mode is not Layout.WIDE)
