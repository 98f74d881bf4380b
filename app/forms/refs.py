"""Refs: where an answer stands in a record, with the rows that it stands in.

`/f/lesson[r7]/level` is the answer in the row `r7` to the question at the path `/f/lesson/level`.
"""

from __future__ import annotations


def without_rows(ref: str) -> str:
    """The path of a ref in the form: `/f/lesson[r7]/level` is `/f/lesson/level`."""
    return "/".join(step.partition("[")[0] for step in ref.split("/"))


def rows_in(ref: str) -> tuple[str, ...]:
    """The ids of the rows in a ref, outer ones first: `r7` of `/f/lesson[r7]/level`."""
    steps = ref.split("/")
    return tuple(step.partition("[")[2][:-1] for step in steps if step.endswith("]"))
