"""Changes as they come from other laptops, and what a store makes of them."""

from __future__ import annotations

from app.domain.changes import Change, Head, Stamp

SCOPE = "school:900001"
LATER = Stamp(1_900_000_000_000, 0)


def change(kind, id_, field, value, seq, *, bases=(), stamp=LATER, device="other", scope=SCOPE):
    return Change(scope, kind, id_, field, value, Head(device, seq), stamp, tuple(bases), "p2")


def received(store, changes):
    with store.unit_of_work() as work:
        found = work.receive(changes)
        work.commit()
    return found


def found(store, kind, **equals):
    with store.reading() as reader:
        return reader.find(kind, **equals)


def saved(store, *things):
    with store.unit_of_work() as work:
        for thing in things:
            work.save(thing)
        return work.commit()


def leaving(store):
    with store.unit_of_work() as work:
        changes = work.changes()
        work.seal(changes)
        work.commit()
    return changes
