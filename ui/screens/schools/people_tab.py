"""The tab of a school's key people, first of all by role."""

from __future__ import annotations

from functools import partial

from app import reference
from app.domain.people import KeyPerson
from app.usecases.school_page import SchoolPage
from ui.screens.schools.doing import Doing
from ui.screens.schools.person_dialog import PersonDialog
from ui.screens.schools.table_tab import TableTab
from ui.widgets.buttons import Button
from ui.widgets.rows_model import Chip, Column

EMPTY = (
    "Nobody yet. Add the headteacher with an e-mail address, who receives the notes, and the "
    "designated safeguarding lead with a telephone number. Names are seldom needed."
)


class PeopleTab(TableTab[KeyPerson]):
    """The key people in the order of the list of roles."""

    def __init__(self, doing: Doing) -> None:
        columns: tuple[Column[KeyPerson], ...] = (
            Column("Role", lambda person: reference.role_label(person.role), strong=True),
            Column("Name", lambda person: person.name),
            Column("E-mail", lambda person: person.email),
            Column("Telephone", lambda person: person.telephone),
            Column("Notes", lambda p: "receives notes" if p.receives_notes else ""),
            Column("", lambda person: (_chip(person) or ("", ""))[1], chip=_chip),
        )
        super().__init__("Key people", columns)
        self._doing = doing
        self._page: SchoolPage | None = None
        self.add = self.add_button(Button("Add somebody", "plus"), self._ask_new)
        self.change = self.add_row_button(Button("Change", "pencil"), self._ask_change)
        self.remove = self.add_row_button(Button("Remove", "x"), self._remove)
        self.open_with(self._ask_change)

    def show_page(self, page: SchoolPage) -> None:
        """Show the key people of this school."""
        self._page = page
        self.show_rows(page.overview.people, EMPTY)

    def _ask_new(self) -> None:
        dialog = PersonDialog(None)
        dialog.asked.connect(lambda: self._add(dialog))
        dialog.open_over(self)

    def _add(self, dialog: PersonDialog) -> None:
        from app.usecases.people import add_person, remove_person

        assert self._page is not None
        app, person = self._doing.app, dialog.person
        added: list[KeyPerson] = []
        work = partial(
            add_person,
            app,
            self._page.overview.school.urn,
            person.role,
            name=person.name,
            email=person.email,
            telephone=person.telephone,
            safeguarding_lead=person.safeguarding_lead,
            receives_notes=person.receives_notes,
        )
        self._doing.do(
            work,
            f"{reference.role_label(person.role)} added.",
            undo=lambda: remove_person(app, added[0]),
            dialog=dialog,
            then=added.append,
        )

    def _ask_change(self, person: KeyPerson) -> None:
        dialog = PersonDialog(person)
        dialog.asked.connect(lambda: self._change(dialog, person))
        dialog.open_over(self)

    def _change(self, dialog: PersonDialog, before: KeyPerson) -> None:
        from app.usecases.people import change_person

        assert self._page is not None
        app = self._doing.app
        self._doing.do(
            partial(change_person, app, dialog.person, self._page.overview.seen),
            f"{reference.role_label(dialog.person.role)} changed.",
            undo=partial(change_person, app, before),
            dialog=dialog,
        )

    def _remove(self, person: KeyPerson) -> None:
        from app.usecases.people import change_person, remove_person

        app = self._doing.app
        self._doing.do(
            partial(remove_person, app, person),
            f"{reference.role_label(person.role)} removed.",
            undo=partial(change_person, app, person),
        )


def _chip(person: KeyPerson) -> Chip | None:
    return ("soft", "Safeguarding lead") if person.safeguarding_lead else None
