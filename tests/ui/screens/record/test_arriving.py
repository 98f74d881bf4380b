"""What others write in a record that is open: shown at once, and never over what is being typed."""

from __future__ import annotations

import pytest

from app.domain.records import Record
from app.usecases.answering import answer
from app.usecases.clashes import record_clashes
from app.usecases.panels import add_met_person
from app.usecases.sharing import join_record, share_record
from tests.builders_sharing import a_colleague

pytestmark = pytest.mark.usefixtures("cheap_codes")
PURPOSE, STRONG = "/data/about/purpose", "/data/leadership/leadership_strengths"


@pytest.fixture
def ben(tmp_path):
    app = a_colleague(tmp_path / "ben")
    yield app
    app.store.close()


@pytest.fixture
def shared(app, ben, visit_2, tmp_path):
    """The record is with the colleague too."""
    file = share_record(app, visit_2, tmp_path / "there.visitbook")
    join_record(ben, file.path, file.code)
    return visit_2


@pytest.fixture
def comes(app, ben, shared, tmp_path):
    """What the colleague wrote comes, as by a sync: `comes(editor)`."""

    def come(made):
        back = share_record(ben, shared, tmp_path / "back.visitbook")
        changes = join_record(app, back.path, back.code).changes
        made.screen._changes.changed.emit(changes, None)

    return come


def banners(made):
    return " ".join(banner.text for banner in made.screen._banners.banners)


def own_changes(app):
    with app.store.reading() as reader:
        return [change for change in reader.changes() if change.by == app.me]


def test_an_answer_that_comes_is_shown_and_is_nobody_s_here_to_undo_or_to_save(
    qtbot, app, ben, editor, shared, comes
):
    made = editor(shared, PURPOSE)
    made.live.answer(PURPOSE, "Fractions")
    made.live.flush()
    qtbot.waitUntil(lambda: made.live.settled)
    answer(ben, shared, "leadership_strengths", "Headteacher")
    before = own_changes(app)
    block = made.block("purpose")
    block.editor.go_to(0)
    comes(made)
    qtbot.waitUntil(lambda: "came from somebody else" in banners(made))
    assert made.live.session.value(STRONG) == "Headteacher"
    assert made.live.settled
    made.live.undo()
    assert made.live.session.value(STRONG) == "Headteacher"
    assert made.live.session.value(PURPOSE) == ""
    made.live.redo()
    made.live.flush()
    qtbot.waitUntil(lambda: made.live.settled)
    assert [change.field for change in own_changes(app)[len(before) :]] == []


def test_what_is_being_typed_stays_and_becomes_a_clash_that_is_marked_at_its_question(
    qtbot, app, ben, editor, shared, comes
):
    made = editor(shared, PURPOSE)
    answer(ben, shared, "purpose", "Ratio")
    block = made.block("purpose")
    block.editor.go_to(0)
    qtbot.keyClicks(block.editor.focusWidget() or block.editor, "Fractions")
    comes(made)
    qtbot.waitUntil(lambda: made.screen.arriving._holding)
    assert made.live.session.value(PURPOSE) == "Fractions"
    made.live.flush()
    qtbot.waitUntil(lambda: len(record_clashes(app, shared)) == 1)
    qtbot.waitUntil(lambda: made.block("purpose").clash is not None)
    assert "Ratio" in made.block("purpose").clash.words.text()
    with qtbot.waitSignal(made.screen.together.clashes_asked):
        made.block("purpose").clash.choose.click()


def test_an_answer_typed_over_one_that_was_shown_replaces_it_without_a_clash(
    qtbot, app, ben, editor, shared, comes
):
    made = editor(shared, PURPOSE)
    answer(ben, shared, "leadership_strengths", "Headteacher")
    comes(made)
    qtbot.waitUntil(lambda: made.live.session.value(STRONG) == "Headteacher")
    made.live.answer(STRONG, "Headteacher and maths lead")
    made.live.flush()
    qtbot.waitUntil(lambda: made.live.settled)
    assert made.kept(shared)[STRONG] == "Headteacher and maths lead"
    assert record_clashes(app, shared) == ()


def test_the_answer_one_is_in_is_shown_when_it_is_asked_for(qtbot, app, ben, editor, shared, comes):
    made = editor(shared, PURPOSE)
    answer(ben, shared, "purpose", "Ratio")
    made.block("purpose").editor.go_to(0)
    comes(made)
    qtbot.waitUntil(lambda: "that you are in" in banners(made))
    assert made.live.session.value(PURPOSE) == ""
    made.screen.arriving._look(made.live, all_of_it=True)
    qtbot.waitUntil(lambda: made.live.session.value(PURPOSE) == "Ratio")
    assert made.block("purpose").asking.session.value(PURPOSE) == "Ratio"


def test_a_person_whom_a_colleague_met_stands_in_the_panel_once_what_is_typed_is_kept(
    qtbot, app, ben, editor, shared, comes
):
    made = editor(shared, PURPOSE)
    add_met_person(ben, shared, "headteacher")
    comes(made)
    qtbot.waitUntil(lambda: [p.role for p in made.live.rows.people] == ["headteacher"])
    assert made.live.settled


def test_a_record_that_somebody_finished_is_read_anew_on_request(qtbot, app, editor, visit_2):
    made = editor(visit_2)
    with app.store.unit_of_work() as work:
        record = work.get(Record, visit_2)
        work.save(Record(**{**_fields(record), "revision": 2}))
        changes = work.commit()
    made.screen._changes.changed.emit(changes, None)
    qtbot.waitUntil(lambda: "finished this record" in banners(made))
    made.screen.arriving.anew_asked.emit()
    qtbot.waitUntil(lambda: made.live.opened.record.revision == 2)


def _fields(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}
