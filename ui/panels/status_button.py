"""The status of an earlier action: a chip once it is given, and always a menu to give it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal

from app.domain.actions import ActionStatus
from ui import theme
from ui.widgets.buttons import MenuButton
from ui.widgets.text import restyle

_LOOKS = {
    ActionStatus.DONE: ("done", "check"),
    ActionStatus.PARTLY: ("due", "circle-dot"),
    ActionStatus.NOT_STARTED: ("neutral", "circle"),
    ActionStatus.NO_LONGER_NEEDED: ("neutral", "minus"),
}


class StatusButton(MenuButton):
    """Shows and changes a status. `chosen` carries the `ActionStatus` that was given."""

    chosen = Signal(object)

    def __init__(self, action: str) -> None:
        super().__init__("Choose a status", small=True)
        self._action = action
        self._role = "text"
        self.status: ActionStatus | None = None
        for status in ActionStatus:
            choice = self.add_choice(status.label, _LOOKS[status][1])
            choice.triggered.connect(self._chooser(status))
        self.set_status(None)

    def set_status(self, status: ActionStatus | None) -> None:
        """Show a status, None while none is given."""
        self.status = status
        state, icon = _LOOKS[status] if status else ("", "")
        self.setText(status.label if status else "Choose a status")
        self.setAccessibleName(f"Status of “{self._action}”: {self.text()}")
        self.setProperty("state", state)
        self._role = state or "text"
        self._show_icon(icon)
        restyle(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        status: ActionStatus | None = getattr(self, "status", None)  # none while it is made
        if event.type() == QEvent.Type.StyleChange and status is not None:
            self._show_icon(_LOOKS[status][1])

    def _show_icon(self, name: str) -> None:
        if name:
            self.setIcon(theme.icon(name, self._role))
            self.setIconSize(theme.icon_size(gap=4))

    def _chooser(self, status: ActionStatus) -> Callable[[], None]:
        def choose() -> None:
            self.set_status(status)
            self.chosen.emit(status)

        return choose
