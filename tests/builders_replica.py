"""A laptop's log in memory, grown by the very rules by which the store grows its own."""

from __future__ import annotations

from dataclasses import replace

from app.domain.changes import DELETED, Seen, Stamp
from app.domain.merging import by_field, heads_of, is_deleted
from app.domain.replica import (
    Place,
    Said,
    change_shown,
    edits_seen,
    grow,
    heads_seen,
    is_of_lost_life,
    issued_again,
    sort_out,
    widen,
    write,
)

SCOPE, KIND = "school:900001", "action"
FLAG, WORD, NEWER = "what", "status", "newer"
FIELDS = (FLAG, WORD, NEWER)
BLANK = {DELETED: False}


class Replica:
    """One laptop. `new_device` gives names; `newer` tells a program one version ahead."""

    def __init__(self, new_device, *, newer):
        self.new_device = new_device
        self.newer = newer
        self.place = Place(new_device(), 0, 0, Stamp(0, 0))
        self.lines = {}

    def copy(self):
        """The same laptop once more: a copied disk, or a backup."""
        other = Replica(lambda: "", newer=self.newer)
        other.new_device = self.new_device
        other.place, other.lines = replace(self.place), dict(self.lines)
        return other

    @property
    def seen(self):
        return Seen(self.place.arrival)

    @property
    def changes(self):
        return {head: line.change for head, line in self.lines.items()}

    def fits(self, change):
        """An older program knows neither the newer field nor the newer words of another."""
        if self.newer:
            return True
        return change.field != NEWER and not str(change.value).startswith("newer")

    def of(self, thing, name):
        return [
            line
            for line in self.lines.values()
            if line.change.id == thing and line.change.field == name
        ]

    def save(self, thing, values, seen, by, wall_ms):
        """Writes what differs from what its author was shown; answers with the changes."""
        made = []
        for name, value in values.items():
            lines = self.of(thing, name)
            heads = heads_seen(lines, seen)
            found = change_shown(heads, seen, self.fits, lambda lines=lines: lines)
            if value != (found.value if found else BLANK.get(name)):
                made.append(self._write(thing, name, value, heads, by, wall_ms))
        return made

    def settle(self, thing, name, value, seen, by, wall_ms):
        return [
            self._write(thing, name, value, heads_seen(self.of(thing, name), seen), by, wall_ms)
        ]

    def delete(self, thing, seen, by, wall_ms):
        if is_deleted(self.live(thing)):
            return []
        heads = heads_seen(self.of(thing, DELETED), seen)
        edits = edits_seen((self.of(thing, name) for name in FIELDS), seen)
        return [self._write(thing, DELETED, True, heads, by, wall_ms, edits)]

    def _write(self, thing, name, value, heads, by, wall_ms, edits=frozenset()):
        said = Said(SCOPE, KIND, thing, name, value, by)
        written = write(self.place, said, heads, wall_ms, edits)
        for line in written.replaced:
            self.lines[line.change.head] = replace(line, replaced_at=written.line.arrival)
        self.lines[written.line.change.head] = written.line
        return written.line.change

    def receive(self, changes):
        """Takes changes in; answers with those that were refused."""
        arrived = {change.head: change for change in changes}
        if is_of_lost_life(self.place, arrived.values(), self.lines):
            self.begin_as(self.new_device())
        sorted_out = sort_out(arrived.values(), self.lines)
        grown = grow(self.place, sorted_out.fresh, self.lines.values())
        for line, at in grown.replaced:
            self.lines[line.change.head] = replace(line, replaced_at=at)
        self.lines.update((line.change.head, line) for line in grown.added)
        for change in sorted_out.wider:
            line, ended = widen(self.place, change, self.lines)
            self.lines[change.head] = line
            for head in ended:
                self.lines[head.change.head] = replace(head, replaced_at=self.place.arrival)
        return sorted_out.refused

    def unsealed(self):
        """What has not left this laptop, in the order of arrival."""
        waiting = [line for line in self.lines.values() if not line.sealed]
        return sorted(waiting, key=lambda line: line.arrival)

    def seal(self, most):
        """The first `most` changes that have not left; now they do."""
        leaving = self.unsealed()[:most]
        for line in leaving:
            self.lines[line.change.head] = replace(line, sealed=True)
        return [line.change for line in leaving]

    def begin_as(self, device):
        waiting = self.unsealed()
        for line in waiting:
            del self.lines[line.change.head]
        again = issued_again(waiting, device)
        self.lines.update((line.change.head, line) for line in again)
        self.place.device, self.place.seq = device, len(again)

    def live(self, thing):
        """The heads of a thing by field, as the log marks them."""
        live = (line for line in self.lines.values() if line.replaced_at is None)
        return by_field(line.change for line in live if line.change.id == thing)

    def heads(self):
        """The heads of every field, by the rule."""
        fields = {}
        for change in self.changes.values():
            fields.setdefault((change.id, change.field), []).append(change)
        return {where: heads_of(of) for where, of in fields.items()}

    def marked(self):
        """The heads of every field as the log marks them."""
        found = {}
        for line in self.lines.values():
            of = found.setdefault((line.change.id, line.change.field), set())
            if line.replaced_at is None:
                of.add(line.change.head)
        return found
