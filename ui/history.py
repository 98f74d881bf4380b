"""What was done to the answers of a record that is open, to be taken back and done again.

One history for every kind of answer. An entry is what changed in what was entered, whoever set it:
a value that the form set by itself goes back with the answer that made it. Typing makes one entry
for each run: letters put in, or taken out, one after another, without a long pause and within a
sentence or so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.forms.definition import Effect
from app.forms.session import FormSession

MOST = 1_000  # entries; older ones are forgotten
PAUSE = 2.0  # seconds without a key that end a run
_LONG = 60  # letters of a run, from which it ends with a word
_ENDS = (". ", "! ", "? ", "\n")
_ROUNDS = 3  # triggers may set what was set back; so often it is set back again

Values = Mapping[str, str | None]
Act = tuple[str, Effect]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done at `ref`. `before` and `after` hold what changed, None for nothing.

    `moved` is a row's place before and after, where that is all. `until` is when it was last added
    to, by a clock in seconds; 0 closes it.
    """

    ref: str
    before: Values
    after: Values
    moved: tuple[int, int] | None = None
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """What undoing or doing again did: where, the acts it took, and the place of a text's cursor.

    `ref` is the question, or the repeat whose row came, went or moved; `row` is that row.
    """

    ref: str
    acts: tuple[Act, ...]
    place: int = 0
    row: str = ""


class History:
    """The acts of one live form. `note` follows every act, and `outside` what nobody here did."""

    def __init__(self, session: FormSession) -> None:
        self._session = session
        self._now = session.entered()
        self._done: list[Entry] = []
        self._undone: list[Entry] = []

    @property
    def can_undo(self) -> bool:
        """Whether anything was done that can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether anything was taken back that can be done again."""
        return bool(self._undone)

    def ends_at(self, ref: str) -> bool:
        """Whether what was done last was done at `ref`, so that undoing takes back just that."""
        return bool(self._done) and self._done[-1].ref == ref

    def outside(self) -> None:
        """What the form holds now came from elsewhere: it is where the next act begins."""
        self._now = self._session.entered()

    def take(self, values: Values) -> Iterator[Act]:
        """Put in what came from elsewhere, which is never taken back."""
        yield from self._answers("", values)
        self.outside()

    def note(
        self,
        ref: str,
        *,
        typed_at: float | None = None,
        moved: tuple[int, int] | None = None,
    ) -> None:
        """Remember what was just done at `ref`; what was typed joins its run."""
        before, self._now = self._now, self._session.entered()
        old, new = _changes(before, self._now)
        if not new:
            return
        entry = Entry(ref, old, new, moved, typed_at or 0.0)
        last = self._done[-1] if self._done and not self._undone else None
        self._undone.clear()
        if last is not None and typed_at is not None and _joins(last, entry):
            after = {**last.after, **entry.after}
            self._done[-1] = replace(entry, before=last.before, after=after)
            return
        if not _is_a_letter(entry):  # pasted, or an abbreviation that became a phrase
            entry = replace(entry, until=0.0)
        self._done = [*self._done[-MOST + 1 :], entry]

    def close(self) -> None:
        """End the run that is being typed: what comes next is an entry of its own."""
        if self._done:
            self._done[-1] = replace(self._done[-1], until=0.0)

    def undo(self) -> Step | None:
        """Take back what was done last."""
        if not self._done:
            return None
        entry = self._done.pop()
        self._undone.append(replace(entry, until=0.0))
        return self._to(entry, entry.after, entry.before, entry.moved and entry.moved[0])

    def redo(self) -> Step | None:
        """Do again what was taken back last."""
        if not self._undone:
            return None
        entry = self._undone.pop()
        self._done.append(entry)
        return self._to(entry, entry.before, entry.after, entry.moved and entry.moved[1])

    def _to(self, entry: Entry, here: Values, there: Values, place: int | None) -> Step:
        """Go from the values `here` to those `there`."""
        if place is not None:
            effect = self._session.move_repeat(entry.ref, place)
            acts: tuple[Act, ...] = ((entry.ref, effect),)
        else:
            acts = (*self._rows(here, there), *self._answers(entry.ref, there))
        self._now = self._session.entered()
        if entry.ref.endswith("]"):
            return Step(entry.ref.rpartition("[")[0], acts, row=entry.ref)
        return Step(entry.ref, acts, _changed_until(here.get(entry.ref), there.get(entry.ref)))

    def _rows(self, here: Values, there: Values) -> Iterator[Act]:
        for row in _outer(here, there):
            yield row, self._session.remove_repeat(row)
        for row in _outer(there, here):
            yield row, self._session.restore_repeat(row)

    def _answers(self, first: str, there: Values) -> Iterator[Act]:
        """Set answers until all stand as they did, the one that was acted on first."""
        answers = {ref: value or "" for ref, value in there.items() if not ref.endswith("]")}
        order = sorted(answers, key=lambda ref: ref != first)
        for _round in range(_ROUNDS):
            entered = self._session.entered()
            wrong = [ref for ref in order if entered.get(ref, "") != answers[ref]]
            wrong = [ref for ref in wrong if answers[ref] or ref in entered]
            if not wrong:
                return
            for ref in wrong:
                yield ref, self._session.answer(ref, answers[ref])


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Values, Values]:
    """What changed, as it was and as it is."""
    changed = [ref for ref, value in after.items() if before.get(ref) != value]
    gone = [ref for ref in before if ref not in after]
    refs = (*changed, *gone)
    return {ref: before.get(ref) for ref in refs}, {ref: after.get(ref) for ref in refs}


def _outer(held: Values, lacking: Values) -> list[str]:
    """Rows that are in the one and not in the other, those within another such row left out."""
    rows = [r for r, key in held.items() if r.endswith("]") and key and not lacking.get(r)]
    return [row for row in rows if not any(row.startswith(f"{other}/") for other in rows)]


def _joins(last: Entry, entry: Entry) -> bool:
    """Whether what was just typed goes on with the run before it."""
    if last.ref != entry.ref or not set(entry.after) <= set(last.after):
        return False
    if not last.until or entry.until - last.until > PAUSE:
        return False
    texts = (last.before[entry.ref], last.after[entry.ref], entry.after[entry.ref])
    start, middle, now = (text or "" for text in texts)
    grows = len(now) > len(middle)
    if grows != (len(middle) > len(start)) or abs(len(now) - len(middle)) > 1:
        return False
    if abs(_changed_until(middle, now) - _changed_until(start, middle)) > 1:
        return False
    return not (grows and _is_full(start, middle))


def _is_a_letter(entry: Entry) -> bool:
    """Whether no more than a letter was put in or taken out, so that a run may begin with it."""
    old, new = (values.get(entry.ref) or "" for values in (entry.before, entry.after))
    return abs(len(new) - len(old)) <= 1


def _is_full(start: str, now: str) -> bool:
    """Whether a run of letters has come to the end of a sentence, or of a word if it is long."""
    written = now[_shared(start, now) :][: len(now) - len(start)]
    return written.endswith(_ENDS) or (len(written) > _LONG and written.endswith(" "))


def _changed_until(here: str | None, there: str | None) -> int:
    """The place in `there` behind what differs from `here`."""
    old, new = here or "", there or ""
    start = _shared(old, new)
    return len(new) - _shared(old[start:][::-1], new[start:][::-1])


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
