"""Whatever a form holds, an expression is answered or refused: it never crashes, and soon ends."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.forms.tree import Node
from app.forms.xml_tree import XmlError, read_xml
from app.forms.xpath import Context, World, XPathError, compile_expression
from app.forms.xpath.functions import FUNCTIONS
from app.forms.xpath.parser import parse
from app.forms.xpath.syntax import Call, Chain, Literal, Negate, Number, Path, Step, Union

TREE = read_xml("<f><a k='v'>1 2</a><r><x>3</x></r><r><x/><x>2026-11-03</x></r><!--c--></f>")
WORLD = World(
    now=lambda: datetime(2026, 11, 3, tzinfo=UTC),
    random=random.Random(1),
    new_id=lambda: "1",
    instances={"f": TREE},
)

ATOMS = st.sampled_from(
    [
        "1",
        "'a'",
        "''",
        ".",
        "..",
        "/f/a",
        "../x",
        "//x",
        "@k",
        "*",
        "/f/r[2]/x",
        "text()",
        "-2.5",
        "today()",
        "current()",
        "position()",
        "last()",
        "/",
        "instance('f')/f/r",
        "(1)div(0)",
        "'2026-11-03'",
    ]
)


def _grown(inner):
    sign = st.sampled_from(["+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or", "|"])
    name = st.sampled_from(sorted(FUNCTIONS))
    return st.one_of(
        st.tuples(inner, sign, inner).map(" ".join),
        st.tuples(name, st.lists(inner, max_size=4)).map(lambda t: f"{t[0]}({', '.join(t[1])})"),
        st.tuples(st.sampled_from(["/f/r", "//x", "a", "."]), inner).map(
            lambda t: f"{t[0]}[{t[1]}]"
        ),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-{text}"),
    )


EXPRESSIONS = st.recursive(ATOMS, _grown, max_leaves=8)
NODES = [TREE, *TREE.walk()]


def answered_or_refused(text: str, node: Node) -> None:
    try:
        compiled = compile_expression(text)
        context = Context(node, world=WORLD)
        compiled.evaluate(context)
        assert isinstance(compiled.as_string(context), str)
        assert isinstance(compiled.as_number(context), float)
        assert isinstance(compiled.as_boolean(context), bool)
        compiled.as_nodes(context)
    except XPathError:
        pass


@given(st.text(max_size=60))
def test_any_text_is_an_expression_or_is_refused(text):
    answered_or_refused(text, TREE)


@given(st.text(alphabet="/.@*[]()'\"<>=!|+-:, \n01aorndivmpx", max_size=30))
def test_any_heap_of_signs_is_an_expression_or_is_refused(text):
    answered_or_refused(text, NODES[1])


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(EXPRESSIONS, st.sampled_from(NODES))
def test_any_expression_that_is_well_made_is_answered_or_refused(text, node):
    answered_or_refused(text, node)


@settings(max_examples=200, deadline=None)
@given(EXPRESSIONS)
def test_what_is_read_of_an_expression_can_be_told_for_any_place(text):
    try:
        references = compile_expression(text).references
    except XPathError:
        return
    for one in references:
        path = one.resolve("/f/r/x")
        assert path is None or path == "" or path.startswith("/")
        assert (one.scope("/f/r/x") or "").rstrip("/") == (one.scope("/f/r/x") or "")


@settings(max_examples=200, deadline=None)
@given(EXPRESSIONS)
def test_a_tree_written_out_again_reads_as_the_same_tree(text):
    try:
        written = _written(parse(text))
    except XPathError:
        return
    assert _written(parse(written)) == written


@given(st.text(max_size=80))
def test_any_text_is_xml_or_is_refused(text):
    with suppress(XmlError):
        read_xml(text)


def _written(tree) -> str:  # noqa: PLR0911 - one answer for each kind of piece
    match tree:
        case Number():
            return repr(tree.value) if "e" not in repr(tree.value) else f"{tree.value:f}"
        case Literal():
            mark = '"' if "'" in tree.text else "'"
            return f"{mark}{tree.text}{mark}"
        case Call():
            return f"{tree.name}({', '.join(map(_written, tree.arguments))})"
        case Chain():
            rest = "".join(f" {sign} ({_written(part)})" for sign, part in tree.rest)
            return f"({_written(tree.first)}){rest}"
        case Union():
            return " | ".join(f"({_written(part)})" for part in tree.parts)
        case Negate():
            return f"-({_written(tree.operand)})"
        case Path():
            start = f"({_written(tree.start)})" if tree.start else ""
            slash = "/" if tree.absolute or tree.start else ""
            return start + slash + "/".join(_step(step) for step in tree.steps)
        case _:
            predicates = "".join(f"[{_written(one)}]" for one in tree.predicates)
            return f"({_written(tree.primary)}){predicates}"


def _step(step: Step) -> str:
    test = step.test
    if hasattr(test, "kind"):
        target = f"'{test.target}'" if test.target else ""
        name = f"{test.kind}({target})"
    else:
        name = f"{test.prefix}:{test.name}" if test.prefix else test.name
    return f"{step.axis}::{name}" + "".join(f"[{_written(one)}]" for one in step.predicates)
