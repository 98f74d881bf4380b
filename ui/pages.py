"""Which page shows which place: the one list to extend when there is a new page.

Pages are imported when they are first gone to. A page that wants something of another says so with
a signal; it is answered here, so pages do not know each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.main_window import MainWindow, ScreenFactory
from ui.places import (
    AuditPage,
    FinishPage,
    Forms,
    FormTrial,
    Help,
    Members,
    Outbox,
    Phrases,
    Place,
    Project,
    RecordPage,
    Records,
    SchoolPage,
    Schools,
    Settings,
    Sync,
    Today,
)
from ui.screen import Screen
from ui.team_pages import answer_for_team, members_page, show_on_today, sync_page

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.domain.records import Record
    from app.usecases.discarding import Discarded
    from app.usecases.opened import OpenRecord
    from app.usecases.outbox import OutboxView


def pages_for(desk: Desk) -> Mapping[type[Place], ScreenFactory]:
    """The factory of the page for each kind of place that has one."""
    return {place: partial(_made, desk, make) for place, make in _PAGES.items()}


def _made(desk: Desk, make: Callable[[Desk], Screen]) -> Screen:
    screen = make(desk)
    screen.wrote.connect(partial(_wrote, desk, screen))
    return screen


def answer_everywhere(desk: Desk, window: MainWindow) -> None:
    """Answer the commands that every page shares, and show how outbox and team stand."""
    answer_for_team(desk, window)
    outgoing = desk.outgoing
    outgoing.changed.connect(partial(_show_outbox, desk))
    outgoing.wrote.connect(partial(_wrote, desk, outgoing))
    outgoing.told.connect(partial(_tell_of_outbox, desk))
    outgoing.failed.connect(desk.failures.present)
    desk.commands.answer_always(
        {
            "at_risk": partial(at_risk_here, desk, window),
            "start_record": partial(start, desk, window),
            "join_record": partial(join, desk, window),
            "import_record": partial(take_in, desk, window),
            "find": lambda: desk.navigator.go(Schools()),
            "import_schools": lambda: desk.navigator.go(Schools(ask="import")),
            "add_school": lambda: desk.navigator.go(Schools(ask="add")),
            "forms": lambda: desk.navigator.go(Forms()),
            "about": lambda: desk.navigator.go(Settings()),
        }
    )


def _show_outbox(desk: Desk, view: OutboxView) -> None:
    desk.status.show_outbox(desk.outgoing.words)
    if not view.unsettled and not (view.account and view.account.trouble):
        desk.failures.over("outbox")


def _tell_of_outbox(desk: Desk, kind: str, words: str, _acts: tuple[object, ...]) -> None:
    if kind == "done":
        desk.failures.tell(kind, words)
        return
    show = ("Show outbox", lambda: desk.navigator.go(Outbox()))
    desk.failures.tell(kind, words, (show,), key="outbox")


def at_risk_here(desk: Desk, parent: QWidget) -> None:
    """Say whom to tell at the school that the page on show is about, or at one that is chosen."""
    here = desk.navigator.here
    of_record = here if isinstance(here, RecordPage | FinishPage | AuditPage) else None
    at_risk(desk, parent, record_id=of_record.record_id if of_record else "")


def at_risk(desk: Desk, parent: QWidget, urn: int = 0, record_id: str = "") -> None:
    """Say whom to tell at once."""
    from ui.screens.safeguarding.opening import open_at_risk

    opened = open_at_risk(parent, desk.app, desk.lanes, urn or None, record_id)
    opened.wrote.connect(partial(_wrote, desk, opened))


def join(desk: Desk, parent: QWidget) -> None:
    """Open a record that a colleague shared."""
    from ui.screens.sharing import open_join

    joining = open_join(parent, desk.app, desk.lanes, desk.navigator)
    joining.wrote.connect(partial(_wrote, desk, joining))


def share(desk: Desk, parent: QWidget, record_id: str) -> None:
    """Write a record into a file for a colleague."""
    from ui.screens.sharing import open_share

    open_share(parent, desk.app, desk.lanes, record_id)


def discard(desk: Desk, parent: QWidget, record_id: str) -> None:
    """Ask whether a draft is to be discarded; on a yes do it, and offer to bring it back."""
    from app.usecases.discarding import discard_draft
    from ui.screens.discard import open_discard

    work = partial(discard_draft, desk.app, record_id)
    done = partial(_discarded, desk)
    dialog = open_discard(parent, desk.app, desk.lanes, record_id)
    dialog.asked.connect(lambda: desk.lanes.run(work, done=done, failed=desk.failures.present))


def _discarded(desk: Desk, gone: Done[Discarded]) -> None:
    from app.usecases.discarding import bring_back

    discarded, record = gone.value, gone.value.record

    def back(done: Done[Record]) -> None:
        desk.changes.changed.emit(done.changes, None)
        desk.navigator.go(RecordPage(record.id))

    def undo() -> None:
        work = partial(bring_back, desk.app, discarded)
        desk.lanes.run(work, done=back, failed=desk.failures.present)

    desk.changes.changed.emit(gone.changes, None)
    desk.navigator.go(Records())
    desk.navigator.forget(record.id)
    desk.failures.tell("done", f"{record.reference} was discarded.", (("Undo", undo),))


def choose_between(desk: Desk, page: Screen, record_id: str) -> None:
    """Show what two people entered in the same places of a record; `page` then reads it anew."""
    from ui.screens.sharing import open_clashes

    def read_anew(_changes: object) -> None:
        page.leave()
        page.show_place(RecordPage(record_id))

    choosing = open_clashes(page, desk.app, desk.lanes, record_id)
    choosing.wrote.connect(partial(_wrote, desk, choosing))
    choosing.wrote.connect(read_anew)


def export(desk: Desk, parent: QWidget, record_ids: tuple[str, ...]) -> None:
    """Write finished records as data."""
    from ui.screens.exporting import open_export

    open_export(parent, desk.app, desk.lanes, desk.failures, record_ids)


def take_in(desk: Desk, parent: QWidget) -> None:
    """Make a draft of a record that comes as XML."""
    from ui.screens.exporting import open_import

    taking = open_import(parent, desk.app, desk.lanes, desk.navigator)
    taking.wrote.connect(partial(_wrote, desk, taking))


def start(desk: Desk, parent: QWidget, urn: int = 0, form: str = "", visit: str = "") -> None:
    """Start a record: at once where all is known, else by asking."""
    if urn and form and visit:
        _start_at_once(desk, urn, form, visit)
        return
    from ui.screens.start_record.opening import open_start_record

    started = open_start_record(parent, desk.app, desk.lanes, desk.navigator, urn, form, visit)
    started.wrote.connect(partial(_wrote, desk, started))


def _start_at_once(desk: Desk, urn: int, form: str, visit: str) -> None:
    from app.usecases.records import start_record

    def started(done: Done[OpenRecord]) -> None:
        desk.changes.changed.emit(done.changes, None)
        desk.navigator.go(RecordPage(done.value.record.id))

    desk.lanes.run(partial(start_record, desk.app, urn, form, visit_id=visit), done=started)


def make_documents(desk: Desk, page: Screen, urn: int, kind: str = "", visit: str = "") -> None:
    """Show the documents that a school may have; what was saved is told to every page."""
    from ui.screens.documents import open_documents

    work = open_documents(page, desk.app, desk.lanes, desk.failures, urn, kind, visit)
    work.wrote.connect(partial(_wrote, desk, work))
    work.queued.connect(desk.outgoing.look)
    work.school_asked.connect(desk.navigator.go)


def _wrote(desk: Desk, starter: QObject, changes: tuple[object, ...]) -> None:
    desk.changes.changed.emit(changes, starter)


def _today(desk: Desk) -> Screen:
    from ui.screens.today.screen import TodayScreen

    screen = TodayScreen(desk.app, desk.lanes, desk.navigator)
    screen.start_asked.connect(partial(start, desk, screen))
    screen.at_risk_asked.connect(partial(at_risk, desk, screen))
    screen.documents_asked.connect(partial(make_documents, desk, screen))
    desk.outgoing.changed.connect(lambda _view: screen.show_outbox(desk.outgoing.words))
    screen.show_outbox(desk.outgoing.words)
    show_on_today(desk, screen.laptop)
    desk.changes.changed.connect(screen.follow)
    return screen


def _schools(desk: Desk) -> Screen:
    from ui.screens.schools.screen import SchoolsScreen

    screen = SchoolsScreen(desk.app, desk.lanes, desk.navigator)
    desk.changes.changed.connect(screen.follow)
    return screen


def _school(desk: Desk) -> Screen:
    from ui.screens.schools.school_screen import SchoolScreen

    screen = SchoolScreen(desk.app, desk.lanes, desk.navigator)
    screen.start_asked.connect(partial(start, desk, screen))
    screen.at_risk_asked.connect(partial(at_risk, desk, screen))
    screen.documents_asked.connect(partial(make_documents, desk, screen))
    desk.changes.changed.connect(screen.follow)
    return screen


def _record(desk: Desk) -> Screen:
    from ui.screens.record.screen import RecordScreen

    screen = RecordScreen(
        desk.app, desk.lanes, desk.navigator, desk.status, desk.failures, desk.changes
    )
    screen.together.share_asked.connect(partial(share, desk, screen))
    screen.together.clashes_asked.connect(partial(choose_between, desk, screen))
    screen.acting.discard_asked.connect(partial(discard, desk, screen))
    screen.panes.page.at_risk_asked.connect(partial(at_risk_here, desk, screen))
    return screen


def _finish(desk: Desk) -> Screen:
    from ui.screens.finish.screen import FinishScreen

    screen = FinishScreen(desk.app, desk.lanes, desk.navigator)
    screen.export_asked.connect(partial(export, desk, screen))
    screen.posting.queued.connect(desk.outgoing.look)
    desk.outgoing.changed.connect(screen.follow_outbox)
    return screen


def _audit(desk: Desk) -> Screen:
    from ui.screens.audit.screen import AuditScreen

    return AuditScreen(desk.app, desk.lanes, desk.navigator)


def _records(desk: Desk) -> Screen:
    from ui.screens.records.screen import RecordsScreen

    screen = RecordsScreen(desk.app, desk.lanes, desk.navigator)
    screen.start_asked.connect(partial(start, desk, screen))
    screen.share_asked.connect(partial(share, desk, screen))
    screen.discard_asked.connect(partial(discard, desk, screen))
    screen.join_asked.connect(partial(join, desk, screen))
    screen.export_asked.connect(partial(export, desk, screen))
    desk.changes.changed.connect(screen.follow)
    return screen


def _project(desk: Desk) -> Screen:
    from ui.screens.project.screen import ProjectScreen

    screen = ProjectScreen(desk.app, desk.lanes, desk.navigator)
    screen.start_asked.connect(partial(start, desk, screen))
    desk.changes.changed.connect(screen.follow)
    return screen


def _forms(desk: Desk) -> Screen:
    from ui.screens.forms.screen import FormsScreen

    screen = FormsScreen(desk.app, desk.lanes, desk.navigator)
    screen.start_asked.connect(lambda form_id: start(desk, screen, form=form_id))
    return screen


def _form_trial(desk: Desk) -> Screen:
    from ui.screens.record.trial_screen import TrialScreen

    screen = TrialScreen(desk.app, desk.lanes, desk.navigator)
    screen.panes.page.at_risk_asked.connect(partial(at_risk_here, desk, screen))
    return screen


def _settings(desk: Desk) -> Screen:
    from ui.screens.settings.screen import SettingsScreen

    screen = SettingsScreen(desk.app, desk.lanes, desk.preferences, desk.lock, desk.watch_idle)
    screen.phrases_asked.connect(lambda: desk.navigator.go(Phrases()))
    screen.looks_asked.connect(lambda: desk.navigator.go(Phrases(ask="looks")))
    screen.outbox_asked.connect(lambda: desk.navigator.go(Outbox()))
    screen.account_changed.connect(desk.outgoing.look)
    screen.sync_asked.connect(lambda: desk.navigator.go(Sync()))
    screen.sync_changed.connect(desk.syncing.replan)
    return screen


def _outbox(desk: Desk) -> Screen:
    from ui.screens.outbox.screen import OutboxScreen

    return OutboxScreen(desk.app, desk.lanes, desk.navigator, desk.outgoing)


def _phrases(desk: Desk) -> Screen:
    from ui.screens.phrases.screen import PhrasesScreen

    return PhrasesScreen(desk.app, desk.lanes)


def _help(_: Desk) -> Screen:
    from ui.screens.help.screen import HelpScreen

    return HelpScreen()


_PAGES: Mapping[type[Place], Callable[[Desk], Screen]] = {
    Today: _today,
    Schools: _schools,
    SchoolPage: _school,
    RecordPage: _record,
    FinishPage: _finish,
    AuditPage: _audit,
    Records: _records,
    Project: _project,
    Forms: _forms,
    FormTrial: _form_trial,
    Settings: _settings,
    Outbox: _outbox,
    Sync: sync_page,
    Members: members_page,
    Phrases: _phrases,
    Help: _help,
}
