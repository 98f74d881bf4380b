"""On a school's Visits tab, a note that was begun by itself is counted as its visit."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.visits import VisitState
from app.usecases.records import start_record
from app.usecases.visits import visits_of
from ui.widgets.buttons import Button
from ui.widgets.text import Words

ST_OSWIN = 900004


def test_one_press_counts_it_and_undo_takes_that_back(qtbot, app, lanes, open_school):
    record = start_record(app, ST_OSWIN, "visit_1").value.record
    screen = open_school(app, ST_OSWIN, "visits")
    uncounted = screen.visits.uncounted
    (count,) = uncounted.findChildren(Button)
    assert count.text() == "Count as visit 1"
    assert any("counts as no visit yet" in w.text() for w in uncounted.findChildren(Words))

    with qtbot.waitSignal(screen.told) as told:
        qtbot.mouseClick(count, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not lanes.busy)
    made = visits_of(app, ST_OSWIN)[-1]
    assert (made.kind, made.on) == ("visit_1", record.on)
    assert not uncounted.isVisible()

    with qtbot.waitSignal(screen.doing.done):
        dict(told.args[2])["Undo"]()
    qtbot.waitUntil(uncounted.isVisible)
    assert visits_of(app, ST_OSWIN)[-1].state is VisitState.CANCELLED
