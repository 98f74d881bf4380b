"""Whatever is done to a record of a built-in form, in whatever order, it never breaks, and stands
at every step as a record begun afresh from what was entered.
"""

from __future__ import annotations

from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import RuleError
from app.forms.session import FormSession
from tests.builders_forms import NOON, ids
from tests.fuzz.budget import budget
from tests.fuzz.forms import BUILT_IN, HOSTILE, definition

PART = st.floats(0, 1, exclude_max=True)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["answer"] * 8 + ["add", "remove", "restore", "move", "language", "list"]),
        PART,
        PART,
        st.sampled_from(("", "1", "2", "3", "4", "yes", "no", "2026-03-09", "not_seen", *HOSTILE)),
    ),
    min_size=1,
    max_size=14,
)


class Hand:
    """Does what a person may do, at places given as parts of the whole."""

    def __init__(self, name):
        self.form = definition(name)
        self.live = FormSession(self.form, clock=lambda: NOON, new_id=ids(), seed=1)
        self.taken = []
        self.lists = {}

    def act(self, kind, where, other, word):
        with suppress(RuleError):
            getattr(self, kind)(where, other, word)

    def answer(self, where, other, word):
        cells = self.live._tree.cells
        refs = [ref for ref, cell in cells.items() if not cell.spot.children and not cell.spot.many]
        ref = nth(refs, where)
        offered = [choice.value for choice in self.live.choices(ref)]
        self.live.answer(ref, nth(offered, other) if offered and other < 0.8 else word)

    def add(self, where, _other, _word):
        repeats = [ref for ref, cell in self.live._tree.cells.items() if _is_repeat(cell)]
        if repeats:
            self.live.add_repeat(nth(repeats, where))

    def rows(self):
        return [ref for ref, cell in self.live._tree.cells.items() if cell.row]

    def remove(self, where, _other, _word):
        if rows := self.rows():
            row = nth(rows, where)
            self.live.remove_repeat(row)
            self.taken.append(row)

    def restore(self, _where, _other, _word):
        if self.taken and self.taken[-1].rpartition("[")[0] in self.live._tree.cells:
            self.live.restore_repeat(self.taken.pop())

    def move(self, where, other, _word):
        if rows := self.rows():
            self.live.move_repeat(nth(rows, where), int(other * 6))

    def language(self, where, _other, _word):
        if self.form.languages:
            self.live.set_language(nth(self.form.languages, where))

    def list(self, where, other, word):
        names = sorted(self.form.blueprint.externals)
        if names:
            rows = [{"number": str(number), "what": word} for number in range(int(other * 4))]
            self.lists[nth(names, where)] = rows
            self.live.set_externals(nth(names, where), rows)


def nth(found, part):
    return found[int(part * len(found))]


def _is_repeat(cell):
    return cell.spot.repeat and cell.spot.many and not cell.row


def stands(live):
    return {
        ref: (cell.text, cell.relevant, cell.required, cell.readonly)
        for ref, cell in live._tree.cells.items()
    }


# The name of a choice stayed when another answer took the choice away.
@example("small", [("answer", 0.405, 0.344, ""), ("answer", 0.0, 0.9, "7")])
@budget(25)
@given(st.sampled_from(("small", *BUILT_IN)), ACTS)
def test_a_record_stands_at_every_step_as_one_begun_afresh(name, acts):
    hand = Hand(name)
    for act in acts:
        hand.act(*act)
        live = hand.live
        assert not live.faults
        again = FormSession(
            hand.form,
            live.entered(),
            clock=lambda: NOON,
            externals=hand.lists,
            language=live.language,
            begun=True,
            seed=1,
        )
        assert stands(again) == stands(live)
        assert again.problems() == live.problems()
        assert again.progress() == live.progress()
        assert again.entered() == live.entered()
