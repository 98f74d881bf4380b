"""Reads the store as it is at one moment: short, and safe in any thread that opens it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, bindparam, func, select

from app.domain.changes import NOTHING_SEEN, Change, Seen, Stamp
from app.domain.merging import Clash, shown_order
from app.domain.replica import Place
from app.errors import NotFoundError
from app.storage import wire
from app.storage.arrivals import lines_of
from app.storage.change_log import read_line, read_place
from app.storage.engine import WRITING
from app.storage.fitting import fits
from app.storage.kinds import kind_of
from app.storage.read.clashes import all_clashes, clashes_of_record, clashing_answers
from app.storage.tables.changes import changes as log
from app.storage.tables.laptop import forms, settings
from app.storage.tables.records import answers, snapshots

T = TypeVar("T")

_ANSWERS = (
    select(answers.c.ref, answers.c.value)
    .where(answers.c.record_id == bindparam("record"))
    .order_by(answers.c.ref)
)
_SETTING = select(settings.c.value).where(settings.c.name == bindparam("wanted"))
_SNAPSHOT = (
    select(snapshots.c.content)
    .where(snapshots.c.record_id == bindparam("record"))
    .order_by(snapshots.c.revision.desc())
    .limit(1)
)
_WAITING = select(func.count()).select_from(log).where(log.c.sealed_in.is_(None))


@dataclass(frozen=True, slots=True)
class StoredForm:
    """A form version that is kept: `source_hash` is of the workbook it was compiled from."""

    form_id: str
    version: str
    title: str
    source_hash: str


class Reader:
    """A view of the store that does not move while it is open. Use it as a context manager."""

    _writing = False

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open: Connection | None = None
        self._place = Place("", 0, 0, Stamp(0, 0))
        self._began_at = NOTHING_SEEN

    def __enter__(self) -> Self:
        self._open = self._engine.connect().execution_options(**{WRITING: self._writing})
        try:
            self._place = read_place(self._open)
        except BaseException:
            self._open.close()
            raise
        self._began_at = Seen(self._place.arrival)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        connection, self._open = self.connection, None
        connection.close()

    @property
    def connection(self) -> Connection:
        """The open connection, for this package's own reads and bulk writes."""
        if self._open is None:
            raise RuntimeError("a reader is used inside its `with` block only")
        return self._open

    @property
    def seen(self) -> Seen:
        """How far the log had come when this began; goes back in with what is then written."""
        return self._began_at

    @property
    def device(self) -> str:
        """The name by which this laptop's changes go now."""
        return self._place.device

    def get(self, kind: type[T], id: str | int) -> T:  # noqa: A002 - the word of the domain
        """The thing of that type and id (the URN of a school). Raises NotFoundError."""
        found = self.find(kind, id=id)
        if not found:
            noun = kind_of(kind).wire.kind.replace("_", " ")
            raise NotFoundError(f"There is no {noun} {id} here; it may have been removed.")
        return found[0]

    def find(self, kind: type[T], /, **equals: Any) -> tuple[T, ...]:
        """Everything of that type whose attributes hold these values, in a fixed order.

        A tuple, list or set of values means any of them. Raises TypeError for an attribute that
        the type does not have.
        """
        kept = kind_of(kind)
        wanted = kept.reading.where(*(kept.where(name, value) for name, value in equals.items()))
        return tuple(kept.thing(row) for row in self.connection.execute(wanted))

    def answers(self, record_id: str) -> dict[str, str]:
        """What was answered in a record, by reference; a cleared answer is absent."""
        rows = self.connection.execute(_ANSWERS, {"record": record_id})
        return {row.ref: row.value for row in rows}

    def setting(self, name: str, default: str | None = None) -> str | None:
        """A setting of this laptop only, which is never logged."""
        found = self.connection.execute(_SETTING, {"wanted": name}).scalar_one_or_none()
        return default if found is None else found

    def snapshot(self, record_id: str, revision: int | None = None) -> str | None:
        """The canonical JSON of a finished record, of its last revision unless one is named."""
        wanted = _SNAPSHOT
        if revision is not None:
            wanted = wanted.where(snapshots.c.revision == revision)
        return self.connection.execute(wanted, {"record": record_id}).scalar_one_or_none()

    def form_xml(self, form_id: str, version: str) -> str | None:
        """The compiled form of that version, or None where it is not kept."""
        wanted = select(forms.c.xml).where(forms.c.form_id == form_id, forms.c.version == version)
        return self.connection.execute(wanted).scalar_one_or_none()

    def forms(self) -> tuple[StoredForm, ...]:
        """Every form version that is kept, by id, then version."""
        columns = (forms.c.form_id, forms.c.version, forms.c.title, forms.c.source_hash)
        rows = self.connection.execute(select(*columns).order_by(forms.c.form_id, forms.c.version))
        return tuple(
            StoredForm(row.form_id, row.version, row.title, row.source_hash) for row in rows
        )

    def changes(self, since: int = 0, scope: str | None = None) -> tuple[Change, ...]:
        """The log after the arrival `since`, of one scope or all, in the order of arrival."""
        wanted = select(log).where(log.c.arrival > since).order_by(log.c.arrival)
        if scope is not None:
            wanted = wanted.where(log.c.scope == scope)
        return tuple(read_line(row).change for row in self.connection.execute(wanted))

    def waiting(self) -> int:
        """How many changes have not left this laptop yet."""
        return self.connection.execute(_WAITING).scalar_one()

    def heads(self, kind: str, id: str, field: str) -> tuple[Change, ...]:  # noqa: A002 - as above
        """The live heads of a field by its wire names, the one that is shown first."""
        wanted = select(log).where(
            log.c.kind == kind, log.c.id == id, log.c.field == field, log.c.replaced_at.is_(None)
        )
        heads = [read_line(row).change for row in self.connection.execute(wanted)]
        return tuple(sorted(heads, key=shown_order, reverse=True))

    def all_clashes(self) -> tuple[Clash, ...]:
        """Every clash that nobody has settled, in a fixed order."""
        return all_clashes(self.connection, Seen(self._place.arrival))

    def clashing_answers(self, record_id: str, refs: Iterable[str]) -> frozenset[str]:
        """Those of a record's answers, by reference, that stand in more than one version."""
        return clashing_answers(self.connection, record_id, refs)

    def clashes(self, record_id: str) -> tuple[Clash, ...]:
        """What two people changed of a record and its rows without seeing the other's."""
        return clashes_of_record(self.connection, record_id, Seen(self._place.arrival))

    def log_of(self, things: Iterable[tuple[str, str]]) -> tuple[Change, ...]:
        """Every change of these things, by their wire kinds and ids, in the order of arrival."""
        lines = [line for of in lines_of(self.connection, things).values() for line in of]
        return tuple(line.change for line in sorted(lines, key=lambda line: line.arrival))

    def snapshot_versions(self, record_id: str, revision: int) -> tuple[str, ...]:
        """The frozen contents of one revision, the one that stands first."""
        heads = self.heads(wire.SNAPSHOT, f"{record_id}.{revision}", wire.SNAPSHOT_CONTENT)
        return tuple(str(head.value) for head in heads if fits(head))
