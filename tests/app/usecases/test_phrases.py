from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from app.bootstrap import begin, unlock
from app.domain.phrases import Phrase, abbreviation_at_end, as_abbreviation
from app.errors import ExportError, InputError
from app.spelling import Speller
from app.usecases.phrases import (
    add_starter_phrases,
    delete_phrase,
    import_phrases,
    phrase_book,
    save_phrase,
    save_phrases_as,
    starter_phrases,
)
from app.vault import Cost


def kept(app):
    return [(p.heading, p.abbreviation, p.words) for p in phrase_book(app).phrases]


def test_a_phrase_is_kept_changed_taken_away_and_brought_back(app):
    phrase = save_phrase(app, Phrase("", "  It was agreed that ", "agr", "Next  steps")).value
    assert kept(app) == [("Next steps", ";agr", "It was agreed that")]
    save_phrase(app, replace(phrase, words="We agreed that"), phrase_book(app).seen)
    assert kept(app) == [("Next steps", ";agr", "We agreed that")]
    delete_phrase(app, phrase)
    assert kept(app) == []
    save_phrase(app, phrase)
    assert kept(app) == [("Next steps", ";agr", "It was agreed that")]


def test_two_phrases_never_share_an_abbreviation(app):
    save_phrase(app, Phrase("", "It was agreed that", ";agr"))
    with pytest.raises(InputError, match="already stands for “It was agreed that”"):
        save_phrase(app, Phrase("", "Agreement was signed", ";AGR"))
    assert len(kept(app)) == 1


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        (Phrase("", "   "), "words of the phrase"),
        (Phrase("", "x" * 2_001), "at most 2,000"),
        (Phrase("", "words", ";two words"), "without a space"),
        (Phrase("", "words", "x" * 21), "1|one to 20"),
    ],
)
def test_what_cannot_be_used_is_said_and_not_kept(app, phrase, said):
    with pytest.raises(InputError, match=said):
        save_phrase(app, phrase)
    assert kept(app) == []


def test_the_sign_of_an_abbreviation_may_be_left_out():
    assert [as_abbreviation(text) for text in ("pet", ";pet", " ;pet ", "", ";")] == [
        *(";pet", ";pet", ";pet", "", "")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (";pet", ";pet"),
        ("Seen: ;pet", ";pet"),
        ("(;pet", ";pet"),
        ("books;pet", ""),
        (";pet ", ""),
        ("pet", ""),
        ("; ", ""),
        (";" + "x" * 21, ""),
    ],
)
def test_an_abbreviation_is_found_where_it_was_just_typed(text, found):
    assert abbreviation_at_end(text) == found


def test_the_first_set_is_kept_once(app):
    assert add_starter_phrases(app).value == len(starter_phrases())
    assert add_starter_phrases(app).value == 0
    assert len(kept(app)) == len(starter_phrases())


def test_the_first_set_keeps_an_abbreviation_of_ones_own(app):
    save_phrase(app, Phrase("", "My own words", ";pet"))
    add_starter_phrases(app)
    owners = [words for _heading, abbreviation, words in kept(app) if abbreviation == ";pet"]
    assert owners == ["My own words"]


def test_the_first_set_can_be_used_as_it_is():
    phrases = starter_phrases()
    counted = Counter(p.abbreviation for p in phrases) + Counter(p.id for p in phrases)
    assert [name for name, count in counted.items() if count > 1] == []
    assert all(p.heading and as_abbreviation(p.abbreviation) == p.abbreviation for p in phrases)
    assert [p.words for p in phrases if Speller().misspelt(p.words)] == []
    assert len(phrases) >= 25


def test_phrases_go_into_a_file_and_come_back(app, tmp_path):
    save_phrase(app, Phrase("", "=HYPERLINK, or so it seems", ";eq", "Odd"))
    save_phrase(app, Phrase("", "@SUM of it", "", "\uff1d1 in wide letters"))
    save_phrase(app, Phrase("", "'tis so", "", "Odd"))
    save_phrase(app, Phrase("", "Two\nlines, “quoted”", "", "Odd"))
    before, path = kept(app), save_phrases_as(app, tmp_path / "phrases.csv")
    cells = path.read_text(encoding="utf-8-sig").splitlines()
    assert cells[0] == "Heading,Abbreviation,Phrase"
    assert any("'=HYPERLINK" in line for line in cells)
    assert "'\uff1d1 in wide letters,,'@SUM of it" in cells
    assert "Odd,,'tis so" in cells
    for phrase in phrase_book(app).phrases:
        delete_phrase(app, phrase)
    assert import_phrases(app, path).value == 4
    assert kept(app) == before
    assert import_phrases(app, path).value == 0


def test_a_file_of_phrases_never_goes_into_the_data_folder(app):
    with pytest.raises(ExportError, match="own folder"):
        save_phrases_as(app, app.folder / "phrases.csv")
    assert not (app.folder / "phrases.csv").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no list of phrases"),
        (b"\x00\xff\xfe", "no list of phrases"),
        (b"Name,Age\nx,1\n", "no list of phrases"),
        (b"Phrase,Heading,Abbreviation\nGood,,\nWords,,two words\n", "Row 3: "),
        (b"Phrase,Heading,Abbreviation\n,Only a heading,\n", "Row 2: "),
    ],
)
def test_a_file_that_is_no_list_changes_nothing(app, tmp_path, content, said):
    path = tmp_path / "phrases.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        import_phrases(app, path)
    assert kept(app) == []


def test_another_order_of_columns_and_blank_rows_are_read(app, tmp_path):
    path = tmp_path / "phrases.csv"
    path.write_text("phrase,HEADING,Abbreviation\n\nGood words,Mine\n,,\n", encoding="utf-8")
    assert import_phrases(app, path).value == 1
    assert kept(app) == [("Mine", "", "Good words")]


def test_a_new_laptop_has_the_first_set_once_and_what_is_deleted_stays_away(tmp_path, monkeypatch):
    monkeypatch.setattr("app.vault.keys.Cost", lambda: Cost(64, 1, 1))
    begun = begin(tmp_path / "new", name="An Adviser", role="adviser", passphrase="correct horse")
    phrases = kept(begun.app)
    assert len(phrases) == len(starter_phrases())
    delete_phrase(begun.app, phrase_book(begun.app).phrases[0])
    begun.app.store.close()
    again = unlock(tmp_path / "new", "correct horse")
    assert kept(again) == phrases[1:]
    again.store.close()
