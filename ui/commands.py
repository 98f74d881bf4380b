"""Every command of the window: its label, icon, shortcut and place in the menus, in one table.

The window makes an action of each. A screen says by key which ones it answers and with what
(`Screen.answers`); all others are greyed while it is shown, so a shortcut never reaches a page
that is not on screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from ui import theme

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `hint` is what the status bar says of its keys, blank to say nothing.

    `bubbles`: the window takes the key only where nothing in the page wanted it; a shortcut would
    take it from a search box or a drawer. `also` is a second shortcut for those used to it.
    """

    key: str
    label: str
    menu: str
    shortcut: str = ""
    icon: str = ""
    hint: str = ""
    bubbles: bool = False
    also: str = ""


MENUS = ("Visitbook", "Edit", "Go", "Record", "School", "Team", "Help")

COMMANDS = (
    Command("lock", "Lock now", "Visitbook", "Ctrl+L", "lock"),
    Command("back_up", "Make a safety copy", "Visitbook", "", "save"),
    Command("import_schools", "Import school list", "Visitbook", "", "file-down"),
    Command("forms", "Forms", "Visitbook", "", "clipboard-list"),
    Command("check_again", "Check the form again", "Visitbook", "F5", "", "check again"),
    Command("settings", "Settings", "Visitbook", "Ctrl+,"),
    Command("quit", "Close Visitbook", "Visitbook", "Ctrl+Q", "x"),
    Command("undo", "Undo", "Edit", "Ctrl+Z"),
    Command("redo", "Redo", "Edit", "Ctrl+Shift+Z", also="Ctrl+Y"),
    Command("find_in_record", "Find in this record", "Edit", "Ctrl+F", "search", "find here"),
    Command("next_found", "Next place found", "Edit", "F3"),
    Command("previous_found", "Previous place found", "Edit", "Shift+F3"),
    Command("next_marked", "Next marked word", "Edit", "F7"),
    Command("put_right", "Spellings for this word", "Edit", "Ctrl+."),
    Command("insert_phrase", "Insert a phrase", "Edit", "Ctrl+Shift+P"),
    Command("write_time", "Write the time", "Edit", "F8", "clock"),
    Command("tag_leadership", "Tag the line: leadership", "Edit", "Alt+L"),
    Command("tag_teaching", "Tag the line: teaching", "Edit", "Alt+T"),
    Command("tag_disadvantaged", "Tag the line: disadvantaged", "Edit", "Alt+D"),
    Command("tag_transition", "Tag the line: transition", "Edit", "Alt+R"),
    Command("find", "Find a school", "Go", "Ctrl+K", "search", "find"),
    Command("back", "Back", "Go", "Esc", "arrow-left", "back", bubbles=True),
    Command("next_panel", "Next panel", "Go", "F6", "", "next panel"),
    Command("previous_panel", "Previous panel", "Go", "Shift+F6"),
    Command("outbox", "Outbox", "Go", "", "mail"),
    Command("tab_1", "First tab", "Go", "Ctrl+1"),
    Command("tab_2", "Second tab", "Go", "Ctrl+2"),
    Command("tab_3", "Third tab", "Go", "Ctrl+3"),
    Command("tab_4", "Fourth tab", "Go", "Ctrl+4"),
    Command("tab_5", "Fifth tab", "Go", "Ctrl+5"),
    Command("tab_6", "Sixth tab", "Go", "Ctrl+6"),
    Command("start_record", "Start record", "Record", "Ctrl+N", "plus", "start record"),
    Command("next_question", "Next question", "Record", "Ctrl+Down", "", "next question"),
    Command("previous_question", "Previous question", "Record", "Ctrl+Up"),
    Command("next_gap", "Jump to next gap", "Record", "Ctrl+G", "corner-down-right", "next gap"),
    Command(
        "make_action", "Make an action from this", "Record", "Ctrl+Return", "plus", "make an action"
    ),
    Command("quick_notes", "Quick notes", "Record", "Ctrl+J", "sticky-note", "quick notes"),
    Command("preview_pdf", "Preview PDF", "Record", "Ctrl+P", "file-text", "preview"),
    Command(
        "finish_on_site", "Finish on site", "Record", "Ctrl+Shift+F", "check", "finish on site"
    ),
    Command("count_as_visit", "Count as a visit", "Record", "", "calendar-plus"),
    Command("share_record", "Share with a colleague …", "Record", "", "users"),
    Command("join_record", "Open a shared record …", "Record", "", "arrow-down-to-line"),
    Command("clashes", "Filled in by two people …", "Record", "", "split"),
    Command("take_section", "I’ll do this section", "Record", "", "hand-helping"),
    Command("leave_section", "Nobody does this section yet", "Record"),
    Command("kept_aside", "Answers kept aside …", "Record", "", "file-down"),
    Command("move_back", "Move back to the earlier version …", "Record"),
    Command("discard_draft", "Discard this draft …", "Record", "", "x"),
    Command("export_records", "Export …", "Record", "", "arrow-up-from-line"),
    Command("import_record", "Import a record’s XML …", "Record", "", "file-down"),
    Command("plan_visit", "Plan a visit", "School", "", "calendar-plus"),
    Command("add_school", "Add a school by hand", "School", "", "school"),
    Command("briefing", "Briefing for the next visit …", "School", "", "notebook-pen"),
    Command("school_documents", "Make a document …", "School", "", "file-text"),
    Command("sync_now", "Sync now", "Team", "", "refresh-cw"),
    Command("stop_sync", "Stop syncing", "Team", "", "x"),
    Command("keep_mine", "Keep your answer", "Team", "Alt+K", "check", "keep yours"),
    Command("keep_theirs", "Keep their answer", "Team", "Alt+S", "", "keep theirs"),
    Command("use_both", "Use both answers", "Team", "Alt+B", "combine", "use both"),
    Command("members", "Members of the team", "Team", "", "users"),
    Command("invite", "Invite somebody …", "Team", "", "plus"),
    Command("make_team", "Make a team …", "Team", "", "users"),
    Command("join_team", "Join with an invitation …", "Team", "", "arrow-down-to-line"),
    Command("help", "Help", "Help", "F1", "circle-question-mark", "help"),
    Command("at_risk", "A child may be at risk", "Help", "", "life-buoy"),
    Command("about", "About Visitbook", "Help", "", "info"),
)


class Commands(QObject):
    """The actions of a window. The window answers some always, the screen on show the others."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = {command.key: self._action(command) for command in COMMANDS}
        self._always: dict[str, Act] = {}
        self._now: dict[str, dict[str, Act]] = {}
        self._answers: dict[str, Act] = {}
        self._menus: dict[str, QMenu] = {}
        self._enable()

    def __getitem__(self, key: str) -> QAction:
        """The action with that key, for a button or a menu to show."""
        return self._actions[key]

    @property
    def actions(self) -> tuple[QAction, ...]:
        """All actions, in the order of the table."""
        return tuple(self._actions.values())

    def answer_always(self, answers: Mapping[str, Act]) -> None:
        """Answer these commands on every page, unless the page answers them itself."""
        self._always.update(answers)
        self._enable()

    def answer_of(self, part: str, answers: Mapping[str, Act]) -> None:
        """Answer these on every page from now on, in place of those of the same `part` before."""
        self._now[part] = dict(answers)
        self._enable()

    def answer(self, answers: Mapping[str, Act]) -> None:
        """Answer these commands while one page is shown, in place of those of the last page."""
        self._answers = dict(answers)
        self._enable()

    def act(self, key: str) -> None:
        """Do what the command does now, if anything answers it."""
        answer = self._answers.get(key) or self._of_parts.get(key) or self._always.get(key)
        if answer is not None:
            answer()

    def fill_bar(self, bar: QMenuBar) -> None:
        """Give `bar` a menu for each heading of the table; those without a command hide."""
        self._menus = {heading: bar.addMenu(heading) for heading in MENUS}
        for command in COMMANDS:
            self._menus[command.menu].addAction(self._actions[command.key])
        self._enable()

    def fill_menu(self, menu: QMenu) -> None:
        """Append what can be done now to `menu`, heading by heading."""
        for heading in MENUS:
            offered = [c.key for c in COMMANDS if c.menu == heading and self._answered(c.key)]
            if offered:
                menu.addMenu(heading).addActions([self._actions[key] for key in offered])

    def _action(self, command: Command) -> QAction:
        action = QAction(command.label, self)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if command.shortcut and not command.bubbles:
            keys = filter(None, (command.shortcut, command.also))
            action.setShortcuts([QKeySequence(each) for each in keys])
        if command.icon:
            action.setIcon(theme.icon(command.icon))
        action.triggered.connect(lambda: self.act(command.key))
        return action

    def _enable(self) -> None:
        for key, action in self._actions.items():
            action.setEnabled(self._answered(key))
            action.setVisible(self._answered(key))
        for menu in self._menus.values():
            menu.menuAction().setVisible(any(action.isVisible() for action in menu.actions()))

    @property
    def _of_parts(self) -> dict[str, Act]:
        return {key: act for acts in self._now.values() for key, act in acts.items()}

    def _answered(self, key: str) -> bool:
        return key in self._answers or key in self._always or key in self._of_parts


def key_hints(keys: Iterable[str]) -> list[tuple[tuple[str, ...], str]]:
    """What the status bar says of these commands: the keys as caps, and the words."""
    table = {command.key: command for command in COMMANDS}
    return [(key_caps(table[key].shortcut), table[key].hint) for key in keys]


def key_caps(shortcut: str) -> tuple[str, ...]:
    """The caps of a shortcut: `Ctrl+Down` as Ctrl and an arrow."""
    return tuple(_CAPS.get(part, part) for part in shortcut.split("+"))


_CAPS = {"Down": "↓", "Up": "↑", "Return": "Enter"}
