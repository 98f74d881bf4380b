"""The desk of a window, with a pretended lock: nothing locks, and nobody is found idle."""

from __future__ import annotations

from ui.changes import Changes
from ui.desk import Desk
from ui.outgoing import Outgoing
from ui.preferences import Preferences
from ui.syncing import Syncing


def a_desk(app, lanes, window, folder) -> Desk:
    """What the pages of `window` share; its preferences lie in `folder`."""
    return Desk(
        app=app,
        lanes=lanes,
        navigator=window.navigator,
        failures=window.failures,
        status=window.status,
        commands=window.commands,
        preferences=Preferences(folder),
        changes=Changes(window),
        outgoing=Outgoing(app, lanes, window),
        syncing=Syncing(app, lanes, window),
        lock=lambda: None,
        watch_idle=lambda _minutes: None,
    )
