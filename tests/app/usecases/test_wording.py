"""The lists of what is worth a second look, as whoever holds the laptop has them."""

from __future__ import annotations

import pytest

from app.errors import InputError
from app.reference import word_lists as shipped
from app.usecases.answering import answer
from app.usecases.finishing import finish_view
from app.usecases.records import start_record
from app.usecases.spelling import writing_kit
from app.usecases.wording import (
    BLAMING,
    MOST_WORDS,
    NAMES,
    keep_words,
    word_lists,
    words_as_shipped,
)


def test_the_lists_begin_as_they_ship(app):
    assert word_lists(app) == shipped()


def test_a_list_of_ones_own_is_used_while_writing_and_before_finishing(app):
    keep_words(app, BLAMING, " dreadful \n\ndreadful\nno good at all\n")
    assert word_lists(app).blaming == ("dreadful", "no good at all")
    assert writing_kit(app).lists == word_lists(app)
    record_id = start_record(app, 900001, "visit_1").value.record.id
    answer(app, record_id, "summary", "Planning was dreadful, not weak.")
    looks = [look.text for look in finish_view(app, record_id).looks]
    assert any("dreadful" in look for look in looks)
    assert not any("weak" in look for look in looks)


def test_an_empty_list_points_nothing_out_and_can_be_set_back(app):
    keep_words(app, NAMES, "\n")
    assert word_lists(app).first_names == ()
    words_as_shipped(app, NAMES)
    assert word_lists(app) == shipped()


@pytest.mark.parametrize("text", ["x" * 61, "\n".join(map(str, range(MOST_WORDS + 1)))])
def test_what_can_be_no_list_changes_nothing(app, text):
    with pytest.raises(InputError):
        keep_words(app, NAMES, text)
    assert word_lists(app) == shipped()
