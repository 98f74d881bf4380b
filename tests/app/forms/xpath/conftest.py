"""A small form's answers, and a world with a fixed clock, for expressions to be evaluated in."""

from __future__ import annotations

import random
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.forms.tree import Kind, Node
from app.forms.xpath import Context, World, compile_expression

LONDON = ZoneInfo("Europe/London")


def element(name, text="", *children):
    node = Node(Kind.ELEMENT, name, text=text)
    for child in children:
        node.append(child)
    return node


def document(*children):
    node = Node(Kind.DOCUMENT)
    for child in children:
        node.append(child)
    return node


def lesson(level, *pupils):
    return element(
        "lesson",
        "",
        element("level", level),
        element("note", ""),
        *[element("pupil", "", element("code", code)) for code in pupils],
    )


@pytest.fixture
def answers():
    return document(
        element(
            "visit",
            "",
            element("school", "900001"),
            element("visited", "2026-10-20"),
            element("strands", "number geometry algebra"),
            element("blank", ""),
            element("wanted", "3"),
            element("lesson_count", "3"),
            lesson("2", "A1", "A2"),
            lesson("3", "B1"),
            lesson("5"),
        )
    )


@pytest.fixture
def world():
    levels = [("1", "Weak", "a"), ("3", "Sound", "b"), ("5", "Strong", "b")]
    items = [
        element("item", "", element("name", n), element("label", t), element("scale", s))
        for n, t, s in levels
    ]
    return World(
        now=lambda: datetime(2026, 11, 3, 14, 30, 15, 250_000, tzinfo=LONDON),
        random=random.Random(7),
        new_id=lambda: "0f8fad5b-d9cb-469f-a165-70867728950e",
        instances={"levels": document(element("root", "", *items))},
        choice_label=lambda _context, value, path: f"{path}={value}",
        pull=lambda *names: "|".join(names),
        translate=lambda text_id: text_id.upper(),
        properties={"deviceid": "d1"},
    )


@pytest.fixture
def at(answers, world):
    """Evaluates an expression at a path of names, the first node of each, from the root."""

    def evaluated(expression, path="visit", *, ask="evaluate", pinned=False, row=1):
        node = answers
        for name in path.split("/"):
            rows = node.named[name]
            node = rows[min(row, len(rows)) - 1]
        compiled = compile_expression(expression, pinned=pinned)
        return getattr(compiled, ask)(Context(node, world=world))

    return evaluated


@pytest.fixture
def text_at(at):
    return lambda expression, path="visit", **more: at(expression, path, ask="as_string", **more)
