"""A note is followed from finishing to the archive by commands alone, as typed."""

from __future__ import annotations

import pytest

from tests.journeys.test_visit_by_command import fill_in

DAY = "2026-01-15"


@pytest.fixture
def finished(with_school):
    started = with_school.does(
        "start-record", "--school", "900001", "--form", "visit_1", "--on", DAY
    )
    fill_in(with_school, started["id"])
    with_school.does("finish", started["id"])
    return started["id"]


def stages(view):
    return [line["stage"] for line in view["lines"]]


def test_a_note_is_sent_answered_corrected_agreed_and_archived(with_school, finished, tmp_path):
    laptop = with_school
    laptop.does("export", "--all", str(tmp_path / "out"))
    assert "colleague" in laptop.is_refused("quality-read", finished)
    laptop.does("quality-read", finished, "--role", "Project lead")
    laptop.does("sent", finished, "--role", "headteacher")
    words = tmp_path / "words.txt"
    words.write_text("It was Year 3.", encoding="utf-8")
    laptop.does(
        *("accuracy", finished, "--answer", "correction", "--role", "Head", "--words", str(words))
    )
    laptop.does("reopen", finished)
    laptop.does("answer", finished, "T2_seen", "Used in one Year 3 class only.")
    laptop.does("finish", finished)
    laptop.does("export", "--all", str(tmp_path / "out"))
    laptop.does("sent", finished, "--role", "headteacher")
    laptop.does("accuracy", finished, "--answer", "accurate", "--role", "headteacher")
    laptop.does("make-final", finished)
    view = laptop.does("archive", finished)
    assert stages(view) == [
        *("finished", "quality_read", "sent", "correction_asked"),
        *("finished", "sent", "accurate", "final", "archived"),
    ]
    assert laptop.does("show", finished)["follow_through"]["lines"] == view["lines"]
    assert stages(laptop.does("take-back", finished))[-1] == "final"
    code, said, _ = laptop.types("stages", finished)
    assert code == 0
    assert "It was Year 3." in said
    assert "Next: final copy sent, archived" in said


def test_what_may_not_be_is_refused_in_words(with_school, finished):
    code, _, told = with_school.types("accuracy", finished, "--answer", "none")
    assert code == 1
    assert "stands at “Finished”" in told


def test_days_and_sample_are_set_for_a_project(with_school):
    laptop = with_school
    made = laptop.does("create-project", "--title", "Maths Progress", "--quality-one-in", "5")
    changed = laptop.does("change-project", made["id"], "--note-days", "10")
    assert (changed["note_days"], changed["quality_one_in"]) == (10, 5)
    for wrong in ("0", "16"):
        code, _, told = laptop.types("change-project", made["id"], "--note-days", wrong)
        assert code == 1
        assert "1 to 15" in told


def test_holidays_are_imported_and_listed(with_school, tmp_path):
    laptop = with_school
    path = tmp_path / "holidays.csv"
    path.write_text("Westmarch,2026-02-16,2026-02-20,Half term\n", encoding="utf-8")
    laptop.does("import-holidays", str(path))
    laptop.does(
        *("add-holiday", "--la", "Westmarch", "--first", "2026-03-30", "--last", "2026-04-10")
    )
    assert [one["first"] for one in laptop.does("holidays")] == ["2026-02-16", "2026-03-30"]
