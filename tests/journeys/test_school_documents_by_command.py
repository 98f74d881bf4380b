"""Documents of a whole school, by command."""

from __future__ import annotations

from pathlib import Path

from tests.builders_documents import text_of


def test_the_briefing_for_the_next_visit_is_written_as_one_page(with_school, tmp_path):
    laptop = with_school
    laptop.does(
        *("plan-visit", "--school", "900001", "--kind", "visit_1", "--on", "2099-10-14"),
        *("--purpose", "To agree the real starting point."),
    )
    made = laptop.does("briefing", "900001", str(tmp_path / "out"))
    page = text_of(Path(made["path"]).read_bytes())
    assert "page 1 of 1" in page
    assert "To agree the real starting point." in page


def test_a_document_is_written_as_word_where_that_is_asked_for(with_school, tmp_path):
    made = with_school.does("school-document", "900001", "briefing", str(tmp_path), "--as", "word")
    assert Path(made["path"]).suffix == ".docx"
    assert Path(made["path"]).read_bytes().startswith(b"PK")


def test_the_documents_of_a_school_are_listed_with_why_one_can_not_be_made(with_school):
    found = with_school.does("school-documents", "900001")
    reasons = {offer["kind"]["key"]: offer["reason"] for offer in found}
    assert reasons["briefing"] == ""


def test_the_list_of_pupils_is_written_for_a_school_with_an_agreement(with_school, tmp_path):
    laptop = with_school
    code, _, err = laptop.types("school-document", "900001", "pupil_list", str(tmp_path))
    assert code == 1
    assert "no signed agreement" in err
    laptop.does("agreement", "900001", "--on", "2025-09-11")
    laptop.does("add-pupil", "--school", "900001", "--code", "P07", "--target", "Draws first")
    made = laptop.does("school-document", "900001", "pupil_list", str(tmp_path))
    assert "P07" in text_of(Path(made["path"]).read_bytes())
