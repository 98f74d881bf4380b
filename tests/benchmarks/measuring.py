"""How speed is measured here: in turns with a floor, told as one row each of a table.

A floor is the least that any program would have to do for the same thing. Both are taken in turns,
so that a busy machine weighs on both alike, and the medians are compared. An aim is told, never
asserted: another machine has other figures.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

HEADINGS = ("Measure", "Ours", "Floor", "Compared", "Aim")


@dataclass(frozen=True, slots=True)
class Row:
    """One measure, in words as they stand in the table; blank where there is no floor."""

    measure: str
    ours: str
    floor: str = ""
    compared: str = ""
    aim: str = ""

    def __str__(self) -> str:
        cells = (self.measure, self.ours, self.floor, self.compared, self.aim)
        return f"| {' | '.join(cells)} |"


def clocked(act: Callable[[], object]) -> float:
    """How many milliseconds `act` takes."""
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


def in_turns(
    times: int, acts: Mapping[str, Callable[[], float]], *, unheeded: int = 1
) -> dict[str, list[float]]:
    """What each act answered, taken in turns; the first `unheeded` rounds only warm up."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for number in range(times + unheeded):
        for name, act in acts.items():
            answer = act()
            if number >= unheeded:
                taken[name].append(answer)
    return taken


def ratio(measure: str, ours: list[float], floor: list[float], *, aim: float, n: str = "") -> Row:
    """A row of two medians in milliseconds and what the one is to the other."""
    mine, least = median(ours), median(floor)
    name = f"{measure} (median of {n or len(ours)})"
    return Row(name, ms(mine), ms(least), f"{mine / least:.2f}x", f"≤ {aim}x")


def ms(value: float) -> str:
    """Milliseconds with as many digits as say something."""
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.{1 if value >= 10 else 2}f} ms"


def machine() -> str:
    """The machine in one line: processor, cores, memory, system and Python."""
    memory = f", {round(_memory() / 2**30)} GB" if _memory() else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{_processor()}, {os.cpu_count()} cores{memory}, {_system()}, {python}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 0


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, AttributeError):
        return platform.platform(terse=True)
