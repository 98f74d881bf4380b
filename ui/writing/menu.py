"""The menu of a box: what a marked word may have meant, and what else can be done there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui import theme
from ui.widgets.text_box import GrowingText

ADD = "Add to my words"
LEAVE = "Leave alone for now"
NONE = "No suggestion"


@dataclass(frozen=True, slots=True)
class WordActs:
    """What can be done about a marked word."""

    put_right: Callable[[str], object]
    learn: Callable[[], object]
    leave: Callable[[], object]


def word_menu(box: GrowingText, found: Sequence[str], acts: WordActs) -> QMenu:
    """The menu for a marked word, with what may have been meant first."""
    menu = _menu(box, "Spellings")
    for suggestion in found:
        _add(menu, suggestion, partial(acts.put_right, suggestion))
    if not found:
        _add(menu, NONE).setEnabled(False)
    menu.addSeparator()
    _add(menu, ADD, acts.learn)
    _add(menu, LEAVE, acts.leave)
    return menu


def usual_menu(box: GrowingText, place: QPoint, more: Sequence[QAction]) -> QMenu:
    """The box's own menu, with what writes in it beneath."""
    menu = box.createStandardContextMenu(place)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if more and not box.isReadOnly():
        menu.addSeparator()
        menu.addActions(list(more))
    return menu


def _menu(box: GrowingText, name: str) -> QMenu:
    menu = QMenu(box)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(name)
    menu.setFont(theme.font("body"))
    return menu


def _add(menu: QMenu, words: str, act: Callable[[], object] | None = None) -> QAction:
    action = menu.addAction(words.replace("&", "&&"))
    if act is not None:
        action.triggered.connect(lambda *_: act())
    return action
