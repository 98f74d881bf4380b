"""Scores forms that are filled in step by step: `scenario_cases.json` and files like it.

The cases come from a client that differs in four ways that are its own: it makes counted rows only
as one comes to them; it drops an answer that breaks its constraint instead of keeping it with a
problem; it takes back a choice that is no longer offered when the question is looked at, which
validating does from the top as far as the first problem; and it takes a blank that was given for an
answer. The player below acts those out on a session; everything else is the engine's own doing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from app.forms import session as live  # noqa: E402 - the script runs from anywhere
from app.forms.definition import ProblemKind  # noqa: E402
from app.forms.instance import Cell  # noqa: E402
from app.forms.rows import Rows  # noqa: E402
from app.forms.session import FormSession  # noqa: E402
from app.forms.xform import load_form  # noqa: E402

UUID = re.compile(r"(uuid:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ATTRIBUTE = re.compile(r"""="[^"]*"|='[^']*'""")
STEP = re.compile(r"([^/\[]+)(?:\[(\d+)\])?")
VALIDATED = {ProblemKind.MISSING: 1, ProblemKind.CONSTRAINT: 2, ProblemKind.TYPE: 2}

State = tuple[str | None, bool, bool, bool]


@dataclass
class Tally:
    n: int = 0
    passed: int = 0

    def note(self, passed: bool) -> bool:
        self.n += 1
        self.passed += passed
        return passed


@dataclass
class Outcome:
    states: Tally = field(default_factory=Tally)
    reads: Tally = field(default_factory=Tally)
    misses: list[str] = field(default_factory=list)

    def state(self, path: str, expected: Any, found: Any) -> None:
        if not self.states.note(alike(expected, found)):
            self.misses.append(f"state {path}: {expected} expected, {found} found")

    def read(self, what: str, expected: Any, found: Any) -> None:
        if not self.reads.note(expected == found or alike([expected], [found])):
            self.misses.append(f"{what}: {expected!r} expected, {found!r} found")


def alike(expected: Any, found: Any) -> bool:
    if expected is None or found is None:
        return expected is found
    return same_text(expected[0], found[0]) and list(expected[1:]) == list(found[1:])


def same_text(expected: Any, found: Any) -> bool:
    if (expected or None) == (found or None):
        return True
    if not isinstance(expected, str) or not isinstance(found, str):
        return False
    both_ids = UUID.fullmatch(expected) and UUID.fullmatch(found)
    return bool(both_ids) or same_points(expected, found) or same_time(expected, found)


def same_points(expected: str, found: str) -> bool:
    """The other client writes places with a decimal point and without a closing semicolon."""
    try:
        return len(points(expected)[0]) > 1 and points(expected) == points(found)
    except ValueError:
        return False


def points(text: str) -> list[list[float]]:
    parts = text.strip().removesuffix(";").split(";")
    return [[float(number) for number in part.split()] for part in parts]


def same_time(expected: str, found: str) -> bool:
    """The other client writes every time in UTC; ours keeps it as it was given."""
    try:
        return instant(expected) == instant(found)
    except ValueError:
        return False


def instant(text: str) -> datetime:
    """The moment that a time, or a date with its time, names; raises ValueError for others."""
    if "T" in text:
        return datetime.fromisoformat(text).astimezone(UTC)
    moment = datetime.combine(datetime(2026, 1, 1).date(), time.fromisoformat(text))  # noqa: DTZ001
    return moment.astimezone(UTC)


class LateRows(Rows):
    """Counted rows come no sooner than one comes to them; what the form begins with is there."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.begun = False
        self.wanted: dict[str, int] = {}
        self.reached: dict[str, int] = {}

    def count(self, anchor: Cell, wanted: int) -> None:
        """Make as many as are counted, but none beyond the furthest that was come to."""
        self.wanted[anchor.ref] = wanted
        given = len(anchor.spot.firsts) or (0 if anchor.spot.explicit else 1)
        at_first = 0 if self.begun else given
        super().count(anchor, min(wanted, self.reached.setdefault(anchor.ref, at_first)))

    def come_to(self, anchor: Cell, number: int) -> None:
        """Go as far as this row."""
        if number > self.reached.get(anchor.ref, 0):
            self.reached[anchor.ref] = number
            self.count(anchor, self.wanted.get(anchor.ref, 0))
            self._recompute.settle()


class Player:
    """One form, filled in the way the recorded client was driven."""

    def __init__(self, xml: str) -> None:
        # The other client's reader lets a bare < stand in an attribute; XML does not.
        self.definition = load_form(ATTRIBUTE.sub(lambda m: m[0].replace("<", "&lt;"), xml))
        self.begin()

    def begin(self) -> None:
        with patch.object(live, "Rows", LateRows):
            self.session = FormSession(
                self.definition, clock=lambda: datetime(2026, 3, 9, tzinfo=UTC)
            )
        self.rows = cast("LateRows", self.session._rows)
        self.rows.begun = True
        self.blanks_given: set[Cell] = set()

    def states(self) -> dict[str, State]:
        found: dict[str, State] = {}
        top = self.session._tree.cells[next(iter(self.definition.blueprint.places))]
        self._walk(top, f"/{top.name}", found)
        return found

    def _walk(self, cell: Cell, path: str, found: dict[str, State]) -> None:
        numbers: dict[str, int] = {}
        for child in cell.children:
            number = numbers[child.name] = numbers.get(child.name, 0) + 1
            below = f"{path}/{child.name}[{number}]"
            text = None if child.spot.children else child.text or None
            found[below] = (text, child.relevant, not child.readonly, child.required)
            self._walk(child, below, found)

    def in_counted_row(self, path: str) -> bool:
        place = self.definition.blueprint.places.get(re.sub(r"\[\d+\]", "", path))
        return place is not None and any(row.counted is not None for row in place.repeats)

    def cell(self, path: str, *, make: bool = False) -> Cell | None:
        """The cell at a path with positions; rows that are missing are added where asked."""
        steps = STEP.findall(path.removeprefix("/"))
        here = self.session._tree.cells["/" + steps[0][0]]
        for name, number in steps[1:]:
            wanted = int(number or 1)
            if make:
                self._come_to(here, name, wanted)
            while make and len(here.named.get(name, [])) < wanted and self._add(here, name):
                pass
            peers = here.named.get(name, [])
            if len(peers) < wanted:
                return None
            here = peers[wanted - 1]
        return here

    def _come_to(self, above: Cell, name: str, number: int) -> None:
        for anchor in above.anchors:
            if anchor.name == name and anchor.spot.counted is not None:
                self.rows.come_to(anchor, number)

    def _add(self, above: Cell, name: str) -> bool:
        place = next((a.spot for a in above.anchors if a.name == name), None)
        if place is None or place.fixed:
            return False
        self.session.add_repeat(f"{above.ref}/{name}")
        return True

    def walk(self, path: str) -> None:
        """Come as far as a counted row; where the form counts fewer, it is not made."""
        steps = STEP.findall(path.removeprefix("/"))
        here = self.session._tree.cells["/" + steps[0][0]]
        for name, number in steps[1:]:
            wanted = int(number or 1)
            self._come_to(here, name, wanted)
            peers = here.named.get(name, [])
            if len(peers) < wanted:
                return
            here = peers[wanted - 1]

    def attribute(self, path: str) -> str | None:
        """What stands in an attribute; None for a blank one, or none."""
        above, _, name = path.rpartition("/@")
        cell = self.cell(above)
        return (cell.attribute(name) if cell else None) or None

    def give(self, path: str, value: str) -> str:
        cell = self.cell(path, make=True)
        assert cell is not None, path
        before = cell.text
        self.session.answer(cell.ref, value)
        if cell.failing:
            self.session.answer(cell.ref, before)
            return "CONSTRAINT_VIOLATED"
        (self.blanks_given.discard if value else self.blanks_given.add)(cell)
        return "OK"

    def choices(self, path: str) -> list[str]:
        cell = self.cell(path)
        assert cell is not None, path
        self.take_back(cell)
        return [choice.value for choice in self.session.choices(cell.ref)]

    def take_back(self, cell: Cell) -> None:
        """What the recorded client does when it looks at a question with filtered choices."""
        control = cell.spot.control
        if control is None or control.itemset is None or not cell.text:
            return
        offered = {choice.value for choice in self.session.choices(cell.ref)}
        kept = " ".join(each for each in cell.text.split() if each in offered)
        if kept != cell.text:
            self.session.answer(cell.ref, kept)

    def validate(self, expected_ref: str) -> tuple[str, int] | None:
        """The first problem from the top; what lies beyond it is not looked at."""
        for cell in list(self.session._tree.cells.values()):
            self.take_back(cell)
            kind = self.problem_of(cell)
            if kind is not None:
                reached = self.cell(expected_ref)
                return expected_ref if reached is cell else cell.ref, VALIDATED[kind]
        return None

    def problem_of(self, cell: Cell) -> ProblemKind | None:
        if cell.spot.control is None or cell.spot.children:
            return None
        kinds = [problem.kind for problem in self.session.problems_of(cell.ref)]
        return kinds[0] if kinds and cell not in self.blanks_given else None


def play(case: dict[str, Any]) -> Outcome:
    """Fill in one form as it was recorded, and note all that differs."""
    outcome = Outcome()
    player = Player(case["xml"])
    expected = dict(case["initial"])
    compare(player, outcome, expected, set(expected), "at first")
    result = ""
    for number, step in enumerate(case["steps"], start=1):
        if step["op"] not in {"set", "new_instance"}:
            # What was walked to before this step is told by the rows that had come by then.
            for path in filter(player.in_counted_row, step.get("delta", ())):
                player.walk(path)
        result = take(player, outcome, step, result)
        if "delta" in step:
            expected.update(step["delta"])
            for path in step["gone"]:
                expected.pop(path, None)
            touched = set(step["delta"]) | set(step["gone"])
            compare(player, outcome, expected, touched, f"step {number}")
    return outcome


def compare(
    player: Player, outcome: Outcome, expected: dict[str, Any], touched: set[str], when: str
) -> None:
    """Count the nodes that the step touched; note any other that went wrong by itself."""
    found = player.states()
    for path in sorted(touched):
        here = found.get(path)
        if path not in expected and player.in_counted_row(path):
            here = None
        outcome.state(f"{path} {when}", expected.get(path), here)
    for path in sorted(set(expected) | set(found)):
        extra = path not in expected and player.in_counted_row(path)
        if path not in touched and not extra and not alike(expected.get(path), found.get(path)):
            outcome.misses.append(
                f"state {path} {when}, untouched: {expected.get(path)} expected, "
                f"{found.get(path)} found"
            )


def take(player: Player, outcome: Outcome, step: dict[str, Any], result: str) -> str:
    """One step; the answer is what came of giving an answer, for the step that asks for it."""
    kind, ref, value = step["op"], step["ref"], step["value"]
    match kind:
        case "set":
            return player.give(ref, value or "")
        case "result":
            outcome.read(f"result of {ref}", value, result)
        case "new_repeat":
            player.cell(ref, make=True)
        case "remove_repeat":
            cell = player.cell(ref)
            assert cell is not None, ref
            player.session.remove_repeat(cell.ref)
        case "new_instance":
            player.begin()
        case _:
            read(player, outcome, kind, ref, value)
    return result


def read(player: Player, outcome: Outcome, kind: str, ref: str, value: Any) -> None:
    what = f"{kind} {ref}"
    match kind:
        case "read" if "@" in ref:
            outcome.read(what, value or None, player.attribute(ref))
        case "read":
            cell = player.cell(ref)
            outcome.read(what, value or None, cell.text or None if cell else "nothing")
        case "read_missing":
            outcome.read(what, None, player.cell(ref))
        case "count":
            above = player.cell(ref.rpartition("/")[0])
            name = ref.rpartition("/")[2]
            outcome.read(what, value, len(above.named.get(name, [])) if above else None)
        case "choices":
            outcome.read(what, value, player.choices(ref))
        case "node":
            outcome.read(what, tuple(value), player.states().get(ref))
        case "validate":
            outcome.read(what, (ref, value), player.validate(ref))
        case _:
            outcome.read(what, "a known step", kind)


def outcomes(content: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bool, object]]:
    """Each case, whether it passed whole, and what differed."""
    for case, outcome in played(content):
        yield case, not outcome.misses, outcome.misses


def played(content: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Outcome]]:
    for case in content["cases"]:
        try:
            outcome = play(case)
        except Exception as error:  # noqa: BLE001 - a crash is a miss, and is named in the answer
            outcome = crashed(case, error)
        yield case, outcome


def crashed(case: dict[str, Any], error: Exception) -> Outcome:
    """Everything that the case would have compared counts as missed."""
    outcome = Outcome(misses=[f"{type(error).__name__}: {error}"])
    steps = case["steps"]
    touched = sum(len(step["delta"]) + len(step["gone"]) for step in steps if "delta" in step)
    outcome.states.n = len(case["initial"]) + touched
    acts = {"set", "new_repeat", "remove_repeat", "new_instance"}
    outcome.reads.n = sum(step["op"] not in acts for step in steps)
    return outcome


def score(content: dict[str, Any]) -> dict[str, Any]:
    """How many forms went whole as recorded, and how many node states and reads agreed."""
    states, reads, whole = Tally(), Tally(), Tally()
    by_file: dict[str, Tally] = {}
    for case, outcome in played(content):
        for total, part in ((states, outcome.states), (reads, outcome.reads)):
            total.n += part.n
            total.passed += part.passed
        passed = whole.note(not outcome.misses)
        by_file.setdefault(case["test"].partition("#")[0], Tally()).note(passed)
    return {
        "cases": whole.n,
        "passed": whole.passed,
        "states": vars(states),
        "reads": vars(reads),
        "whole": vars(whole),
        "by_file": {
            name: {"cases": row.n, "passed": row.passed} for name, row in sorted(by_file.items())
        },
    }
