"""The index of a tree holds while nodes come, go and come back."""

from __future__ import annotations

import random

import pytest

from app.forms.tree import Kind, Node


def named(parent, name):
    return [child.text for child in parent.named.get(name, [])]


@pytest.fixture
def parent():
    node = Node(Kind.ELEMENT, "visit")
    for name, text in (("a", "1"), ("row", "2"), ("row", "3"), ("b", "4")):
        node.append(Node(Kind.ELEMENT, name, text=text))
    return node


def test_a_node_is_put_between_its_like(parent):
    parent.insert(2, Node(Kind.ELEMENT, "row", text="between"))
    assert named(parent, "row") == ["2", "between", "3"]
    assert [child.text for child in parent.children] == ["1", "2", "between", "3", "4"]


def test_a_node_of_another_kind_is_in_no_index(parent):
    comment = parent.insert(0, Node(Kind.COMMENT, "row", text="no row"))
    assert named(parent, "row") == ["2", "3"]
    parent.remove(comment)
    assert named(parent, "row") == ["2", "3"]


def test_the_index_holds_however_nodes_come_and_go(parent):
    chance = random.Random(5)
    for turn in range(300):
        if chance.random() < 0.4 and parent.children:
            gone = chance.choice(parent.children)
            parent.remove(gone)
            assert gone.parent is None
        else:
            node = Node(Kind.ELEMENT, chance.choice("ab"), text=str(turn))
            parent.insert(chance.randint(0, len(parent.children)), node)
        assert [child.place for child in parent.children] == list(range(len(parent.children)))
        for name in ("a", "b", "row"):
            like = [child.text for child in parent.children if child.name == name]
            assert named(parent, name) == like
