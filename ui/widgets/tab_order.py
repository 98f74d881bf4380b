"""Tab goes where the eye goes: the order of the layouts, whenever things were made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def follow_layout(root: QWidget) -> None:
    """Have Tab go through `root` in the order its layouts are seen in.

    Needed where something was put between what was there already: Qt keeps the order of making.
    """
    before: QWidget | None = None
    for widget in takers(root):
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def takers(root: QWidget) -> Iterator[QWidget]:
    """What takes the keyboard in `root`, in the order of its layouts; hidden things too."""
    layout = root.layout()
    if layout is not None:
        yield from _in_layout(layout)
    elif root.focusPolicy() != Qt.FocusPolicy.NoFocus:
        yield root


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from takers(widget)
        elif inner is not None:
            yield from _in_layout(inner)
