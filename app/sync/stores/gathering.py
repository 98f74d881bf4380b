"""Fetches many files, as many at a time as the store likes, without holding many in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from itertools import islice

from app.errors import TeamStoreError
from app.sync.stores.in_time import start
from app.sync.stores.team_store import TeamStore

Fetched = tuple[str, bytes | TeamStoreError]


def gather(store: TeamStore, names: Iterable[str]) -> Iterator[Fetched]:
    """Each file or why it did not come, in the order of the names.

    At most `store.parallel` files are under way or waiting to be taken. Closing the iterator asks
    for no more; what is under way then ends by itself, and nobody waits for it.
    """
    if store.parallel <= 1:
        return (_fetched(store, name) for name in names)
    return _gathered(store, iter(names))


def _gathered(store: TeamStore, names: Iterator[str]) -> Iterator[Fetched]:
    under_way: deque[Future[Fetched]] = deque()
    while True:
        for name in islice(names, store.parallel - len(under_way)):
            under_way.append(start(partial(_fetched, store, name)))
        if not under_way:
            return
        yield under_way.popleft().result()


def _fetched(store: TeamStore, name: str) -> Fetched:
    try:
        return name, store.get(name)
    except TeamStoreError as problem:
        return name, problem
