"""What a deletion takes along, and what it leaves."""

from __future__ import annotations

from app.domain.changes import DELETED, Change, Head, Stamp
from app.domain.merging import is_gone


def a_change(field, value, head, wall_ms, bases=()):
    return Change("school:900001", "action", "a1", field, value, head, Stamp(wall_ms, 0), bases)


def test_a_deletion_takes_the_edits_along_that_it_names():
    edit = a_change("what", "Weekly", Head("one", 1), 9)
    deletion = a_change(DELETED, True, Head("two", 1), 5, (edit.head,))
    assert is_gone([deletion], [edit])
    assert not is_gone([deletion], [edit, a_change("who", "Deputy", Head("one", 2), 1)])


def test_what_is_typed_over_after_the_deletion_that_names_it_outlives_that():
    """While it has not left its laptop, an edit keeps its number however often it is typed over."""
    before = a_change("what", "Weekly", Head("one", 1), 5)
    deletion = a_change(DELETED, True, Head("one", 2), 6, (before.head,))
    after = a_change("what", "Daily", before.head, 7)
    assert is_gone([deletion], [before])
    assert not is_gone([deletion], [after])


def test_whoever_says_that_a_thing_is_there_unseen_by_its_deletion_keeps_it():
    deletion = a_change(DELETED, True, Head("one", 1), 9)
    assert is_gone([deletion], [])
    assert not is_gone([deletion, a_change(DELETED, False, Head("two", 1), 1)], [])
