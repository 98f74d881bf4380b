"""What commands say: words for an adviser, whatever was typed, and never the program's own code."""

from __future__ import annotations

import json

import pytest

from app.cli import main
from tests.builders_register import listed, write_list
from tests.builders_workbooks import SETTINGS, text, write_workbook


@pytest.fixture
def started(with_school):
    return with_school.does("start-record", "--school", "900001", "--form", "visit_1")


@pytest.fixture
def two_schools(with_school, tmp_path):
    write_list(tmp_path / "more.csv", listed(900002, "Birchfield Primary School"))
    with_school.does("import-schools", tmp_path / "more.csv")
    with_school.does("take-on", "900002")
    return with_school


def agree(laptop, record_id, *more):
    words = ("--what", "Plan together", "--who", "headteacher", "--by", "2099-12-18")
    return laptop.does("add-action", record_id, *words, "--known-by", "Six plans kept", *more)


def is_wrong_use(laptop, *words):
    """What is said of a command that was typed wrongly."""
    with pytest.raises(SystemExit) as stopped:
        laptop.types(*words)
    assert stopped.value.code == 2
    return laptop.capsys.readouterr().err


def test_what_is_missing_is_told_in_words_with_its_place(with_school, started):
    code, _, err = with_school.types("finish", started["id"])
    assert code == 1
    assert (
        "  /data/about/purpose  About this visit: Agreed purpose of this visit "
        "(This answer is needed.)\n"
    ) in err
    assert "Gap(" not in err


def test_what_the_form_says_against_an_answer_is_told_in_words(with_school, started):
    with_school.does("answer", started["id"], "arrived", "09:00")
    _, out, _ = with_school.types("answer", started["id"], "left", "08:00")
    assert out == (
        "/data/about/left: kept\n"
        "The time you left is before the time you arrived. Check both times.\n"
    )


def test_an_argument_that_is_no_text_is_a_wrong_use(with_school, started):
    told = is_wrong_use(with_school, "answer", started["id"], "purpose", "caf\udce9")
    assert "no text in this terminal" in told


def test_the_folder_and_the_format_may_stand_before_the_command(with_school, capsys):
    assert main(["--data", str(with_school.folder), "--json", "schools", "--mine"]) == 0
    (school,) = json.loads(capsys.readouterr().out)
    assert school["urn"] == 900001


def test_a_field_without_a_value_is_a_wrong_use(with_school, started):
    assert "FIELD=VALUE" in is_wrong_use(with_school, "add-row", started["id"], "people", "role")


def test_export_wants_one_record_or_all(with_school, started, tmp_path):
    told = is_wrong_use(with_school, "export", "--all", started["id"], tmp_path / "out")
    assert "name one RECORD and a FOLDER" in told


@pytest.mark.parametrize("count", ["0", "10000", "99999999999999999999", "9" * 5000, "many"])
def test_a_count_nobody_could_have_looked_at_is_refused(with_school, started, count):
    told = with_school.is_refused(
        "add-row", started["id"], "evidence", "source=books", f"count={count}"
    )
    assert told.endswith("Nothing has been kept.")
    assert with_school.does("show", started["id"])["evidence"] == []


def test_a_failure_nobody_foresaw_is_told_and_logged_without_its_words(
    with_school, monkeypatch, errors_logged
):
    def fail(*_args):
        raise ZeroDivisionError("Ben Smith")

    monkeypatch.setattr("app.cli.visits.today", fail)
    told = with_school.is_refused("today")
    assert "what was saved before is safe" in told
    log = (with_school.folder / "logs" / "visitbook.log").read_text(encoding="utf-8")
    assert "unexpected ZeroDivisionError" in log
    assert "Ben Smith" not in told + log
    errors_logged.clear()


def test_a_project_whose_school_was_not_taken_on_is_not_made_at_all(with_school):
    refused = ("create-project", "--title", "Maths", "--school", "900001", "--school", "900009")
    assert "900009" in with_school.is_refused(*refused)
    made = with_school.does(
        "plan-visit", "--school", "900001", "--kind", "visit_1", "--on", "2025-10-14"
    )
    assert made["visit"]["project_id"] == ""


@pytest.mark.parametrize("year", ["99", "10000", "99999999999999999999"])
def test_an_academic_year_is_a_year(with_school, year):
    told = with_school.is_refused("create-project", "--title", "Maths", "--year", year)
    assert "such as 2025" in told


def test_a_status_is_given_only_where_the_action_is_asked_after(two_schools, started):
    action = agree(two_schools, started["id"])
    elsewhere = two_schools.does("start-record", "--school", "900002", "--form", "visit_1")
    for record in (elsewhere, started):
        told = two_schools.is_refused(
            "action-status", action["id"], "done", "--seen", "Plans", "--record", record["id"]
        )
        assert "does not ask after" in told


def test_only_an_earlier_action_of_the_school_is_carried_on(two_schools, started):
    elsewhere = two_schools.does("start-record", "--school", "900002", "--form", "visit_1")
    other = agree(two_schools, elsewhere["id"])["id"]
    for action in (other, "no such action"):
        words = ("--what", "Plan", "--who", "headteacher", "--by", "2099-12-18", "--known-by", "x")
        told = two_schools.is_refused("add-action", started["id"], *words, "--carried-from", action)
        assert "No action has been added" in told


def test_a_school_typed_twice_is_taken_on_once(with_school):
    assert len(with_school.does("take-on", "900001", "900001")) == 1


def test_a_search_among_ones_own_schools_says_that_none_fits(with_school):
    _, out, _ = with_school.types("schools", "--mine", "--search", "zzz")
    assert out == "No school of yours matches.\n"


def test_a_visit_is_written_up_at_its_own_school(two_schools):
    visit = two_schools.does(
        "plan-visit", "--school", "900001", "--kind", "visit_1", "--on", "2025-10-14"
    )["visit"]["id"]
    told = two_schools.is_refused(
        "start-record", "--school", "900002", "--form", "visit_1", "--visit", visit
    )
    assert "another school" in told
    assert two_schools.does("records") == []


def test_a_record_is_of_the_day_that_its_form_says(with_school, started):
    with_school.does("answer", started["id"], "visit_date", "2025-10-17")
    assert with_school.does("show", started["id"])["record"]["on"] == "2025-10-17"
    with_school.does("answer", started["id"], "visit_date", "")
    assert with_school.does("show", started["id"])["record"]["on"] == "2025-10-17"


def test_whoever_leads_safeguarding_is_marked_whatever_the_school_calls_them(with_school):
    words = ("add-person", "--school", "900001", "--role", "Pastoral lead")
    assert not with_school.does(*words)["safeguarding_lead"]
    assert with_school.does(*words, "--safeguarding-lead")["safeguarding_lead"]


def test_help_says_where_the_passphrase_comes_from(with_school):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    assert "VISITBOOK_PASSPHRASE_FILE" in with_school.capsys.readouterr().out


def test_an_import_tells_what_changed_and_what_an_older_list_opens_again(with_school, tmp_path):
    newer = [
        listed(900001, pupils="301"),
        *(listed(900010 + n, status="Closed") for n in range(30)),
    ]
    older = [listed(900001, pupils="290"), *(listed(900010 + n) for n in range(30))]
    write_list(tmp_path / "newer.csv", *newer)
    write_list(tmp_path / "older.csv", *older)
    with_school.types("import-schools", tmp_path / "newer.csv")
    _, out, _ = with_school.types("import-schools", tmp_path / "older.csv")
    first, second, *listing, last = out.splitlines()
    assert first.startswith("31 read, 0 added, 31 updated")
    assert second == "30 that were closed are open in this list. Is it an older one?"
    assert listing[0] == "  900010  Ashcombe Primary School: status was closed, is open"
    assert len(listing) == 20
    assert last == "  and 11 more; --json lists the first 500."


def test_an_import_tells_the_facts_that_changed(with_school, tmp_path):
    write_list(tmp_path / "a.csv", listed(900002, pupils="301"))
    write_list(tmp_path / "b.csv", listed(900002, pupils="290"))
    with_school.types("import-schools", tmp_path / "a.csv")
    _, out, _ = with_school.types("import-schools", tmp_path / "b.csv")
    assert "  900002  Ashcombe Primary School: on roll was 301, is 290\n" in out


def test_a_record_about_a_project_is_begun_by_command(with_school):
    project = with_school.does("create-project", "--title", "Number sense", "--year", "2025")
    about = ("--form", "lesson_learned")
    begun = with_school.does("start-record", "--project", project["id"], *about)
    assert begun["school"] == "Number sense"
    (line,) = with_school.does("records")
    assert (line["urn"], line["reference"]) == (0, "P2025-LESSON-LEARNED")
    both = ("--school", "900001", "--project", project["id"], *about)
    assert "not allowed with" in is_wrong_use(with_school, "start-record", *both)
    code, _, err = with_school.types("start-record", "--school", "900001", *about)
    assert (code, "about a project" in err) == (1, True)


def test_moving_a_record_to_a_newer_form_is_told_first_and_done_on_a_yes(
    with_school, tmp_path, started
):
    book = write_workbook(tmp_path / "walk.xlsx", survey=[text("seen"), text("gone")])
    with_school.does("import-form", book)
    walk = with_school.does("start-record", "--school", "900001", "--form", "a_note")
    with_school.does("answer", walk["id"], "gone", "Kept aside")
    newer = [{**SETTINGS, "version": "2026092001"}]
    write_workbook(book, settings=newer, survey=[text("seen"), text("new")])
    with_school.does("import-form", book)
    _, told, _ = with_school.types("move-version", walk["id"])
    assert "Nothing has been changed" in told
    assert "kept aside: What about gone?: Kept aside" in told
    assert with_school.does("kept-aside", walk["id"]) == []
    with_school.does("move-version", walk["id"], "--yes")
    (aside,) = with_school.does("kept-aside", walk["id"])
    assert aside["value"] == "Kept aside"
    with_school.does("move-version", walk["id"], "--to", "2026091501", "--yes")
    assert with_school.does("kept-aside", walk["id"]) == []


def test_a_draft_is_discarded_only_on_a_yes(with_school, started):
    with_school.does("answer", started["id"], "purpose", "Fractions")
    _, told, _ = with_school.types("discard-draft", started["id"])
    assert "Nothing has been changed" in told
    assert "S900001-V1" in told
    assert len(with_school.does("records")) == 1
    with_school.does("discard-draft", started["id"], "--yes")
    assert with_school.does("records") == []
    _, _, said = with_school.types("show", started["id"])
    assert "no such record" in said


def test_a_note_is_counted_as_its_visit_at_once_or_by_a_command_of_its_own(with_school):
    at_once = with_school.does(
        "start-record", "--school", "900001", "--form", "visit_2", "--counts"
    )
    assert "already" in with_school.is_refused("count-as-visit", at_once["id"])
    later = with_school.does("start-record", "--school", "900001", "--form", "visit_1")
    code, out, _ = with_school.types("count-as-visit", later["id"])
    assert code == 0
    assert out.startswith("S900001-V1 counts as Visit 1, ")
