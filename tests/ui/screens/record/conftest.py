"""A record of the sample project in the editor, in a real window."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.usecases.opened import open_record
from app.usecases.record_list import list_records
from app.usecases.records import start_record
from ui.main_window import MainWindow
from ui.places import AuditPage, FinishPage, Navigator, RecordPage
from ui.preferences import Preferences
from ui.screen import Screen
from ui.screens.record.screen import RecordScreen
from ui.tasks import Lanes

ALDERBROOK = 900001
ST_OSWINS = 900004


@dataclass
class Editor:
    """A window with the record editor, and what a test asks of it."""

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
    def page(self):
        return self.screen.panes.page

    @property
    def live(self):
        return self.screen.live

    def block(self, name):
        """The question of that name on the page."""
        return next(
            b for c in self.page.cards for b in c.blocks() if b.asking.question.name == name
        )

    def names(self):
        """The questions that are on the page now."""
        return [b.asking.question.name for c in self.page.cards for b in c.blocks()]

    def open(self, record_id, ref=""):
        """Go to another record, as another page would."""
        self.navigator.go(RecordPage(record_id, ref))
        self.qtbot.waitUntil(lambda: self.live.opened.record.id == record_id)

    def kept(self, record_id):
        """The answers that the store keeps, by ref."""
        return dict(open_record(self.app, record_id).answers)

    def close(self):
        """Close as a person would, and wait until everything is kept."""
        self.window.close()
        self.qtbot.waitUntil(lambda: not self.window.isVisible())
        self.lanes.close()
        self.window.deleteLater()


@pytest.fixture
def editor(qtbot, app, tmp_path):
    """Opens a record: `editor(record_id, ref="", size=(1366, 768))`."""
    opened = []

    def open_editor(record_id, ref="", size=(1366, 768)):
        failures = []
        lanes, navigator = Lanes(failures.append), Navigator()
        window = MainWindow(navigator, Preferences(tmp_path))
        window.plug(
            {
                RecordPage: lambda: RecordScreen(
                    app, lanes, navigator, window.status, window.failures
                ),
                FinishPage: lambda: Screen("Finish"),
                AuditPage: lambda: Screen("Audit profile"),
            }
        )
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made = Editor(qtbot, app, window, lanes, navigator, failures)
        opened.append(made)
        navigator.go(RecordPage(record_id, ref))
        qtbot.waitUntil(lambda: made.live is not None and bool(made.page.cards))
        return made

    yield open_editor
    for each in opened:
        each.close()
        assert not each.failures


@pytest.fixture
def visit_2(app):
    """A new record of a second visit at a school whose first is finished."""
    return start_record(app, ALDERBROOK, "visit_2").value.record.id


@pytest.fixture
def audit(app):
    """A new audit."""
    return start_record(app, ALDERBROOK, "maths_audit").value.record.id


@pytest.fixture
def finished(app):
    """The finished record of the first visit."""
    return next(line.record.id for line in list_records(app, ALDERBROOK) if line.record.finished_at)


@pytest.fixture
def record_of(app):
    """A new record of a form written for the test: `record_of(xform(...))` answers its id."""

    def start(xml, form_id="a_form", version="3"):
        with app.store.unit_of_work() as work:
            work.keep_form(form_id, version, "A form", xml, "")
            work.commit()
        return start_record(app, ALDERBROOK, form_id).value.record.id

    return start
