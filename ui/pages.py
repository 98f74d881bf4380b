"""Which page shows which place: the one list to extend when there is a new page.

Pages are imported when they are first gone to.
"""

from __future__ import annotations

from collections.abc import Mapping

from ui.desk import Desk
from ui.main_window import ScreenFactory
from ui.places import Help, Place
from ui.screen import Screen


def pages_for(desk: Desk) -> Mapping[type[Place], ScreenFactory]:
    """The factory of the page for each kind of place that has one."""
    del desk
    return {Help: _help}


def _help() -> Screen:
    from ui.screens.help.screen import HelpScreen

    return HelpScreen()
