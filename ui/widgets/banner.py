"""Banners: what the person should know, in the window, with what they can do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, button_row
from ui.widgets.text import IconLabel, Words

BannerAction = tuple[str, Callable[[], None]]
_ICONS = {
    "info": ("info", "primary"),
    "due": ("triangle-alert", "due"),
    "late": ("circle-alert", "late"),
    "done": ("circle-check", "done"),
}
_MOST = 3  # banners at a time: more would push the page away

_READABLE = 18  # em: words with less room than this stand above the buttons

_GOOD_NEWS = {"info", "done"}


class Banner(QFrame):
    """One banner: `info`, `due`, `late` or `done`, a sentence, up to two buttons, a cross.

    A button closes the banner, except where it `stays` until the trouble is over.
    """

    closed = Signal()

    def __init__(
        self, kind: str, text: str, actions: Sequence[BannerAction] = (), *, stays: bool = False
    ) -> None:
        super().__init__()
        self.kind = kind
        self.stays = stays
        self.moved_on = False
        self.setProperty("kind", "banner")
        self.setProperty("state", kind)
        self.setSizePolicy(_as_high_as_its_words())
        self.setAccessibleName(text)
        self.words = Words(text, "table", wrap=True)
        self._acts = button_row(*(self._action(label, act) for label, act in actions[:2]))
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row = QHBoxLayout(self)
        self._build()

    @property
    def text(self) -> str:
        """What it says."""
        return self.words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self._acts.sizeHint().width()
        wide = room >= _READABLE * theme.em()
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(way)

    def _build(self) -> None:
        icon, role = _ICONS[self.kind]
        self._row.setContentsMargins(14, 6, 8, 6)
        self._row.setSpacing(10)
        self._row.addWidget(IconLabel(icon, role))
        self._row.addLayout(self._middle, 1)  # first, or what is put in it would be no one's
        self._middle.setSpacing(6)
        self._middle.addWidget(self.words, 1)
        self._middle.addWidget(self._acts, 0, Qt.AlignmentFlag.AlignVCenter)
        if not self._acts.findChildren(Button):
            self._acts.hide()
        if not self.stays:
            close = Button("", "x", "text", small=True, name="Close this message")
            close.clicked.connect(self.closed)
            self._row.addWidget(close)

    def _action(self, label: str, act: Callable[[], None]) -> Button:
        button = Button(label, small=True)
        button.clicked.connect(lambda _on=False: act())
        if not self.stays:
            button.clicked.connect(self.closed)
        return button


class BannerHost(QWidget):
    """The place for banners above the page; the newest is on top, three at most.

    What was done is said one at a time: the next thing done takes the place of the last.
    """

    def __init__(self) -> None:
        super().__init__()
        self._banners: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 0)
        self._column.setSpacing(6)
        self.setSizePolicy(_as_high_as_its_words())
        self.hide()

    @property
    def banners(self) -> tuple[Banner, ...]:
        """Those on screen, oldest first."""
        return tuple(self._banners.values())

    def show_banner(
        self,
        kind: str,
        text: str,
        actions: Sequence[BannerAction] = (),
        *,
        key: str = "",
        stays: bool = False,
    ) -> Banner:
        """Show a banner in place of the one with the same `key` (or the same words).

        It is read out; a `late` one at once.
        """
        name = key or text
        self.clear(name)
        if kind == "done" and not stays:
            self._forget_what_was_done()
        banner = Banner(kind, text, actions, stays=stays)
        self._banners[name] = banner
        banner.closed.connect(lambda: self.clear(name))
        self._column.insertWidget(0, banner)
        self._make_room()
        self.show()
        announce(banner, text, urgent=kind == "late")
        return banner

    def clear(self, key: str) -> None:
        """Take the banner with that key away, where there is one."""
        banner = self._banners.pop(key, None)
        if banner is not None:
            banner.hide()
            self._column.removeWidget(banner)
            banner.deleteLater()
        self.setVisible(bool(self._banners))

    def move_on(self) -> None:
        """The page changes: good news that has been seen on two pages goes, trouble stays."""
        for name, banner in tuple(self._banners.items()):
            if banner.kind in _GOOD_NEWS and not banner.stays:
                if banner.moved_on:
                    self.clear(name)
                banner.moved_on = True

    def _forget_what_was_done(self) -> None:
        past = [n for n, b in self._banners.items() if b.kind == "done" and not b.stays]
        for name in past:
            self.clear(name)

    def _make_room(self) -> None:
        passing = [name for name, banner in self._banners.items() if not banner.stays]
        for name in passing[: max(len(self._banners) - _MOST, 0)]:
            self.clear(name)


def _as_high_as_its_words() -> QSizePolicy:
    """As many lines as the width asks for: a policy with a most would keep it to those it likes."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
