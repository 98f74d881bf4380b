"""The page of schools: one's own, and one box to find others in the register as one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.counting import counted
from ui import theme
from ui.commands import Act
from ui.latest import Latest
from ui.places import Navigator, Place, SchoolPage, Schools
from ui.screen import Layout, Screen
from ui.screens.schools.add_by_hand import AddSchoolDialog
from ui.screens.schools.find import FindResults, Found
from ui.screens.schools.import_register import open_import
from ui.screens.schools.mine import MySchools
from ui.tasks import Lanes
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState
from ui.widgets.form_dialog import still_there
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.domain.register import RegisterMatches
    from app.domain.schools import School
    from app.parts import App
    from app.usecases.school_lists import SchoolLists

FIND = "Find a school by name, URN, town, postcode or local authority"
FIND_SHORT = "Find a school"
NO_REGISTER = (
    "Import the school list once: the file “edubasealldata” (or any saved search) from Get "
    "Information about Schools. Then find your schools here as you type, and take them on. "
    "Without the file, add a school by hand."
)
NONE_YET = "No schools yet. Type a name, town or URN above, and press Enter to take a school on."
NOTHING_FOUND = "No school fits. Try fewer letters, the town, or the URN; or add it by hand."
NOTHING_LISTED = "Only your own schools are searched: the school list has not been imported yet."


class SchoolsScreen(Screen):
    """My schools, and the register to find others in."""

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator) -> None:
        super().__init__("Schools")
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._loading = Latest(lanes)
        self._searching = Latest(lanes)
        self._lists: SchoolLists | None = None
        self._shown_for = ""
        self.search = SearchBox(FIND, ("Ctrl", "K"))
        self.import_list = Button("Import school list", "file-down")
        self.add = Button("Add by hand", "school")
        self.mine = MySchools()
        self.found = FindResults()
        self.stack = QStackedWidget()
        self._empty = QVBoxLayout()
        self._inner = QVBoxLayout()
        self._build()
        self._connect()

    def show_place(self, place: Place) -> None:
        assert isinstance(place, Schools)
        if place.search:
            self.search.setText(place.search)
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.deselect()
        elif not place.ask:
            self.search.clear()
        self._load()
        if place.ask == "import":
            self.open_import()
        elif place.ask == "add":
            self.open_add()

    def follow(self, changes: tuple[object, ...], starter: object) -> None:
        """Read everything anew after another part of the window wrote something, or a sync did."""
        if changes and starter is not self and self.isVisible():
            self._load()

    def answers(self) -> Mapping[str, Act]:
        return {
            "find": self._go_to_box,
            "import_schools": self.open_import,
            "add_school": self.open_add,
        }

    def hints(self) -> tuple[str, ...]:
        return ("find",)

    def panels(self) -> tuple[QWidget, ...]:
        return (self.search, self.stack)

    def set_layout(self, mode: Layout) -> None:
        super().set_layout(mode)
        margin = theme.space("page_margin" if mode is Layout.WIDE else "page_margin_narrow")
        self._inner.setContentsMargins(margin, 16, margin, 16)
        self.found.set_stacked(stacked=mode is Layout.COMPACT)
        self.search.setPlaceholderText(FIND_SHORT if mode is Layout.COMPACT else FIND)

    def open_import(self) -> None:
        """Ask for the register's file and bring it in."""
        importing = open_import(self, self._app, self._lanes, self._authorities())
        importing.wrote.connect(self._import_done)

    def open_add(self) -> None:
        """Ask for the facts of a school that the register does not list."""
        dialog = AddSchoolDialog()
        dialog.asked.connect(lambda: self._add(dialog))
        dialog.open_over(self)

    def _build(self) -> None:
        self.header.add(self.add, self.import_list)
        empty = QWidget()
        empty.setLayout(self._empty)
        self._empty.setContentsMargins(0, 0, 0, 0)
        for page in (self.mine, self.found, empty):
            self.stack.addWidget(page)
        self._inner.setSpacing(12)
        self._inner.addWidget(self.search)
        self._inner.addWidget(self.stack, 1)
        self.column.addLayout(self._inner, 1)
        self.stack.hide()

    def _connect(self) -> None:
        self.import_list.clicked.connect(self.open_import)
        self.add.clicked.connect(self.open_add)
        self.search.textChanged.connect(self._typed)
        self.search.entered.connect(self._enter)
        self.search.moved.connect(self.found.step)
        self.mine.opened.connect(self._open)
        self.mine.taken_back.connect(self._take_on)
        self.found.opened.connect(self._open)
        self.found.taken.connect(self._take_on)
        self.found.successors_wanted.connect(self._name_successors)

    def _load(self) -> None:
        from app.usecases.school_lists import school_lists

        self._loading.ask(school_lists, self._app, done=self._show)

    def _show(self, lists: SchoolLists) -> None:
        self._lists = lists
        self.header.set_words("Schools", _subtitle(lists))
        self.mine.show_lists(lists)
        self._fill_empty(lists)
        self.stack.show()
        self._typed(self.search.text())
        if not self.search.text() and lists.mine and not self.search.hasFocus():
            self.mine.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        """Every key asks anew; an answer that a later key overtook is not shown."""
        if self._lists is None:
            return
        if not text.strip():
            known = self._lists.mine or self._lists.given_up
            self.stack.setCurrentIndex(0 if known else 2)
            return
        from app.usecases.register import find_schools

        self._searching.ask(find_schools, self._app, text, done=partial(self._show_found, text))

    def _show_found(self, text: str, matches: RegisterMatches) -> None:
        if not self.search.text().strip() or self._lists is None:
            return
        found = _joined(self._lists, text, matches)
        words = NOTHING_FOUND if self._lists.listed else f"{NOTHING_FOUND} {NOTHING_LISTED}"
        again = text == self._shown_for
        self.found.show_found(found, more=matches.more, words=words, again=again)
        self._shown_for = text
        self.stack.setCurrentWidget(self.found)

    def _enter(self) -> None:
        if self.stack.currentWidget() is self.found:
            self.found.act()

    def _open(self, urn: int) -> None:
        self._navigator.go(SchoolPage(urn))

    def _take_on(self, urn: int) -> None:
        from app.usecases.schools import take_on

        self._lanes.run(take_on, self._app, (urn,), done=self._was_taken)

    def _was_taken(self, done: Done[tuple[School, ...]]) -> None:
        school = done.value[0]
        self.wrote.emit(done.changes)
        undo = partial(self._undo, school)
        go = partial(self._open, int(school.urn))
        actions = (("Open its page", go), ("Undo", undo))
        self.told.emit("done", f"You have taken on {school.name}.", actions)
        self._load()

    def _undo(self, school: School) -> None:
        from app.usecases.schools import hand_over

        self._lanes.run(hand_over, self._app, school.urn, done=self._after)

    def _after(self, done: Done[object]) -> None:
        self.wrote.emit(done.changes)
        self._load()

    def _add(self, dialog: AddSchoolDialog) -> None:
        from app.usecases.schools import add_by_hand

        def added(done: Done[School]) -> None:
            if still_there(dialog):
                dialog.accept()
            self.wrote.emit(done.changes)
            self._open(int(done.value.urn))

        facts = dialog.facts
        add = partial(add_by_hand, self._app, facts.pop("urn"), facts.pop("name"), **facts)
        self._lanes.run(add, done=added, failed=_shower(dialog))

    def _import_done(self, changes: tuple[object, ...]) -> None:
        self.wrote.emit(changes)
        self._load()

    def _name_successors(self, urns: tuple[int, ...]) -> None:
        from app.usecases.school_lists import listed_schools

        show = self.found.details.show_successors
        self._lanes.run(listed_schools, self._app, urns, done=show)

    def _go_to_box(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _authorities(self) -> tuple[str, ...]:
        return self._lists.authorities if self._lists else ()

    def _fill_empty(self, lists: SchoolLists) -> None:
        if self._empty.count():
            item = self._empty.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        self._empty.insertWidget(0, self._empty_card(lists), 0, Qt.AlignmentFlag.AlignTop)

    def _empty_card(self, lists: SchoolLists) -> Card:
        card = Card("Your schools come first", style="section")
        if lists.listed:
            card.body.addWidget(EmptyState(NONE_YET))
            return card
        bring_in = Button("Import the school list", "file-down", "main")
        add = Button("Add a school by hand", "school")
        bring_in.clicked.connect(self.open_import)
        add.clicked.connect(self.open_add)
        card.body.addWidget(EmptyState(NO_REGISTER, bring_in, add))
        return card


def _joined(lists: SchoolLists, text: str, matches: RegisterMatches) -> list[Found]:
    """One's own schools first, whether the register lists them or not, then the register's."""
    from app.usecases.school_lists import fits

    mine = {line.school.urn: line.school for line in lists.mine}
    listed = {school.urn: school for school in matches.schools}
    own = [listed.get(urn, school) for urn, school in mine.items() if fits(school, text)]
    own_urns = {school.urn for school in own}
    rest = [school for school in matches.schools if school.urn not in own_urns]
    return [*(Found(s, mine=True) for s in own), *(Found(s, mine=s.urn in mine) for s in rest)]


def _subtitle(lists: SchoolLists) -> str:
    count = len(lists.mine)
    mine = counted(count, "school") if count else ""
    listed = f"{lists.listed:,} in the school list" if lists.listed else "no school list yet"
    return " · ".join(part for part in (mine, listed) if part)


def _shower(dialog: AddSchoolDialog) -> Callable[[Exception], None]:
    def show(error: Exception) -> None:
        if still_there(dialog):
            dialog.show_error(str(error))

    return show
