"""A form as an adviser will see it: looked at, tried without keeping anything, imported, used."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.usecases.opened import open_record
from app.usecases.own_forms import draft_form, form_versions, import_form
from app.usecases.record_list import list_records
from app.usecases.records import start_record
from tests.builders_workbooks import section, text, write_workbook
from ui.places import Forms, FormTrial, RecordPage

LIST = {"type": "select_one_from_file rooms.csv", "name": "room", "label": "Which room?"}
ONCE = text("which", relevant="${seen} = 'the hall'")


def everything(app):
    """Every row of every table of the store."""
    with app.store.reading() as reader:
        tables = reader.connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).scalars()
        return {
            name: sorted(map(repr, reader.connection.exec_driver_sql(f'SELECT * FROM "{name}"')))
            for name in tuple(tables)
        }


@pytest.fixture
def previewed(forms_window, walk):
    """The preview of the walk, once it was checked."""
    window = forms_window()
    window.check(walk(ONCE))
    assert isinstance(window.navigator.here, FormTrial)
    return window


def test_the_preview_shows_the_form_and_takes_no_answers(previewed):
    screen = previewed.screen
    assert screen.title == "School walk"
    assert screen.header.subtitle.words == "3 questions · form version 1"
    assert [row.partition(",")[0] for row in previewed.sections] == ["About", "More"]
    seen = previewed.block("seen")
    seen.editor.go_to(0)
    previewed.write("the hall")
    assert screen.live.session.value(seen.ref) == ""
    (banner,) = screen.banners.banners
    assert "A new form, version 1." in banner.text


def test_a_trial_does_everything_and_keeps_nothing(previewed, app):
    before = everything(app)
    previewed.press(previewed.screen.try_it)
    live, begun = previewed.screen.live, []
    live.began.connect(lambda: begun.append("something is to be kept"))
    assert previewed.window.focusWidget() is previewed.block("seen").editor.focusProxy()
    previewed.write("the hall")
    assert live.session.value("/data/about/seen") == "the hall"
    previewed.qtbot.waitUntil(lambda: "which" in previewed.names())
    previewed.screen.moving.step(1)
    previewed.write("both")
    previewed.screen.moving.turn(1)
    previewed.screen.leave()
    previewed.qtbot.waitUntil(lambda: not previewed.lanes.busy)
    assert begun == []
    assert everything(app) == before
    assert "nothing is saved" in previewed.screen.banners.banners[-1].text


def test_a_trial_can_be_begun_afresh(previewed):
    previewed.press(previewed.screen.try_it)
    previewed.write("the hall")
    previewed.press(previewed.screen.try_it)
    assert previewed.screen.live.session.value("/data/about/seen") == ""


def test_what_is_missing_is_shown_in_a_trial(previewed):
    previewed.press(previewed.screen.try_it)
    previewed.qtbot.waitUntil(lambda: "1 to do" in previewed.sections[0])


def test_an_imported_form_can_be_filled_in_at_a_school(previewed, app):
    previewed.press(previewed.screen.take)
    previewed.qtbot.waitUntil(lambda: previewed.navigator.here == Forms(form_id="school_walk"))
    assert "school_walk" in {form.form_id for form in form_versions(app) if form.offered}
    assert any("is imported" in words for words in previewed.said)
    record = start_record(app, 900001, "school_walk").value.record
    previewed.navigator.go(RecordPage(record.id))
    previewed.qtbot.waitUntil(lambda: previewed.navigator.here == RecordPage(record.id))
    previewed.qtbot.waitUntil(lambda: previewed.screen.live is not None)
    previewed.write("Books")
    previewed.screen.leave()
    previewed.qtbot.waitUntil(
        lambda: open_record(app, record.id).answers.get("/data/about/seen") == "Books"
    )
    assert record.id in {line.record.id for line in list_records(app, 900001)}


def test_a_form_that_was_overtaken_is_not_imported_and_says_why(previewed, app, walk):
    import_form(app, draft_form(app, walk()))
    previewed.press(previewed.screen.take)
    assert any("Raise the version to" in words for words in previewed.said)


def test_remarks_are_told_beside_the_preview(forms_window, walk):
    window = forms_window()
    window.check(walk(text("where", appearance="map")))
    told = [banner.text for banner in window.screen.banners.banners]
    assert any("Worth knowing" in words and "map" in words for words in told)


def test_a_list_chosen_with_the_form_is_offered_in_the_trial(forms_window, walk, tmp_path):
    (tmp_path / "rooms.csv").write_text("name,label\nhall,The hall\n")
    window = forms_window()
    window.check(walk(LIST), tmp_path / "rooms.csv")
    (choice,) = window.screen.live.session.choices("/data/about/room")
    assert choice.label == "The hall"


def test_a_built_in_form_with_panels_can_be_tried_without_writing(forms_window, app):
    window = forms_window()
    form = next(form for form in form_versions(app) if form.form_id == "visit_1")
    window.navigator.go(FormTrial(kept=form))
    window.qtbot.waitUntil(lambda: window.screen.live is not None, timeout=20_000)
    assert not window.screen.take.isVisible()
    before = everything(app)
    window.press(window.screen.try_it)
    for _section in range(12):
        window.screen.moving.turn(1)
    window.qtbot.waitUntil(lambda: not window.lanes.busy)
    assert everything(app) == before


def test_in_a_trial_the_keys_step_over_panels_to_the_next_question(forms_window, app):
    window = forms_window()
    form = next(form for form in form_versions(app) if form.form_id == "visit_1")
    window.navigator.go(FormTrial(kept=form))
    window.qtbot.waitUntil(lambda: window.screen.live is not None, timeout=20_000)
    window.press(window.screen.try_it)
    page = window.screen.panes.page
    window.screen.moving.go_to("/data/about/left")
    window.screen.moving.step(1)
    assert page.current_ref == "/data/about/purpose"
    window.screen.moving.step(-1)
    assert page.current_ref == "/data/about/left"


@pytest.mark.parametrize("size", [(1280, 720), (720, 900)])
def test_the_trial_fits_smaller_windows(forms_window, walk, size):
    window = forms_window(size)
    window.check(walk())
    window.qtbot.waitUntil(lambda: window.screen.live is not None)
    assert window.screen.minimumSizeHint().width() <= size[0]


@pytest.fixture
def bilingual(tmp_path):
    """A form in English and Welsh."""
    survey = [
        {"type": "begin_group", "name": "about", "label::English": "About", "label::Cymraeg": "Am"},
        {"type": "text", "name": "seen", "label::English": "Seen", "label::Cymraeg": "Gwelwyd"},
        {"type": "end_group"},
    ]
    settings = [{"form_title": "Walk", "form_id": "bi", "version": "1"}]
    return write_workbook(tmp_path / "bi.xlsx", survey=survey, settings=settings)


def test_the_languages_of_a_form_are_offered_in_the_header(forms_window, bilingual, qtbot):
    window = forms_window()
    window.check(bilingual)
    window.press(window.screen.try_it)
    window.write("Books")
    choice = window.screen.languages.choice
    assert [choice.itemText(at) for at in range(choice.count())] == ["English", "Cymraeg"]
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert window.sections[0].startswith("Am")
    assert window.block("seen").asking.name == "Gwelwyd"
    assert window.screen.live.session.value("/data/about/seen") == "Books"


def test_the_names_of_sections_are_said_in_the_language_too(forms_window, bilingual, qtbot):
    window = forms_window()
    window.check(bilingual)
    window.press(window.screen.try_it)
    window.screen.moving.look()
    choice = window.screen.languages.choice
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert window.sections[0].startswith("Am")
    assert window.screen.panes.page.title.text() == "Am"


def test_a_form_in_one_language_offers_none(previewed):
    assert not previewed.screen.languages.choice.isVisible()


def test_loose_questions_before_and_after_a_group_are_drawn(forms_window, walk, tmp_path):
    survey = [text("first"), *section("about", text("seen")), text("last")]
    settings = [{"form_title": "Walk", "form_id": "loose", "version": "1"}]
    window = forms_window()
    window.check(write_workbook(tmp_path / "l.xlsx", survey=survey, settings=settings))
    window.press(window.screen.try_it)
    for name in ("first", "seen", "last"):
        window.write(name)
        assert window.screen.live.session.value(window.block(name).ref) == name
        window.screen.moving.turn(1)
