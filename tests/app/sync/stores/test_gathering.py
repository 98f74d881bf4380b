"""Many files are fetched side by side, a few at a time, and no more once nobody wants them."""

from __future__ import annotations

import threading

import pytest

from app.errors import NotThereError
from app.sync.stores import gather


class Shelf:
    """A store whose files come when they are let through; it counts what is asked of it."""

    def __init__(self, parallel):
        self.parallel = parallel
        self.asked = []
        self.through = threading.Event()

    def get(self, name):
        self.asked.append(name)
        self.through.wait(30)
        if name.startswith("none"):
            raise NotThereError("not there")
        if name.startswith("broken"):
            raise RuntimeError("a fault of the program's own")
        return name.encode()


def test_one_at_a_time_where_that_is_wise():
    shelf = Shelf(1)
    shelf.through.set()
    gathered = gather(shelf, iter("abc"))

    assert next(gathered) == ("a", b"a")
    assert shelf.asked == ["a"]
    assert list(gathered) == [("b", b"b"), ("c", b"c")]


def test_names_are_taken_only_as_files_are():
    shelf = Shelf(3)
    shelf.through.set()
    taken = []
    gathered = gather(shelf, (taken.append(name) or name for name in "abcdefgh"))

    assert taken == []
    assert next(gathered) == ("a", b"a")
    assert taken == ["a", "b", "c"]
    assert next(gathered) == ("b", b"b")
    assert taken == ["a", "b", "c", "d"]


def test_order_is_kept_and_what_went_wrong_stands_in_its_place():
    shelf = Shelf(4)
    shelf.through.set()
    gathered = list(gather(shelf, ["a", "none", "b"]))

    assert [name for name, _ in gathered] == ["a", "none", "b"]
    assert isinstance(gathered[1][1], NotThereError)


@pytest.mark.parametrize("parallel", [1, 4])
def test_a_fault_of_the_program_is_not_swallowed(parallel):
    shelf = Shelf(parallel)
    shelf.through.set()
    with pytest.raises(RuntimeError, match="own"):
        list(gather(shelf, ["a", "broken", "b"]))


@pytest.mark.parametrize("parallel", [1, 4])
def test_stopping_asks_for_no_more_and_waits_for_nothing(parallel):
    shelf = Shelf(parallel)
    shelf.through.set()
    gathered = gather(shelf, (str(number) for number in range(100)))
    next(gathered)
    shelf.through.clear()  # whoever is under way hangs from now on
    gathered.close()

    assert len(shelf.asked) <= parallel
    shelf.through.set()


def test_nothing_to_fetch_is_no_error():
    assert list(gather(Shelf(4), [])) == list(gather(Shelf(1), [])) == []
