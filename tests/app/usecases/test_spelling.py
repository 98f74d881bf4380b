from __future__ import annotations

import pytest

from app.domain.people import KeyPerson
from app.domain.pupils import FocusPupil
from app.errors import InputError
from app.usecases.spelling import (
    forget_word,
    learn_word,
    learned_words,
    misspelt_words,
    suggestions,
    switch_spell_check,
    writing_kit,
)
from tests.builders import with_school


def test_a_word_is_learned_and_forgotten(app):
    learn_word(app, " Oswinthorpe ")
    learn_word(app, "bansho")
    assert learned_words(app) == ("bansho", "Oswinthorpe")
    assert writing_kit(app).learned == {"bansho", "Oswinthorpe"}
    forget_word(app, "bansho")
    assert learned_words(app) == ("Oswinthorpe",)
    learn_word(app, "bansho")
    assert len(learned_words(app)) == 2


@pytest.mark.parametrize("text", ["", "two words", "P07", "a@b.example"])
def test_only_a_word_can_be_learned(app, text):
    with pytest.raises(InputError, match="no single word"):
        learn_word(app, text)
    assert learned_words(app) == ()


def test_names_and_codes_of_this_laptop_are_left_alone(app):
    with_school(app, name="Coppice View Primary", town="Brackenfold")
    with app.store.unit_of_work() as work:
        work.save(KeyPerson("p1", 900001, "headteacher", name="Sample Oswinthorpe"))
        work.save(FocusPupil("f1", 900001, code="Kestrel"))
        work.commit()
    assert {"Coppice", "Brackenfold", "Oswinthorpe", "Kestrel"} <= writing_kit(app).left_alone


def test_what_no_dictionary_has_is_found_and_put_right(app):
    assert misspelt_words(app, ["pupils", "recieve"]) == {"recieve"}
    assert suggestions(app, "recieve", (), lambda: True)[0] == "receive"


def test_the_switch_is_kept(app):
    assert writing_kit(app).checks_spelling
    switch_spell_check(app, wanted=False)
    assert not writing_kit(app).checks_spelling
