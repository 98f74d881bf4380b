"""A form of 1,071 binds with 200 lessons in the editor: typing, showing, finding, undoing.

The form is public data beside the project; without it these are skipped by name.
"""

from __future__ import annotations

import os
from statistics import median, quantiles

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.forms.xform import load_form
from app.usecases.find_in_record import FindInRecord
from app.usecases.records import start_record
from tests.benchmarks.conftest import SHARED
from tests.benchmarks.measuring import Row, clocked, ms
from tests.benchmarks.test_editor import Painted, key_painted, section_painted
from tests.builders import an_app, with_school
from ui import theme
from ui.main_window import MainWindow
from ui.places import Navigator, RecordPage
from ui.preferences import Preferences
from ui.questions.block import QuestionBlock
from ui.screens.record.screen import RecordScreen
from ui.tasks import Lanes

BIG = SHARED / "conformance" / "bench" / "audit_1000.xml"
ROWS, ANOTHER, LESSONS = "/data/lesson", "/data/teaching", 200
ONE_ROW = 20  # questions, a few more than a row of the form has
KEY_AIM, SECTION_AIM, FIND_AIM = 16.0, 150.0, 50.0
WORDS = "Bars were drawn in both classes, and pupils said what each one stood for. " * 3
pytestmark = [pytest.mark.benchmark, pytest.mark.conformance]


@pytest.fixture
def big(qapp, qtbot, tmp_path):
    """A record of the large form with 200 lessons, in the editor."""
    if not BIG.exists():
        pytest.skip(f"the data beside the project is not here: {BIG.name}")
    theme.start(qapp, theme.Appearance("light"))
    app = an_app(tmp_path)
    record = start_record(app, with_school(app).urn, _keep_form(app)).value.record
    lanes, navigator = Lanes(lambda error: pytest.fail(str(error))), Navigator()
    window = MainWindow(navigator, Preferences(tmp_path))
    window.plug(
        {RecordPage: lambda: RecordScreen(app, lanes, navigator, window.status, window.failures)}
    )
    qtbot.addWidget(window)
    window.show()
    navigator.go(RecordPage(record.id, ANOTHER))
    qtbot.waitUntil(lambda: window.screen_on_show.live is not None)
    live = window.screen_on_show.live
    for number in range(LESSONS):
        live.answer(f"{live.add_repeat(ROWS)}/teacher", f"T{number}")
    qtbot.waitUntil(lambda: live.settled, timeout=60_000)
    yield window.screen_on_show
    window.close()
    lanes.close()
    app.store.close()


def test_a_key_is_painted_among_200_lessons(tell, qtbot, big):
    row = big.live.session.rows(ROWS)[LESSONS // 2]
    big.moving.go_to(f"{row}/teacher")
    QTest.qWait(600)
    line = big.panes.page.current_block.editor.focusProxy()
    bare = QLineEdit()
    qtbot.addWidget(bare)
    bare.resize(640, 40)
    bare.show()
    ours, floor = (_keys(box) for box in (line, bare))
    mine, least = (quantiles(each, n=20)[18] for each in (ours, floor))
    name = f"Key to repaint, 1,071 binds and 200 lessons, p95 (of {len(ours)})"
    tell(Row(name, ms(mine), ms(least), f"{mine / least:.1f}x", f"≤ {KEY_AIM:g} ms"))


def test_rows_that_nobody_opened_have_no_editors(tell, big):
    taken = [section_painted(big, path) for path in (ROWS, ANOTHER) * 4][::2]
    name = f"A section of {LESSONS + 1} rows on screen (median of {len(taken)})"
    tell(Row(name, ms(median(taken)), aim=f"≤ {SECTION_AIM:g} ms"))
    big.moving.choose(ROWS)
    card = big.panes.page.cards[0]
    assert len(big.live.session.rows(ROWS)) >= LESSONS
    assert len(card.findChildren(QuestionBlock)) <= ONE_ROW


def test_words_are_found_among_200_lessons(tell, big):
    search = FindInRecord(big.live.session)
    read = []
    for _turn in range(5):
        search.forget()
        read.append(clocked(search.read))
    again = [clocked(lambda w=w: search.find(w)) for w in ("bars", "level", "t199", "year") * 5]
    aim = f"≤ {FIND_AIM:g} ms"
    form = "1,071 binds and 200 lessons"
    tell(Row(f"Words found in {form} (median of {len(again)})", ms(median(again)), aim=aim))
    tell(Row(f"Its words read for that (median of {len(read)})", ms(median(read)), aim=aim))
    assert len(search.find("t199")) == 1


def test_an_answer_is_undone_among_200_lessons(tell, big):
    ref = f"{big.live.session.rows(ROWS)[LESSONS // 2]}/teacher"

    def act() -> None:
        big.live.answer(ref, "another")
        big.live.undo()

    taken = [clocked(act) for _turn in range(30)]
    tell(Row("An answer given and undone there (median of 30)", ms(median(taken))))


def _keys(box) -> list[float]:
    box.setFocus()
    painted = Painted(box)
    return [key_painted(box, painted, letter) for letter in WORDS]


def _keep_form(app) -> str:
    xml = BIG.read_text(encoding="utf-8")
    definition = load_form(xml)
    with app.store.unit_of_work() as work:
        work.keep_form(definition.form_id, definition.version, definition.title, xml, "")
        work.commit()
    return definition.form_id
