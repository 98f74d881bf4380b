"""The window in front of the records: first run, unlocking, and the recovery key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.screens.unlock.page import DoorPage

if TYPE_CHECKING:
    from app.domain.people import Role

_SIZE = (900, 680)


class Door(QWidget):
    """One page at a time, each made when it is first needed.

    `set_up_asked(name, role, passphrase, sample)`, `unlock_asked(passphrase, remember)` and
    `recover_asked(key, new_passphrase)` are wishes; answer them with `show_wrong`, `show_error`,
    `show_recovery_key` or by closing the door. `key_kept` follows `show_recovery_key`. `painted`
    is emitted once, after the first painting: what is slow waits for it.
    """

    set_up_asked = Signal(str, str, str, bool)
    unlock_asked = Signal(str, bool)
    recover_asked = Signal(str, str)
    key_kept = Signal()
    dismissed = Signal()
    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setWindowTitle("Visitbook")
        self.pages = QStackedWidget()
        self._passed = False
        self._is_painted = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.resize(*_SIZE)

    @property
    def page(self) -> DoorPage:
        """The page on screen."""
        page = self.pages.currentWidget()
        assert isinstance(page, DoorPage)
        return page

    def ask_passphrase(self, *, can_remember: bool = True, remembered: bool = False) -> None:
        """Show the page to unlock."""
        from ui.screens.unlock.unlock import UnlockPage

        page = UnlockPage()
        page.offer_remembering(offered=can_remember, ticked=remembered)
        page.unlock_asked.connect(self.unlock_asked)
        page.recovery_asked.connect(self.ask_recovery_key)
        self._show(page)

    def ask_set_up(self, roles: Sequence[Role]) -> None:
        """Show the page for the first run, with these roles to choose from."""
        from ui.screens.unlock.first_run import FirstRunPage

        page = FirstRunPage(roles)
        page.set_up_asked.connect(self.set_up_asked)
        self._show(page)

    def ask_recovery_key(self) -> None:
        """Show the page for the recovery key; Back leads to where one came from."""
        from ui.screens.unlock.recover import RecoverPage

        page = RecoverPage()
        page.recover_asked.connect(self.recover_asked)
        page.back_asked.connect(self._back)
        self._show(page)

    def show_recovery_key(self, key: str) -> None:
        """Show a fresh recovery key until it is shown to be kept."""
        from ui.screens.unlock.recovery_key import RecoveryKeyPage

        page = RecoveryKeyPage()
        page.show_key(key)
        page.kept.connect(self.key_kept)
        self._show(page)
        page.copy.setFocus()

    def show_wrong(self, sentence: str, wait: float = 0.0) -> None:
        """Say that the passphrase or the recovery key is wrong; `wait` seconds before a try."""
        from ui.screens.unlock.recover import RecoverPage
        from ui.screens.unlock.unlock import UnlockPage

        page = self.page
        if isinstance(page, UnlockPage):
            page.show_wrong(sentence, wait)
        elif isinstance(page, RecoverPage):
            page.show_wrong(sentence)
        else:
            self.show_error(sentence)

    def show_error(self, sentence: str) -> None:
        """Say what else went wrong, on the page that is on screen."""
        self.page.show_busy("")
        self.page.show_error(sentence)

    def show_busy(self, words: str) -> None:
        """Say what is being done; blank when it is done."""
        self.page.show_busy(words)

    def pass_through(self) -> None:
        """Close the door because it was opened."""
        self._passed = True
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.page.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._tell_painted)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._passed:
            self.dismissed.emit()

    def _show(self, page: DoorPage) -> None:
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.setFocus()

    def _tell_painted(self) -> None:
        self.painted.emit()

    def _back(self) -> None:
        page = self.page
        self.pages.removeWidget(page)
        page.deleteLater()
        self.page.setFocus()
