"""What can be seen: widgets and words, found as a person finds them, by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)

from ui.tour.waiting import TourError

W = TypeVar("W", bound=QWidget)
_TAG = re.compile(r"<[^>]+>")
_PAUSE = 250  # milliseconds: the longest pause after which a page does something by itself
_MOST_NAMED = 40  # words on screen that an error names


def front() -> QWidget:
    """What takes the keys now: an open menu, else a dialog, else the window or the door."""
    found = QApplication.activePopupWidget() or QApplication.activeModalWidget() or _window()
    if found is None:
        raise TourError("there is no window on screen")
    return found


def windows() -> list[QWidget]:
    """All windows, dialogs and menus on screen, the undermost first."""
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.width() > 1]
    return sorted(shown, key=_depth)


def words_on_screen(within: QWidget | None = None) -> str:
    """All that is said in `within` (or in front), line by line from the top."""
    inside = within or front()
    placed = [(_place(w, inside), _said(w)) for w in visible(QWidget, inside)]
    return "\n".join(words for _at, words in sorted(placed) if words)


def says(words: str, within: QWidget | None = None) -> bool:
    """Whether `words` can be read somewhere on screen."""
    return words.casefold() in words_on_screen(within).casefold()


def about_to_change() -> bool:
    """Whether a page waits for a short pause in the typing, to count, to search, to lay out."""
    timers = (timer for window in windows() for timer in window.findChildren(QTimer))
    return any(t.isActive() and t.isSingleShot() and t.interval() <= _PAUSE for t in timers)


def visible(kind: type[W], within: QWidget | None = None) -> list[W]:
    """The widgets of a kind that are shown, from the top of the page downwards."""
    inside = within or front()
    found = [w for w in inside.findChildren(kind) if w.isVisibleTo(inside)]
    return sorted(found, key=lambda widget: _place(widget, inside))


def button(words: str, within: QWidget | None = None) -> QAbstractButton:
    """The first button that can be pressed and is called `words`."""
    found = [b for b in visible(QAbstractButton, within) if b.isEnabled() and _called(b, words)]
    return _first(found, f"a button “{words}”", within)


def has_button(words: str, within: QWidget | None = None) -> bool:
    """Whether there is a button called `words` that can be pressed."""
    return any(b.isEnabled() and _called(b, words) for b in visible(QAbstractButton, within))


def field(name: str, within: QWidget | None = None) -> QWidget:
    """The line, text box or list that is called `name`, as a screen reader would say it.

    What it belongs to may come before the name: “Is the approach visible? What was seen”.
    """
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
    found = [
        w
        for w in visible(QWidget, within)
        if isinstance(w, kinds) and w.accessibleName().endswith(name)
    ]
    return _first(found, f"a field “{name}”", within)


def choices(name: str) -> list[str]:
    """What the drop-down list called `name` offers."""
    box = field(name)
    if not isinstance(box, QComboBox):
        raise TourError(f"“{name}” is no drop-down list")
    return [box.itemText(row) for row in range(box.count())]


def named(kind: type[W], name: str = "", within: QWidget | None = None) -> W:
    """The first widget of a kind, with that accessible name where one is given."""
    found = [w for w in visible(kind, within) if not name or w.accessibleName().startswith(name)]
    return _first(found, f"{kind.__name__} “{name}”", within)


def cell(view: QAbstractItemView, words: str) -> QModelIndex:
    """The first cell of a list or table that says `words`."""
    for index in _cells(view):
        if words.casefold() in _cell_words(index).casefold():
            return index
    raise TourError(f"“{words}” is not in the list “{view.accessibleName()}”")


def _first(found: list[W], what: str, within: QWidget | None) -> W:
    if not found:
        said = words_on_screen(within).splitlines()[:_MOST_NAMED]
        raise TourError(f"{what} is not on screen; what is: {' | '.join(said)}")
    return found[0]


def _window() -> QWidget | None:
    active = QApplication.activeWindow()
    if active is not None:
        return active
    shown = windows()
    return shown[-1] if shown else None


def _depth(window: QWidget) -> int:
    kind = window.windowType()
    return 2 if kind is Qt.WindowType.Popup else 1 if window.parentWidget() is not None else 0


def _called(widget: QWidget, words: str) -> bool:
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    return words in {own.replace("&", ""), widget.accessibleName()}


def _said(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        text = _TAG.sub("", widget.text()) or widget.accessibleName()
    elif isinstance(widget, QLineEdit):
        text = widget.text() or widget.placeholderText()
    elif isinstance(widget, QPlainTextEdit | QTextBrowser):
        text = widget.toPlainText()
    elif isinstance(widget, QComboBox):
        text = widget.currentText()
    elif isinstance(widget, QAbstractItemView):
        text = " | ".join(_cell_words(index) for index in _cells(widget))
    else:
        text = widget.accessibleName()
    return " ".join(text.split())


def _cells(view: QAbstractItemView) -> Iterator[QModelIndex]:
    model = view.model()
    if not model:  # a list that was given none yet
        return
    root = view.rootIndex()
    for row in range(min(model.rowCount(root), _MOST_NAMED)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            yield model.index(row, column, root)


def _cell_words(index: QModelIndex) -> str:
    said = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
    return " ".join(str(said or "").split())


def _place(widget: QWidget, within: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(within, QPoint(0, 0)) if widget is not within else QPoint(0, 0)
    return corner.y(), corner.x()
