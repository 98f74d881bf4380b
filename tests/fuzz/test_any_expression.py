"""Any run of the words of expressions is answered or refused, where forms read them: in a row."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from app.forms.session import FormSession
from app.forms.xpath import Context, World, XPathError, compile_expression
from app.forms.xpath.functions import FUNCTIONS
from tests.builders_forms import NOON, ids
from tests.fuzz.budget import budget
from tests.fuzz.forms import HOSTILE, definition

WORDS = st.one_of(
    st.sampled_from(HOSTILE),
    st.sampled_from(sorted(FUNCTIONS)).map(lambda name: f"{name}("),
    st.sampled_from((*"()[]|+-*,.@='\"/ :$<>!", "::", "//", " and ", " div ", "child::", "text()")),
    st.sampled_from(("/data/r/x", "/data/r[2]/y", "../x", "'2026-03-09'", "1.5", "-0", "")),
    st.text(max_size=3),
)


@cache
def places():
    live = FormSession(definition("small"), clock=lambda: NOON, new_id=ids(), seed=1)
    world: World = live._world
    return [cell for cell in live._tree.cells.values() if not cell.spot.many], world


@budget(400)
@given(st.lists(WORDS, max_size=9), st.floats(0, 1, exclude_max=True))
def test_any_run_of_words_is_answered_or_refused(words, where):
    cells, world = places()
    cell = cells[int(where * len(cells))]
    context = Context(cell, world=world, root=cell.root())
    with suppress(XPathError):
        expression = compile_expression("".join(words), pinned=True)
        for reference in expression.references:
            reference.resolve(cell.spot.path)
        for ask in (expression.as_string, expression.as_number, expression.as_boolean):
            ask(context)
        expression.as_nodes(context)
