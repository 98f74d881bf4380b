"""A page keeps what has the keyboard where it is seen, while something above it grows."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@runtime_checkable
class KeepsPlace(Protocol):
    """A page that can do that."""

    def hold_place(self) -> None:
        """Something on the page is about to grow."""


def hold_place_of(widget: QWidget) -> None:
    """Have the page around `widget`, which is about to grow, keep its place; if it can."""
    place: QWidget | None = widget.parentWidget()
    while place is not None and not isinstance(place, KeepsPlace):
        place = place.parentWidget()
    if place is not None:
        place.hold_place()
