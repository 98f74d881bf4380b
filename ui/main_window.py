"""The window: the rail, one page at a time, banners beneath it, and what is safe at the foot.

Pages are made when they are first gone to, by the factories the window is given; see
`ui.places` for going anywhere and `ui.screen` for what a page is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.commands import Commands, key_hints
from ui.failures import Failures
from ui.places import (
    AuditPage,
    FinishPage,
    Forms,
    FormTrial,
    Help,
    Members,
    Navigator,
    Outbox,
    Place,
    Project,
    RecordPage,
    Records,
    SchoolPage,
    Schools,
    Settings,
    Sync,
    Today,
    same_thing,
)
from ui.preferences import Preferences
from ui.screen import Layout, Screen
from ui.widgets.banner import BannerHost
from ui.widgets.menu_bar import PassingMenuBar
from ui.widgets.rail import Rail, RailItem
from ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from ui.widgets.text_box import Pen  # which the first page has no use for

ScreenFactory = Callable[[], Screen]
NARROW_BELOW = 1300  # pixels of width
CENTRE_EMS = 34  # below this the rail and the side panels give way
USUAL_SIZE = (1366, 768)
_FRAME = 32  # pixels for a title bar, whose height is known only once the window is on screen

RAIL = (
    RailItem("today", "Today", "sun", shortcut="Alt+1"),
    RailItem("schools", "Schools", "school", shortcut="Alt+2"),
    RailItem("records", "Records", "notebook-pen", shortcut="Alt+3"),
    RailItem("project", "Project", "layout-grid", shortcut="Alt+4"),
    RailItem("sync", "Sync", "refresh-cw", shortcut="Alt+5"),
    RailItem("help", "Help", "circle-question-mark", low=True, shortcut="F1"),
    RailItem("menu", "Menu", "menu", low=True, shortcut="F10"),
)
RAIL_PLACES: Mapping[str, Place] = {
    "today": Today(),
    "schools": Schools(),
    "records": Records(),
    "project": Project(),
    "sync": Sync(),
}
_RAIL_KEYS: Mapping[type[Place], str] = {
    Today: "today",
    Schools: "schools",
    SchoolPage: "schools",
    Records: "records",
    RecordPage: "records",
    FinishPage: "records",
    AuditPage: "records",
    Project: "project",
    Forms: "project",
    FormTrial: "project",
    Settings: "",
    Outbox: "",
    Sync: "sync",
    Members: "sync",
    Help: "help",
}


class MainWindow(QMainWindow):
    """The window of an open store. `closing` is emitted once before it closes.

    `what_waits` says what is not done while it is closed, blank for nothing: that is asked about.
    """

    closing = Signal()

    def __init__(self, navigator: Navigator, preferences: Preferences) -> None:
        super().__init__()
        self.navigator = navigator
        self.commands = Commands(self)
        self.rail = Rail(RAIL)
        self.banners = BannerHost()
        self.failures = Failures(self.banners)
        self.status = StatusLine()
        self.pages = QStackedWidget()
        self.menu_bar = PassingMenuBar()
        self.make_pen: Callable[[], Pen] | None = None
        self.what_waits: Callable[[], str] = str
        self._closes_with = ""
        self._preferences = preferences
        self._factories: dict[type[Place], ScreenFactory] = {}
        self._screens: dict[type[Place], Screen] = {}
        self._layout_mode = Layout.WIDE
        self._place_shown: Place | None = None
        self._build()
        self._connect()
        navigator.on_show(self._show)

    @property
    def screen_on_show(self) -> Screen | None:
        """The page on screen."""
        page = self.pages.currentWidget()
        return page if isinstance(page, Screen) else None

    @cached_property
    def pen(self) -> Pen | None:
        """What is written with in this window, made when the first box is shown."""
        return self.make_pen() if self.make_pen is not None else None

    @property
    def layout_mode(self) -> Layout:
        """How much room there is."""
        return self._layout_mode

    def plug(self, factories: Mapping[type[Place], ScreenFactory]) -> None:
        """Name what makes the page for each kind of place; the rail shows those it can go to."""
        self._factories.update(factories)
        for key, place in RAIL_PLACES.items():
            self.rail.buttons[key].setVisible(type(place) in self._factories)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.commands.act("back")
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closes_all_the_same():
            event.ignore()
            return
        screen = self.screen_on_show
        if not all(one.may_close(self.close) for one in self._shown_first()):
            event.ignore()
            return
        if screen is not None:
            screen.leave()
        self._preferences.keep_geometry(self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)

    def _shown_first(self) -> list[Screen]:
        """Every page that was made: one that was left may have words that are not saved yet."""
        shown = self.screen_on_show
        return sorted(self._screens.values(), key=lambda screen: screen is not shown)

    def _closes_all_the_same(self) -> bool:
        """Whether to close although something waits; asked once, however often closing is tried."""
        waits = self.what_waits()
        if waits == self._closes_with:
            return True
        box = QMessageBox(self)
        box.setWindowTitle("Messages wait")
        box.setText(waits)
        stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
        box.addButton("Close", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        if box.clickedButton() is stay:
            return False
        self._closes_with = waits
        return True

    def show_whole(self) -> None:
        """Show the window; over the whole screen where it and its frame are larger than that."""
        room = self.screen().availableGeometry().size()
        wanted = self.size() + QSize(0, _FRAME)
        if wanted.width() > room.width() or wanted.height() > room.height():
            self.showMaximized()
        else:
            self.show()

    def _build(self) -> None:
        self.setWindowTitle("Visitbook")
        self.setMinimumSize(640, 480)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(self.banners)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)
        self.setMenuBar(self.menu_bar)
        self.commands.fill_bar(self.menu_bar)
        if not self.restoreGeometry(self._preferences.geometry):
            self.resize(*USUAL_SIZE)

    def _connect(self) -> None:
        self.addActions(self.commands.actions)
        self.rail.pressed.connect(self._rail_pressed)
        self.commands.answer_always(
            {
                "back": self.navigator.back,
                "next_panel": lambda: self._next_panel(1),
                "previous_panel": lambda: self._next_panel(-1),
                "settings": lambda: self.navigator.go(Settings()),
                "outbox": lambda: self.navigator.go(Outbox()),
                "help": lambda: self.navigator.go(Help()),
                "quit": self.close,
            }
        )
        for item in RAIL:
            if item.key in RAIL_PLACES:
                self._shortcut(item.shortcut, partial(self._rail_pressed, item.key))
        self.status.outbox_asked.connect(lambda: self.navigator.go(Outbox()))
        self.status.clashes_asked.connect(lambda: self.navigator.go(Sync()))
        theme.on_change(self._lay_out)
        self._shortcut("F10", self.menu_bar.toggle)

    def _shortcut(self, keys: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _show(self, place: Place) -> bool:
        screen = self._screen_for(place)
        if screen is None:
            return False
        leaving = self.screen_on_show
        if leaving is not None and leaving is not screen:
            leaving.leave()
        if self._place_shown is not None and not same_thing(self._place_shown, place):
            self.banners.move_on()
        self._place_shown = place
        screen.set_layout(self._layout_mode)
        self.pages.setCurrentWidget(screen)
        screen.show_place(place)
        self.rail.show_key(_RAIL_KEYS.get(type(place), ""))
        self._read_keys()
        self._retitle(screen.title)
        return True

    def _screen_for(self, place: Place) -> Screen | None:
        kind = type(place)
        if kind not in self._screens and kind in self._factories:
            screen = self._factories[kind]()
            screen.header.menu_asked.connect(self._pop_up_menu)
            screen.header.back_asked.connect(self.navigator.back)
            screen.keys_changed.connect(self._read_keys)
            screen.retitled.connect(self._retitle)
            screen.told.connect(self.failures.tell_on_page)
            self._screens[kind] = screen
            self.pages.addWidget(screen)
        return self._screens.get(kind)

    def _read_keys(self) -> None:
        screen = self.screen_on_show
        if screen is not None:
            self.commands.answer(screen.answers())
            self.status.show_keys(key_hints(screen.hints()))

    def _retitle(self, title: str) -> None:
        self.setWindowTitle(f"{title} - Visitbook" if title else "Visitbook")

    def _rail_pressed(self, key: str) -> None:
        if key == "menu":
            self._pop_up_menu()
        elif key == "help":
            self.commands.act("help")
        else:
            self.navigator.start_over(RAIL_PLACES[key])

    def _pop_up_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._layout_mode is Layout.COMPACT:
            for item in RAIL:
                if type(RAIL_PLACES.get(item.key)) in self._factories:
                    go = menu.addAction(theme.icon(item.icon), item.label)
                    go.triggered.connect(partial(self._rail_pressed, item.key))
            menu.addSeparator()
        self.commands.fill_menu(menu)
        button = self.rail.buttons["menu"]
        rail_shown = self._layout_mode is not Layout.COMPACT
        corner = button.mapToGlobal(button.rect().topRight()) if rail_shown else None
        menu.popup(corner or self.pages.mapToGlobal(self.pages.rect().topLeft()))

    def _next_panel(self, step: int) -> None:
        panels = self._panels()
        focused = QApplication.focusWidget()
        inside = [
            at
            for at, panel in enumerate(panels)
            if focused is not None and (panel is focused or panel.isAncestorOf(focused))
        ]
        here = inside[-1] if inside else -1
        for distance in range(1, len(panels) + 1):
            if _enter(panels[(here + step * distance) % len(panels)]):
                return

    def _panels(self) -> Sequence[QWidget]:
        screen = self.screen_on_show
        inner: Sequence[QWidget] = () if screen is None else (screen.header, *screen.panels())
        return [p for p in (self.rail, *inner, self.banners) if p.isVisible()]

    @Slot()
    def _lay_out(self) -> None:
        mode = layout_for(self.width())
        self._layout_mode = mode
        self.rail.setVisible(mode is not Layout.COMPACT)
        self.status.set_compact(compact=mode is Layout.COMPACT)
        screen = self.screen_on_show
        if screen is not None and screen.layout_mode is not mode:
            screen.set_layout(mode)


def layout_for(width: int) -> Layout:
    """The layout for a window `width` pixels wide at the text size in force.

    The centre is what the rail and both panels of the record editor leave, so that the rail does
    not come and go between pages.
    """
    narrow = width < NARROW_BELOW
    ending = "_narrow" if narrow else ""
    sides = theme.panel(f"sections_panel{ending}") + theme.panel(f"side_panel{ending}")
    centre = width - theme.size("rail") - sides
    if centre < CENTRE_EMS * theme.em():
        return Layout.COMPACT
    return Layout.NARROW if narrow else Layout.WIDE


def _enter(panel: QWidget) -> bool:
    """Give the keyboard to the first thing in `panel` that takes it; False where none does."""
    takers = [panel, *panel.findChildren(QWidget)]
    for widget in takers:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
