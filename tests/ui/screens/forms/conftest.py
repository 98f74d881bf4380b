"""The window with the page of forms, the trial of a form, and records."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders_workbooks import section, text, write_workbook
from ui.changes import Changes
from ui.main_window import MainWindow
from ui.places import Forms, FormTrial, Navigator, Project, RecordPage
from ui.preferences import Preferences
from ui.screen import Screen
from ui.screens.forms.screen import FormsScreen
from ui.screens.record.screen import RecordScreen
from ui.screens.record.trial_screen import TrialScreen
from ui.tasks import Lanes


@dataclass
class FormsWindow:
    """A window at the page of forms, and what a test asks of it."""

    qtbot: object
    app: object
    window: MainWindow
    lanes: Lanes
    navigator: Navigator
    failures: list = field(default_factory=list)

    @property
    def screen(self):
        return self.window.screen_on_show

    @property
    def said(self):
        """The banners of the window."""
        return [banner.text for banner in self.window.banners.banners]

    @property
    def mistakes(self):
        """The mistakes in the table, as (sheet, row, column)."""
        lines = self.screen.result.table.rows.lines
        return [tuple(cell.text for cell in line.cells[:3]) for line in lines]

    def check(self, *paths):
        """Choose files, as the dialog would give them, and wait for what comes of it."""
        self.screen.take_files(paths)
        self.qtbot.waitUntil(lambda: not self.lanes.busy, timeout=20_000)

    def press(self, button):
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: not self.lanes.busy, timeout=20_000)

    def block(self, name):
        """The question of that name on the page."""
        cards = self.screen.panes.page.cards
        return next(b for c in cards for b in c.blocks() if b.asking.question.name == name)

    @property
    def sections(self):
        """The sections in the panel, each as it is read out."""
        rows = self.screen.panes.sections.list.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [rows.index(at, 0).data(role) for at in range(rows.rowCount())]

    def names(self):
        cards = self.screen.panes.page.cards
        return [b.asking.question.name for c in cards for b in c.blocks() if c.isVisible()]

    def write(self, words):
        """Type into what has the keyboard."""
        QTest.keyClicks(self.window.focusWidget(), words)


@pytest.fixture
def forms_window(qtbot, app, tmp_path):
    """Opens the window: `forms_window(size=(1366, 768))`."""
    opened = []

    def open_window(size=(1366, 768)):
        failures = []
        lanes, navigator = Lanes(failures.append), Navigator()
        window = MainWindow(navigator, Preferences(tmp_path))
        changes = Changes(window)
        window.plug(
            {
                Forms: lambda: FormsScreen(app, lanes, navigator),
                FormTrial: lambda: TrialScreen(app, lanes, navigator),
                RecordPage: lambda: RecordScreen(
                    app, lanes, navigator, window.status, window.failures, changes
                ),
                Project: lambda: Screen("Project"),
            }
        )
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made = FormsWindow(qtbot, app, window, lanes, navigator, failures)
        opened.append(made)
        navigator.go(Project())
        navigator.go(Forms())
        qtbot.waitUntil(lambda: bool(made.screen.table.rows.lines))
        return made

    yield open_window
    for each in opened:
        each.window.close()
        each.lanes.close()
        each.window.deleteLater()
        assert not each.failures


@pytest.fixture
def walk(tmp_path):
    """Writes a walk round a school: `walk(rows ..., version=...)`."""

    def write(*rows, version="1", name="walk.xlsx"):
        settings = [{"form_title": "School walk", "form_id": "school_walk", "version": version}]
        survey = [
            *section("about", text("seen", required="yes"), *rows),
            *section("more", text("why")),
        ]
        return write_workbook(tmp_path / name, survey=survey, settings=settings)

    return write
