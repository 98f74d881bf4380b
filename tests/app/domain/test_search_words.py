import pytest

from app.domain.search_words import alike, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("St James’s C.E. (VA) School", ["st", "jamess", "c", "e", "va", "school"]),
        ("St James' School", ["st", "james", "school"]),
        ("Hook-with-Marsh", ["hook", "with", "marsh"]),
        ("Zoë à Becket", ["zoe", "a", "becket"]),
        ("Arts & Crafts", ["arts", "and", "crafts"]),
        ("  ZZ9  1AB ", ["zz9", "1ab"]),
        ("_'’\0\t", []),
    ],
)
def test_words_are_alike_however_they_are_typed(text, words):
    assert words_of(text) == words


def test_names_are_alike_but_for_how_they_are_written():
    assert alike("Kingston-upon-Hull", "KINGSTON UPON HULL")
    assert not alike("Derby", "Derbyshire")
