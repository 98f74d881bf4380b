"""Banners: what the person should know, in the window, with what they can do about it.

They stand at the foot of the page, so that nothing moves away from under a hand or an eye, and they
never keep the keyboard.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

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
_MOST = 2  # banners at a time: more would take the page's room

_READABLE = 18  # em: words with less room than this stand above the buttons

_GOOD_NEWS = {"info", "done"}
_SEEN_ON = 2  # pages on which good news is seen before it goes


class Banner(QFrame):
    """One banner: `info`, `due`, `late` or `done`, a sentence, up to two buttons, a cross.

    A button closes the banner, except where it `stays` until the trouble is over. A click on one
    leaves the keyboard where it was. `pages` is on how many pages it is seen before it goes, 0 for
    as long as nobody closes it.
    """

    closed = Signal()

    def __init__(
        self,
        kind: str,
        text: str,
        actions: Sequence[BannerAction] = (),
        *,
        stays: bool = False,
        pages: int = 0,
    ) -> None:
        super().__init__()
        self.kind = kind
        self.stays = stays
        self.pages = pages
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
            close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            close.clicked.connect(self.closed)
            self._row.addWidget(close)

    def _action(self, label: str, act: Callable[[], None]) -> Button:
        button = Button(label, small=True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: act())
        if not self.stays:
            button.clicked.connect(self.closed)
        return button


class BannerHost(QWidget):
    """The place for banners beneath a page: two at most, the newest on top.

    Trouble that stays comes first, then what was said last; other things that stay wait their turn.
    What was done is said one at a time: whatever is told next takes its place. Where a banner goes
    that has the keyboard, the keyboard is given back to whatever had it before.
    """

    def __init__(self) -> None:
        super().__init__()
        self._banners: dict[str, Banner] = {}
        self._before: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 6, 16, 8)
        self._column.setSpacing(6)
        self.setSizePolicy(_as_high_as_its_words())
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    @property
    def banners(self) -> tuple[Banner, ...]:
        """Those on screen, oldest first."""
        return tuple(each for each in self._banners.values() if not each.isHidden())

    def show_banner(
        self,
        kind: str,
        text: str,
        actions: Sequence[BannerAction] = (),
        *,
        key: str = "",
        stays: bool = False,
        pages: int = 0,
    ) -> Banner:
        """Show a banner in place of the one with the same `key` (or the same words).

        It is seen on so many `pages`, 0 for what is usual: two for good news, any number for
        trouble. It is read out; a `late` one at once.
        """
        name = key or text
        self._remove(name)
        if not stays:
            self._forget_what_was_done()
        lasts = pages or (_SEEN_ON if kind in _GOOD_NEWS else 0)
        banner = Banner(kind, text, actions, stays=stays, pages=0 if stays else lasts)
        self._banners[name] = banner
        banner.closed.connect(lambda: self.clear(name))
        self._column.insertWidget(0, banner)
        self._arrange()
        announce(banner, text, urgent=kind == "late")
        return banner

    def clear(self, key: str) -> None:
        """Take the banner with that key away, where there is one."""
        self._remove(key)
        self._arrange()

    def move_on(self) -> None:
        """The page changes: what has been seen on its last page goes."""
        for name, banner in tuple(self._banners.items()):
            if banner.pages:
                banner.pages -= 1
                if not banner.pages:
                    self.clear(name)

    def _remove(self, key: str) -> None:
        banner = self._banners.pop(key, None)
        if banner is None:
            return
        if _holds(banner, QApplication.focusWidget()):
            self._give_keyboard_back()
        banner.hide()
        self._column.removeWidget(banner)
        banner.deleteLater()

    def _forget_what_was_done(self) -> None:
        past = [n for n, b in self._banners.items() if b.kind == "done" and not b.stays]
        for name in past:
            self._remove(name)

    def _arrange(self) -> None:
        """Show those that come first; of the others, what stays waits and the rest goes."""
        newest_first = tuple(self._banners)[::-1]
        first = sorted(newest_first, key=lambda name: _rank(self._banners[name]))
        for at, name in enumerate(first):
            banner = self._banners[name]
            if at < _MOST:
                banner.show()
            elif banner.stays:
                banner.hide()
            else:
                self._remove(name)
        self.setVisible(bool(self._banners))

    @Slot("QWidget*", "QWidget*")
    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and _holds(self, new) and not _holds(self, old):
            self._before = old

    def _give_keyboard_back(self) -> None:
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)


def _rank(banner: Banner) -> int:
    """Trouble that stays, then what passes, then whatever else stays."""
    if banner.stays:
        return 0 if banner.kind == "late" else 2
    return 1


def _holds(place: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and place.isAncestorOf(widget)


def _as_high_as_its_words() -> QSizePolicy:
    """As many lines as the width asks for: a policy with a most would keep it to those it likes."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
