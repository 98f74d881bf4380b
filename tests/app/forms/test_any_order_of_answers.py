"""However a record came to be, it stands as if it had been worked out afresh from its entries."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms.session import FormSession
from app.forms.xform import load_form
from tests.builders_forms import NOON, asks, bind, group, ids, repeat, xform

LEAVES = ("a", "b", "c")
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from(LEAVES), st.sampled_from(["", "1", "2", "3"])),
        st.tuples(st.just("row"), st.integers(0, 5), st.sampled_from(["", "1", "2", "3"])),
        st.tuples(st.just("inner"), st.integers(0, 5), st.sampled_from(["", "1", "2"])),
        st.tuples(st.just("add"), st.integers(0, 5), st.booleans()),
        st.tuples(st.just("add inner"), st.integers(0, 5), st.booleans()),
        st.tuples(st.just("remove"), st.integers(0, 5), st.booleans()),
        st.tuples(st.just("move"), st.integers(0, 5), st.integers(0, 5)),
        st.tuples(st.just("panel"), st.integers(0, 3), st.booleans()),
    ),
    max_size=25,
)


@cache
def form():
    return load_form(
        xform(
            "<a/><g><b/><c>1</c></g>"
            '<r jr:template=""><x/><y/><z/>'
            '<s jr:template=""><q/><p/></s><t/></r><r><x>2</x><y/><z/><t/></r>'
            '<k jr:template=""><v>d</v><w/></k><n/><sum/><most/><first/><seen/>',
            bind("/data/g", relevant="/data/a != 2")
            + bind("/data/g/b", required="/data/g/c > 1", constraint=". != 3")
            + bind("/data/g/c", type="int", readonly="/data/a = 3")
            + bind("/data/r", relevant="/data/g/b != 1")
            + bind("/data/r/x", type="int", constraint=". &lt; /data/g/c or position(..) = 1")
            + bind("/data/r/y", calculate="../x * 2 + position(..)")
            + bind("/data/r/z", relevant="../y > count(../../r) or ../x = ''")
            + bind("/data/r/s/p", calculate="concat(../../x, ':', ../q, ':', position(../..))")
            + bind("/data/r/t", calculate="sum(../s/q) + /data/r/x + count(/data/k)")
            + bind("/data/k/w", calculate="concat(../v, /data/a)")
            + bind("/data/n", calculate="count(/data/r)")
            + bind("/data/sum", calculate="sum(/data/r/t) + count(/data/r/z)")
            + bind("/data/most", calculate="max(/data/r/y)")
            + bind("/data/first", calculate="/data/r[position() = 1]/x")
            + bind("/data/seen", calculate="count(instance('vb_panel')/root/item[k = /data/a])"),
            asks("/data/a")
            + group("/data/g", asks("/data/g/b", "/data/g/c"))
            + repeat(
                "/data/r",
                asks("/data/r/x", "/data/r/z"),
                repeat("/data/r/s", asks("/data/r/s/q")),
            )
            + repeat("/data/k", asks("/data/k/v"), attributes=' jr:count="/data/a"'),
        )
    )


def nth(found, number):
    return found[number % len(found)] if found else None


def act(live, name, which, how):
    rows = live.rows("/data/r")
    row = nth(rows, which) if isinstance(which, int) else None
    inner = nth(live.rows(f"{row}/s"), which) if row else None
    if name == "answer":
        live.answer("/data/a" if which == "a" else f"/data/g/{which}", how)
    elif name == "panel":
        live.set_externals("vb_panel", [{"k": str(each)} for each in range(which)])
    elif name == "add":
        live.add_repeat("/data/r", after=row if how else None)
    elif row:
        act_in_row(live, name, row, inner, how)


def act_in_row(live, name, row, inner, how):
    if name == "row":
        live.answer(f"{row}/x", how)
        live.answer(f"{row}/z", how)
    elif name == "remove":
        live.remove_repeat(row)
        if how:
            live.restore_repeat(row)
    elif name == "move":
        live.move_repeat(row, how)
    elif name == "add inner":
        live.add_repeat(f"{row}/s")
    elif inner:
        live.answer(f"{inner}/q", how)


def everything(live):
    return {
        ref: (
            cell.text,
            cell.relevant,
            cell.required,
            cell.readonly,
            [(problem.kind, problem.message) for problem in live.problems_of(ref)],
        )
        for ref, cell in live._tree.cells.items()
    }


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_a_session_opened_again_stands_as_the_first_one_did(acts):
    live = FormSession(form(), clock=lambda: NOON, new_id=ids())
    panel = 0
    for name, which, how in acts:
        panel = which if name == "panel" else panel
        act(live, name, which, how)
    rows = {"vb_panel": [{"k": str(each)} for each in range(panel)]}
    again = FormSession(form(), live.entered(), clock=lambda: NOON, externals=rows, begun=True)
    assert everything(again) == everything(live)
    assert again.problems() == live.problems()
    assert again.progress() == live.progress()
    assert again.to_xml() == live.to_xml()
    assert again.entered() == live.entered()


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_effects_tell_all_that_changed(acts):
    live = FormSession(form(), clock=lambda: NOON, new_id=ids())
    known = everything(live)
    for name, which, how in acts:
        told = telling(live, name, which, how)
        now = everything(live)
        for ref in set(known) & set(now):
            was, here = known[ref], now[ref]
            if was[1] != here[1] and live._tree.cells[ref].spot.control:
                assert ref in told["shown"] | told["hidden"], ref
            if was[0] != here[0] and live._tree.cells[ref].spot.bind.calculate:
                assert ref in told["computed"], ref
            if (was[2], was[3]) != (here[2], here[3]):
                assert ref in told["states"] | told["rows"], ref
        if set(known) != set(now):
            assert told["rows"]
        known = now


def telling(live, name, which, how):
    """What the effects of one act said; `act` may do more than one thing."""
    told = {name: set() for name in ("shown", "hidden", "computed", "states", "rows")}
    effect = live._effect

    def listening():
        found = effect()
        for part in told:
            told[part] |= set(getattr(found, part))
        return found

    live._effect = listening
    try:
        act(live, name, which, how)
    finally:
        del live._effect
    return told
