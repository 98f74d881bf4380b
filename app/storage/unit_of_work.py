"""Writes to the store: rows and their changes together, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete
from sqlalchemy.dialects.sqlite import insert

from app.domain.changes import DELETED, EVERYTHING, Change, FieldValue, Seen
from app.domain.ids import new_id
from app.domain.merging import Clash, by_field, is_deleted
from app.domain.pasted import whole
from app.domain.records import Record
from app.errors import RuleError
from app.storage import scopes, wire
from app.storage.answer_rows import keep_answers
from app.storage.arrivals import lines_of, seal
from app.storage.change_log import (
    LIVE,
    ChangeLog,
    keep_place,
    read_line,
    read_place,
)
from app.storage.kinds import kind_of
from app.storage.reader import Reader
from app.storage.receiving import Received, bring_in_line, go_on_as, receive
from app.storage.tables.laptop import forms, settings
from app.storage.tables.records import snapshots
from app.storage.wire import About


class UnitOfWork(Reader):
    """One short writing: it holds the write lock, and leaving it without `commit` undoes it.

    In every method `seen` says how far the log had come when the author read what is now
    written; None means that the author saw what this unit of work sees.
    """

    _writing = True

    def __init__(self, engine: Engine, by: str, clock: Callable[[], datetime]) -> None:
        super().__init__(engine)
        self._by = by
        self._clock = clock
        self._log_in_use: ChangeLog | None = None
        self._committed = False

    def save(self, thing: Any, seen: Seen | None = None) -> None:
        """Keeps a thing, new or changed: every field that its author changed is logged.

        A field that the author left alone keeps what has arrived for it meanwhile. A thing that
        was deleted comes back when it is saved. Raises InputError for a number beyond 64 bits.
        """
        kind = kind_of(type(thing))
        thing = kind.fit(thing)
        values = {**kind.wire.values(thing), DELETED: False}
        changed = self._write(kind.wire.about(thing, self._by), values, kind.wire.blank, seen)
        if changed:
            names = [kind.wire.attributes[name] for name in changed if name != DELETED]
            self.connection.execute(kind.keeping(thing, names))

    def delete(self, thing: Any, seen: Seen | None = None) -> None:
        """Deletes a thing: it is hidden, unless somebody else's edit arrived after `seen`."""
        kind = kind_of(type(thing))
        about = kind.wire.about(thing, self._by)
        if not self._is_deleted(about):
            self._log.write_deletion(about, _or_all(seen))
            if self._is_deleted(about):
                self.connection.execute(kind.hiding(thing))

    def save_answers(
        self,
        record: Record,
        answers: Mapping[str, str | None],
        seen: Seen,
        *,
        private: frozenset[str] = frozenset(),
    ) -> None:
        """Keeps answers of a record by reference; None or blank clears one.

        Those whose references are in `private` are logged in their author's own scope.
        """
        for scope, is_private in (
            (scopes.record_scope(record), False),
            (scopes.own_scope(self._by), True),
        ):
            values: dict[str, FieldValue] = {
                wire.ANSWER + ref: whole(value) if value else None
                for ref, value in answers.items()
                if (ref in private) is is_private
            }
            about = About(scope, wire.RECORD, record.id)
            changed = self._write(about, values, dict.fromkeys(values), seen) if values else {}
            self._keep_answers(record.id, changed)

    def keep_snapshot(self, record: Record, json: str, sha256: str) -> None:
        """Keeps the frozen content of a record's revision, once for all.

        Raises RuleError where that revision has other content already.
        """
        kept = self.snapshot(record.id, record.revision)
        if kept == json:
            return
        if kept is not None:
            raise RuleError(
                "This record is finished, so its content is frozen. Reopen it as a new revision."
            )
        of = f"{record.id}.{record.revision}"
        about = About(scopes.record_scope(record), wire.SNAPSHOT, of)
        self._write(about, {wire.SNAPSHOT_CONTENT: json, wire.SNAPSHOT_HASH: sha256}, {}, None)
        row = {"record_id": record.id, "revision": record.revision}
        self.connection.execute(insert(snapshots).values(**row, sha256=sha256, content=json))

    def keep_setting(self, name: str, value: str | None) -> None:
        """Keeps a setting of this laptop only; None forgets it."""
        if value is None:
            self.connection.execute(delete(settings).where(settings.c.name == name))
            return
        fresh = insert(settings).values(name=name, value=whole(value))
        kept = fresh.on_conflict_do_update(index_elements=["name"], set_={"value": whole(value)})
        self.connection.execute(kept)

    def keep_form(self, form_id: str, version: str, title: str, xml: str, source_hash: str) -> None:
        """Keeps a compiled form version, in place of an earlier compilation of the same one."""
        said = {"title": title, "source_hash": source_hash, "xml": xml}
        fresh = insert(forms).values(form_id=form_id, version=version, **said)
        kept = fresh.on_conflict_do_update(index_elements=["form_id", "version"], set_=said)
        self.connection.execute(kept)

    def receive(self, changes: Iterable[Change]) -> Received:
        """Takes in changes that were made elsewhere: in any order, any part, any number of times.

        The rows of what they are about follow the merge rule; nothing that was written here is
        lost. Call it before anything is written in the same unit of work.
        """
        if self._log.made:
            raise RuntimeError("changes from elsewhere are received before anything is written")
        return receive(self.connection, self._place, changes, new_id)

    def settle(self, clash: Clash, choice: FieldValue) -> None:
        """Ends a clash: `choice` replaces every version of the field, also the one shown.

        What arrived since the clash was read stays beside it: nobody has chosen against that.
        """
        scope = clash.heads[0].scope
        about = About(scope, clash.kind, clash.id)
        if clash.field == DELETED and choice is True:
            self._log.write_deletion(about, clash.seen)
        else:
            self._log.settle(about, clash.field, choice, clash.seen)
        settled = {(clash.kind, clash.id): {clash.field}}
        lines = lines_of(self.connection, settled)
        things = {thing: by_field(line.change for line in of) for thing, of in lines.items()}
        bring_in_line(self.connection, things, settled)

    def go_on_as(self, device: str) -> None:
        """Goes on under a new device's name: what has not left the laptop is issued again under it.

        Call it before anything is written in the same unit of work.
        """
        if self._log.made:
            raise RuntimeError("a device's name changes before anything is written")
        self._place.device = device
        self._place.seq = go_on_as(self.connection, device)

    def seal(self, changes: Iterable[Change]) -> None:
        """Marks changes as having left this laptop: from now on typing replaces none of them."""
        seal(self.connection, changes)

    def commit(self) -> tuple[Change, ...]:
        """Makes everything since the beginning lasting; the changes made, one for each field."""
        if self._log_in_use is None:
            self.connection.commit()
            return ()
        made = tuple(self._log_in_use.made.values())
        keep_place(self.connection, self._place)
        self.connection.commit()
        self._log_in_use, self._committed = None, True
        return made

    @property
    def _log(self) -> ChangeLog:
        if self._log_in_use is None:
            if self._committed:  # another thread may have moved it since
                self._place = read_place(self.connection)
            wall_ms = int(self._clock().timestamp() * 1000)
            self._log_in_use = ChangeLog(self.connection, self._place, self._by, wall_ms)
        return self._log_in_use

    def _write(
        self,
        about: About,
        values: Mapping[str, FieldValue],
        blank: Mapping[str, FieldValue],
        seen: Seen | None,
    ) -> dict[str, FieldValue]:
        return self._log.write(about, values, blank, _or_all(seen))

    def _keep_answers(self, record_id: str, changed: Mapping[str, FieldValue]) -> None:
        refs = {name.removeprefix(wire.ANSWER): value for name, value in changed.items()}
        keep_answers(self.connection, record_id, refs)

    def _is_deleted(self, about: About) -> bool:
        return is_deleted(self._live(about))

    def _live(self, about: About) -> dict[str, list[Change]]:
        """The heads of a thing by field."""
        live: dict[str, list[Change]] = {}
        for row in self.connection.execute(LIVE, {"of_kind": about.kind, "of_id": about.id}):
            live.setdefault(row.field, []).append(read_line(row).change)
        return live


def _or_all(seen: Seen | None) -> Seen:
    return EVERYTHING if seen is None else seen
