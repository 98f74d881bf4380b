"""A whole visit, from school list to PDF, with no screen: each step a command, as typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import sample_record

ACTION = ["--what", "Plan one lesson a week together", "--who", "headteacher"]
KNOWN = ["--by", "2099-12-18", "--known-by", "Six plans kept in the planning folder"]


def fill_in(laptop, record_id: str) -> None:
    for name, value in sample_record("alderbrook_1")["answers"].items():
        laptop.does("answer", record_id, name, value)
    laptop.does("add-row", record_id, "people", "role=headteacher")
    laptop.does("add-row", record_id, "evidence", "source=lesson", "where=Year 4", "count=3")
    laptop.does("add-action", record_id, *ACTION, *KNOWN, "--confidence", "on_track")


def test_a_visit_goes_from_the_school_list_to_a_pdf(with_school, tmp_path):
    laptop = with_school
    visit = laptop.does(
        "plan-visit", "--school", "900001", "--kind", "visit_1", "--on", "2025-10-14"
    )
    started = laptop.does(
        "start-record",
        *("--school", "900001", "--form", "visit_1", "--visit", visit["visit"]["id"]),
    )
    assert started["gaps"]
    fill_in(laptop, started["id"])
    assert laptop.does("show", started["id"])["gaps"] == []
    assert laptop.does("finish", started["id"])["state"] == "finished"
    (made,) = laptop.does("export", "--all", str(tmp_path / "out"))
    assert Path(made["path"]).read_bytes().startswith(b"%PDF")


def test_finishing_with_gaps_lists_them_and_exits_with_1(with_school):
    laptop = with_school
    started = laptop.does("start-record", "--school", "900001", "--form", "visit_1")
    code, _, err = laptop.types("finish", started["id"])
    assert code == 1
    assert "Summary" in err


def test_an_earlier_action_is_given_its_status_at_the_next_visit(with_school):
    laptop = with_school
    first = laptop.does(
        "start-record", "--school", "900001", "--form", "visit_1", "--on", "2025-10-14"
    )
    fill_in(laptop, first["id"])
    laptop.does("finish", first["id"])
    second = laptop.does(
        "start-record", "--school", "900001", "--form", "visit_2", "--on", "2025-12-09"
    )
    (earlier,) = second["earlier"]
    laptop.does("action-status", earlier["id"], "partly", "--seen", "Four plans of six")
    (reviewed,) = laptop.does("show", second["id"])["earlier"]
    assert reviewed["review"]["status"] == "partly"


@pytest.fixture
def corrected(with_school):
    """The id of a record whose second revision is a draft with another summary."""
    started = with_school.does("start-record", "--school", "900001", "--form", "visit_1")
    fill_in(with_school, started["id"])
    with_school.does("finish", started["id"])
    with_school.does("reopen", started["id"])
    with_school.does("answer", started["id"], "summary", "Put right after the head had read it.")
    return started["id"]


def test_an_export_of_a_reopened_record_says_which_revision_it_is(with_school, corrected, tmp_path):
    code, out, err = with_school.types("export", corrected, tmp_path)
    assert (code, err) == (0, "This is revision 1; revision 2 is a draft.\n")
    assert out.strip().endswith("_v1.pdf")
    (made,) = with_school.does("export", corrected, tmp_path)
    assert (made["kept"]["revision"], made["remark"]) == (1, err.strip())
    with_school.does("finish", corrected)
    code, out, err = with_school.types("export", corrected, tmp_path)
    assert (code, err, out.strip()[-7:]) == (0, "", "_v2.pdf")


@pytest.mark.parametrize(
    ("kind", "ending", "start"), [("word", ".docx", b"PK"), ("html", ".html", b"<!doctype html>")]
)
def test_a_note_is_exported_as_word_or_as_a_web_page(
    with_school, corrected, tmp_path, kind, ending, start
):
    (made,) = with_school.does("export", corrected, tmp_path, "--as", kind, "--revision", 1)
    assert Path(made["path"]).suffix == ending
    assert Path(made["path"]).read_bytes().startswith(start)
    with_school.does("finish", corrected)
    (newest,) = with_school.does("export", "--all", tmp_path, "--as", kind)
    assert Path(newest["path"]).suffix == ending
    assert newest["kept"]["revision"] == 2


def test_an_earlier_revision_is_shown_and_exported_as_it_was(with_school, corrected, tmp_path):
    with_school.does("finish", corrected)
    (made,) = with_school.does("export", corrected, tmp_path, "--revision", 1)
    assert made["kept"]["revision"] == 1
    code, out, _ = with_school.types("show", corrected, "--revision", 1)
    assert (code, "finished (revision 1)" in out, "Put right" in out) == (0, True, False)
    frozen = with_school.does("show", corrected, "--revision", 2)
    assert frozen["revision"] == 2
    assert "Put right after the head had read it." in str(frozen["sections"])


def test_a_revision_that_is_not_finished_is_told_of(with_school, corrected, tmp_path):
    for words in (("show", corrected), ("export", corrected, tmp_path)):
        said = with_school.is_refused(*words, "--revision", 2)
        assert "Revision 2 of this record has not been finished" in said


@pytest.mark.parametrize(
    "words", [("show", "r", "--revision", "first"), ("export", "--all", "out", "--revision", "1")]
)
def test_a_revision_is_a_number_of_one_record(with_school, words):
    with pytest.raises(SystemExit) as stopped:
        with_school.types(*words)
    assert stopped.value.code == 2


def test_a_private_note_is_shown_of_a_draft_and_of_a_finished_record(with_school, corrected):
    with_school.does("answer", corrected, "private_note", "Ask about frames")
    for _ in ("draft", "finished"):
        refs = {one["name"]: one["value"] for one in with_school.does("show", corrected)["refs"]}
        assert refs["private_note"] == "Ask about frames"
        with_school.types("finish", corrected)
    frozen = with_school.does("show", corrected, "--revision", 2)
    assert "Ask about frames" not in str(frozen)


def test_no_pupil_code_is_kept_before_the_agreement(with_school):
    laptop = with_school
    code, _, err = laptop.types("add-pupil", "--school", "900001", "--code", "P01")
    assert (code, "agreement" in err) == (1, True)
    laptop.does("agreement", "900001", "--on", "2025-09-11")
    assert laptop.does("add-pupil", "--school", "900001", "--code", "P01")["code"] == "P01"


def test_a_name_is_refused_where_a_code_belongs(with_school):
    laptop = with_school
    laptop.does("agreement", "900001", "--on", "2025-09-11")
    code, _, err = laptop.types("add-pupil", "--school", "900001", "--code", "Somebody")
    assert (code, "never a name" in err) == (1, True)


def test_a_wrong_passphrase_says_so_in_words(laptop, tmp_path, monkeypatch):
    wrong = tmp_path / "wrong"
    wrong.write_text("something else entirely")
    monkeypatch.setenv("VISITBOOK_PASSPHRASE_FILE", str(wrong))
    code, out, err = laptop.types("schools")
    assert (code, out) == (1, "")
    assert "passphrase" in err


def test_a_wrong_use_exits_with_2(laptop):
    with pytest.raises(SystemExit) as stopped:
        laptop.types("plan-visit", "--school", "not-a-urn")
    assert stopped.value.code == 2
