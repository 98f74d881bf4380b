"""The hands of the tour: real keys and clicks on what the eyes find."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QMenu,
    QScrollArea,
    QWidget,
)

from ui.tour import eyes
from ui.tour.waiting import TourError, Waiting

_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Presses, types and chooses, and waits until the screen shows what came of it."""

    def __init__(self, waiting: Waiting) -> None:
        self.waiting = waiting

    def until_says(self, words: str) -> None:
        """Wait until `words` can be read."""
        self.waiting.until(lambda: eyes.says(words), f"the words “{words}”")

    def until_gone(self, words: str) -> None:
        """Wait until `words` are read no more."""
        self.waiting.until(lambda: not eyes.says(words), f"the end of “{words}”")

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Click the button called `words`, as soon as it can be pressed."""
        self.waiting.until(lambda: eyes.has_button(words, within), _button_named(words))
        self.click(eyes.button(words, within))

    def click(self, widget: QWidget) -> None:
        """Click in the middle of `widget`, scrolled into view."""
        self.to_front(widget)
        _scroll_to(widget)
        at = widget.rect().center()
        self.waiting.perform(lambda: QTest.mouseClick(widget, _LEFT, _NONE, at))

    def give_keys(self, widget: QWidget) -> None:
        """Give `widget` the keyboard, as Tab does in the end, scrolled into view."""
        self.to_front(widget)
        _scroll_to(widget)
        self.waiting.perform(lambda: widget.setFocus(Qt.FocusReason.TabFocusReason))

    def to_front(self, widget: QWidget | None = None) -> None:
        """Give the window of `widget` (else what is in front) the keyboard.

        A window manager does so by itself where a dialog closes; without one nobody does.
        """
        window = (widget or eyes.front()).window()
        if not window.isActiveWindow() and QApplication.activePopupWidget() is None:
            window.activateWindow()
            self.waiting.until(window.isActiveWindow, "the window to come to the front")

    def click_cell(self, view: QAbstractItemView, words: str) -> None:
        """Click the cell of a list or table that says `words`."""
        index, page = eyes.cell(view, words), view.viewport()
        view.scrollTo(index)
        at = view.visualRect(index).center()
        self.waiting.perform(lambda: QTest.mouseClick(page, _LEFT, _NONE, at))

    def until_offered(self, words: str) -> None:
        """Wait until a menu is open with a line that says `words`."""
        self.waiting.until(lambda: _line_of(words) is not None, f"the menu's line “{words}”")

    def pick(self, words: str) -> None:
        """Click the line of the open menu that says `words`."""
        self.until_offered(words)
        found = _line_of(words)
        assert found is not None
        menu, action = found
        at = menu.actionGeometry(action).center()
        self.waiting.perform(lambda: QTest.mouseClick(menu, _LEFT, _NONE, at))

    def type_into(self, name: str, text: str) -> None:
        """Click the field called `name` and type `text` in place of what it holds."""
        self.waiting.until(lambda: _has_field(name), f"the field “{name}”")
        widget = eyes.field(name)
        self.click(widget)
        self.waiting.until(lambda: _has_keys(widget), f"the keyboard in “{name}”")
        self.type_here(text)

    def type_here(self, text: str) -> None:
        """Type `text` in place of what stands where the keyboard is."""
        self.key("Ctrl+A")
        self.type(text)

    def type(self, text: str) -> None:
        """Type `text` where the keyboard is, letter by letter."""
        self.to_front()
        self.waiting.perform(lambda: _type_letters(text))

    def dictate(self, text: str) -> None:
        """Enter `text` at once, as dictation does, in place of what stands at the keyboard."""
        self.key("Ctrl+A")
        self.waiting.perform(lambda: _commit(text))

    def key(self, keys: str) -> None:
        """Press a key or a shortcut, such as `Ctrl+G` or `Down`."""
        self.to_front()
        self.waiting.perform(lambda: QTest.keySequence(_keyboard(), QKeySequence(keys)))

    def choose(self, name: str, option: str) -> None:
        """Choose `option` in the drop-down list called `name`, with the keys."""
        self.waiting.until(lambda: _has_field(name), f"the list “{name}”")
        box = eyes.field(name)
        if not isinstance(box, QComboBox):
            raise TourError(f"“{name}” is no drop-down list")
        self.choose_in(box, option)

    def choose_in(self, box: QComboBox, option: str) -> None:
        """Choose `option` in a drop-down list, with the keys."""
        offered = [box.itemText(row) for row in range(box.count())]
        wanted = next((row for row, words in enumerate(offered) if option in words), -1)
        if wanted < 0:
            raise TourError(f"the list “{box.accessibleName()}” does not offer “{option}”")
        self.give_keys(box)
        for _step in range(box.count()):  # at most: headings in the list are passed over
            if box.currentIndex() == wanted:
                return
            self.key("Down" if wanted > box.currentIndex() else "Up")

    def focused(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.focusWidget() or eyes.front()

    def while_asked(self, act: Callable[[], None], answer: Callable[[QWidget], None]) -> None:
        """Do `act`, which asks in a dialog of its own and waits; `answer` is given that dialog."""
        waiter = QTimer()
        waiter.setInterval(10)

        def look() -> None:
            asked = QApplication.activeModalWidget()
            if asked is not None and asked.isVisible():
                waiter.stop()
                answer(asked)

        waiter.timeout.connect(look)
        waiter.start()
        act()
        self.waiting.until(lambda: not waiter.isActive(), "a question in a dialog")


def _keyboard() -> QWindow:
    """The window that the system gives the keys to; Qt passes them on, to an open menu first."""
    window = QApplication.activeModalWidget() or QApplication.activeWindow() or eyes.front()
    handle = window.window().windowHandle()
    if handle is None:
        raise TourError("no window takes the keys")
    return handle


def _type_letters(text: str) -> None:
    for letter in text:
        _type_letter(letter)


def _commit(text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget() or eyes.front(), event)


def _type_letter(letter: str) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else _NONE
    if letter == "\n":
        QTest.keyClick(_keyboard(), Qt.Key.Key_Return)
    elif letter.isascii():
        QTest.keyClick(_keyboard(), ord(letter), shift)
    else:  # QTest knows the keys of ASCII only
        widget = QApplication.focusWidget() or eyes.front()
        QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, shift, letter))


def _button_named(words: str) -> str:
    return f"a button “{words}” that can be pressed"


def _has_keys(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def _has_field(name: str) -> bool:
    try:
        return eyes.field(name).isEnabled()
    except TourError:
        return False


def _line_of(words: str) -> tuple[QMenu, QAction] | None:
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        return None
    lines = menu.actions()
    found = next((a for a in lines if a.isEnabled() and a.text().replace("&", "") == words), None)
    return None if found is None else (menu, found)


def _scroll_to(widget: QWidget) -> None:
    """Scroll every page that `widget` is in, so that it is seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            _show_in(parent, widget)
        parent = parent.parentWidget()


def _show_in(page: QScrollArea, widget: QWidget) -> None:
    inside = page.widget()
    if inside is not None and inside.isAncestorOf(widget):
        middle = widget.mapTo(inside, QPoint(widget.width() // 2, widget.height() // 2))
        page.ensureVisible(middle.x(), middle.y(), widget.width() // 2, 60)
