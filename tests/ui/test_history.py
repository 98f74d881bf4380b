"""What was done to answers is taken back and done again, in order, whoever set what."""

from __future__ import annotations

import pytest

from tests.builders_forms import asks, bind, group, repeat, session
from ui.history import MOST, PAUSE, History

A, B, ROWS = "/data/s/a", "/data/s/b", "/data/s/r"


@pytest.fixture
def live():
    """A form of two questions, of which the second is set by the first, and a repeat."""
    trigger = (
        '<input ref="/data/s/a"><label>a</label>'
        '<setvalue ref="/data/s/b" event="xforms-value-changed" value="concat(/data/s/a, \'!\')"/>'
        "</input>"
    )
    body = group("/data/s", trigger, asks(B, "/data/s/c"), repeat(ROWS, asks("/data/s/r/words")))
    model = "".join(bind(path, type="string") for path in (A, B, "/data/s/c", "/data/s/r/words"))
    return session('<s><a/><b/><c/><r jr:template=""><words/></r></s>', model, body)


@pytest.fixture
def history(live):
    return History(live)


class Typist:
    """Types into a question, a letter at a time."""

    def __init__(self, live, history, ref="/data/s/c"):
        self.live, self.history, self.ref, self.at = live, history, ref, 100.0

    def types(self, words):
        for letter in words:
            self.sets(self.live.value(self.ref) + letter)

    def deletes(self, count):
        for _letter in range(count):
            self.sets(self.live.value(self.ref)[:-1])

    def sets(self, value):
        self.at += 0.1
        self.live.answer(self.ref, value)
        self.history.note(self.ref, typed_at=self.at)

    def rests(self, seconds):
        self.at += seconds

    def undone(self):
        self.history.undo()
        return self.live.value(self.ref)


@pytest.fixture
def typist(live, history):
    return Typist(live, history)


def test_a_run_of_letters_goes_at_once(typist):
    typist.types("Bars were drawn")
    assert typist.undone() == ""


def test_a_pause_begins_a_run_of_its_own(typist):
    typist.types("Bars")
    typist.rests(PAUSE)
    typist.types(" were drawn")
    assert [typist.undone(), typist.undone()] == ["Bars", ""]


def test_a_sentence_ends_a_run(typist):
    typist.types("Bars were drawn. In pairs")
    assert [typist.undone(), typist.undone()] == ["Bars were drawn. ", ""]


def test_a_long_sentence_goes_a_few_words_at_a_time(typist):
    typist.types("word " * 40)
    first = typist.undone()
    assert 100 < len(first) < 200
    assert first.endswith("word ")


def test_taking_letters_out_is_a_run_of_its_own(typist):
    typist.types("Bars")
    typist.deletes(2)
    typist.types("ns")
    assert [typist.undone(), typist.undone(), typist.undone()] == ["Ba", "Bars", ""]


def test_what_was_pasted_goes_by_itself(typist):
    typist.types("Bars")
    typist.sets("Bars, and pupils said what each one stood for.")
    assert [typist.undone(), typist.undone()] == ["Bars", ""]


def test_letters_elsewhere_in_the_text_are_a_run_of_their_own(typist):
    typist.types("Bars")
    typist.sets("xBars")
    assert typist.undone() == "Bars"


def test_leaving_a_box_ends_the_run(typist, history):
    typist.types("Ba")
    history.close()
    typist.types("rs")
    assert typist.undone() == "Ba"


def test_the_cursor_goes_behind_what_changed(typist, history):
    typist.types("Bars")
    typist.sets("Bars drawn")
    assert history.undo().place == len("Bars")
    assert history.redo().place == len("Bars drawn")


def test_what_the_form_set_goes_back_with_what_set_it(live, history):
    live.answer(B, "mine")
    history.note(B)
    live.answer(A, "one")
    history.note(A)
    assert live.value(B) == "one!"
    step = history.undo()
    assert (live.value(A), live.value(B)) == ("", "mine")
    assert step.ref == A
    history.redo()
    assert (live.value(A), live.value(B)) == ("one", "one!")


def test_a_row_that_was_added_goes_and_comes_back(live, history):
    row, _effect = live.add_repeat(ROWS)
    history.note(row)
    live.answer(f"{row}/words", "Year 4")
    history.note(f"{row}/words")
    history.undo()
    assert history.undo().ref == ROWS
    assert live.rows(ROWS) == ()
    assert history.redo().row == row
    history.redo()
    assert live.value(f"{row}/words") == "Year 4"


def test_a_row_that_was_taken_out_comes_back_with_its_words(live, history):
    rows = [live.add_repeat(ROWS)[0] for _number in range(3)]
    live.answer(f"{rows[1]}/words", "Year 4")
    history.outside()
    live.remove_repeat(rows[1])
    history.note(rows[1])
    history.undo()
    assert live.rows(ROWS) == tuple(rows)
    assert live.value(f"{rows[1]}/words") == "Year 4"
    history.redo()
    assert live.rows(ROWS) == (rows[0], rows[2])


def test_a_row_that_was_moved_goes_back_to_its_place(live, history):
    rows = [live.add_repeat(ROWS)[0] for _number in range(3)]
    history.outside()
    live.move_repeat(rows[2], 0)
    history.note(rows[2], moved=(2, 0))
    history.undo()
    assert live.rows(ROWS) == tuple(rows)
    history.redo()
    assert live.rows(ROWS) == (rows[2], rows[0], rows[1])


def test_what_is_done_anew_ends_what_could_be_done_again(live, history):
    for value in ("one", "two"):
        live.answer(B, value)
        history.note(B)
    history.undo()
    live.answer(B, "three")
    history.note(B)
    assert not history.can_redo
    history.undo()
    assert live.value(B) == "one"


def test_what_came_from_elsewhere_is_not_taken_back(live, history):
    live.answer(B, "from elsewhere")
    history.outside()
    assert history.undo() is None
    assert live.value(B) == "from elsewhere"


def test_only_so_much_is_remembered(live, history):
    for number in range(MOST + 5):
        live.answer(B, str(number))
        history.note(B)
    for _each in range(MOST):
        assert history.undo() is not None
    assert history.undo() is None
    assert live.value(B) == "4"


def test_what_an_abbreviation_became_is_taken_back_apart_from_the_typing_around_it(live, history):
    typist = Typist(live, history)
    typist.types(";agr")
    typist.sets("It was agreed that")
    typist.types(" we")
    history.undo()
    assert live.value(typist.ref) == "It was agreed that"
    history.undo()
    assert live.value(typist.ref) == ";agr"
    history.undo()
    assert live.value(typist.ref) == ""
