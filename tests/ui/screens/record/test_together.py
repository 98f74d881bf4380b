"""Two people in one record: who does which section stands in the list, what both wrote is told."""

from __future__ import annotations

import pytest

from app.usecases.answering import answer
from app.usecases.section_duties import section_duties, take_section
from app.usecases.sharing import join_record, share_record
from tests.builders_sharing import a_colleague

pytestmark = pytest.mark.usefixtures("cheap_codes")


@pytest.fixture
def ben(tmp_path):
    app = a_colleague(tmp_path / "ben")
    yield app
    app.store.close()


def notes(made):
    """What stands beneath each section, by its title."""
    view = made.screen.panes.sections.list
    rows = (view.row_at(view.model().index(at, 0)) for at in range(view.model().rowCount()))
    return {row.title: row.note for row in rows}


def test_who_does_a_section_stands_beneath_it(qtbot, app, editor, visit_2):
    made = editor(visit_2)
    qtbot.waitUntil(lambda: "take_section" in made.screen.answers())
    made.screen.answers()["take_section"]()
    qtbot.waitUntil(lambda: any("Sample" in note for note in notes(made).values()))
    assert section_duties(app, visit_2)
    assert "take_section" not in made.screen.answers()
    made.screen.answers()["leave_section"]()
    qtbot.waitUntil(lambda: not any("Sample" in note for note in notes(made).values()))
    assert section_duties(app, visit_2) == {}


def test_a_colleague_s_section_can_be_taken_over(qtbot, app, ben, editor, visit_2, tmp_path):
    shared = share_record(app, visit_2, tmp_path / "a.visitbook")
    join_record(ben, shared.path, shared.code)
    take_section(ben, visit_2, "/data/about")
    back = share_record(ben, visit_2, tmp_path / "b.visitbook")
    join_record(app, back.path, back.code)
    made = editor(visit_2)
    qtbot.waitUntil(lambda: any("Second" in note for note in notes(made).values()))
    assert {"take_section", "leave_section"} <= set(made.screen.answers())


def test_what_two_people_wrote_is_told_above_the_record(qtbot, app, ben, editor, visit_2, tmp_path):
    shared = share_record(app, visit_2, tmp_path / "a.visitbook")
    join_record(ben, shared.path, shared.code)
    answer(app, visit_2, "purpose", "Fractions")
    answer(ben, visit_2, "purpose", "Ratio")
    back = share_record(ben, visit_2, tmp_path / "b.visitbook")
    join_record(app, back.path, back.code)

    made = editor(visit_2)
    qtbot.waitUntil(
        lambda: any("two people" in banner.text for banner in made.screen._banners.banners)
    )
    with qtbot.waitSignal(made.screen.together.clashes_asked):
        made.screen.answers()["clashes"]()


def test_sharing_waits_until_what_is_on_screen_is_kept(qtbot, app, editor, visit_2):
    made = editor(visit_2, "/data/about/purpose")
    made.live.answer("/data/about/purpose", "Typed just now")
    with qtbot.waitSignal(made.screen.together.share_asked) as asked:
        made.screen.answers()["share_record"]()
    assert asked.args == [visit_2]
    assert made.kept(visit_2)["/data/about/purpose"] == "Typed just now"
