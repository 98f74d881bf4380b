"""What a team is, for a laptop that is in none, and the two ways into one."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState
from ui.widgets.icon_line import IconLine

WHAT = (
    "A team shares schools, visits, records and actions, so that everybody sees the same. It needs "
    "no server: its files lie, sealed, in something your organisation has already, such as a "
    "folder that OneDrive keeps in step."
)
LINES = (
    ("lock", "Nobody can read the files without being in the team, not even who runs the folder."),
    ("wifi-off", "You work without a network as ever; what you wrote goes along later."),
    ("shield-check", "Nothing is taken off this laptop because it was shared."),
)
HOW = (
    "One person makes the team and invites the others. Everybody else joins with an invitation: a "
    "file, and a code that is said aloud."
)


class NoTeamCard(Card):
    """`make_asked` and `join_asked` are the two wishes, `recover_asked` the one in need."""

    make_asked = Signal()
    join_asked = Signal()
    recover_asked = Signal()

    def __init__(self) -> None:
        super().__init__("This laptop is in no team")
        self.make = Button("Make a team", "users")
        self.join = Button("Join with an invitation", "arrow-down-to-line", "main")
        self.recover = Button("Use a team recovery key", kind="text")
        self.body.addWidget(EmptyState(WHAT))
        for icon, words in LINES:
            self.body.addWidget(IconLine(icon, "primary", words))
        self.body.addWidget(EmptyState(HOW, self.join, self.make, self.recover))
        self.make.clicked.connect(self.make_asked)
        self.join.clicked.connect(self.join_asked)
        self.recover.clicked.connect(self.recover_asked)
