"""What every page is handed: the open program, the lanes, and the window's own parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.changes import Changes
from ui.commands import Commands
from ui.failures import Failures
from ui.outgoing import Outgoing
from ui.places import Navigator
from ui.preferences import Preferences
from ui.syncing import Syncing
from ui.tasks import Lanes
from ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from app.parts import App  # brings the store with it, which the first window must not wait for


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed to the factory of every page. `lock` locks at once, `watch_idle` after so many
    minutes without a key or a click (0: never).
    """

    app: App
    lanes: Lanes
    navigator: Navigator
    failures: Failures
    status: StatusLine
    commands: Commands
    preferences: Preferences
    changes: Changes
    outgoing: Outgoing
    syncing: Syncing
    lock: Callable[[], None]
    watch_idle: Callable[[float], None]
