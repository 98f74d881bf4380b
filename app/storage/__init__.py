"""Keeps everything in one encrypted file, with the log of every change. SQLAlchemy lives here only.

store           opens a data folder; hands out readings and units of work
reader          reads, at one moment
unit_of_work    writes: rows and their changes together, or nothing
change_log      what a change made here replaces, and what is replaced in place
receiving       changes made elsewhere: rows follow the heads that are shown
arrivals        changes made elsewhere, put into the log
fitting         whether a value from elsewhere is one that its column can hold
wire            the log's fixed names for things and fields
scopes, homes   who a thing is for; whether a change from elsewhere may stand where it does
kinds           which table keeps which type
tables/         the tables, one module per noun
schema, migrations/     the version of the tables, and the steps between versions
engine          connections to the encrypted file
page_check      tells a damaged file from one with another key
failures        the driver's errors as the program's
register        the imported register of schools: brought in, indexed by words, searched (read/)
outbox          the mail account and the messages on their way, of this laptop alone
team            this laptop's team, the keys of scopes, past syncs
leaving         takes all of a scope off the laptop
scope_heads     what stands in a scope, for who takes in nothing else of it
segments        what goes to the team's store, and how far what came from there was taken in
folder_lock     one writer per data folder
sealed_files    the sealed pictures beside the database
safety_copies   daily copies, backups, restoring
"""

from __future__ import annotations

from app.storage.folder_lock import FolderLock
from app.storage.leaving import forget_scope
from app.storage.outbox import (
    bring_forward,
    change_item,
    forget_account,
    hold_until,
    keep_account,
    kept_account,
    mail_password,
    mark_interrupted,
    note_trouble,
    outbox_content,
    outbox_items,
    put_in_outbox,
    remove_item,
)
from app.storage.read.frozen_answers import answers_when_frozen
from app.storage.read.log_pages import (
    LoggedChange,
    UnsentThing,
    newest_changes,
    unsent_things,
)
from app.storage.read.pupil_codes import codes_ever
from app.storage.read.register_search import (
    register_la_of,
    register_las,
    register_school,
    register_size,
    search_register,
)
from app.storage.read.shared_things import known_elsewhere, made_here, rows_of_record
from app.storage.reader import Reader, StoredForm
from app.storage.receiving import NotApplied, Received, Why
from app.storage.register import RegisterImport
from app.storage.safety_copies import (
    backup,
    check_copy,
    daily_copy,
    holds_records,
    list_copies,
    remake_copies,
    remove_new,
    restore,
)
from app.storage.scope_heads import scope_heads
from app.storage.sealed_files import (
    keep_sealed,
    read_sealed,
    remove_leftovers,
    remove_sealed,
    sealed_since,
)
from app.storage.segments import (
    devices_before,
    forget_own_segments,
    keep_own_segment,
    keep_places,
    keep_roster_segment,
    known_places,
    last_heard,
    last_place,
    last_places,
    mark_sent,
    own_segment_content,
    own_segments_kept,
    photos_waiting,
    roster_segments_kept,
    unsent_changes,
    unsent_scopes,
)
from app.storage.store import Store, open_store
from app.storage.team import (
    forget_refused,
    keep_refused,
    keep_scope_keys,
    keep_sync,
    keep_team,
    kept_team,
    past_syncs,
    refused,
    scope_keys_kept,
)
from app.storage.unit_of_work import UnitOfWork

__all__ = [
    "FolderLock",
    "LoggedChange",
    "NotApplied",
    "Reader",
    "Received",
    "RegisterImport",
    "Store",
    "StoredForm",
    "UnitOfWork",
    "UnsentThing",
    "Why",
    "answers_when_frozen",
    "backup",
    "bring_forward",
    "change_item",
    "check_copy",
    "codes_ever",
    "daily_copy",
    "devices_before",
    "forget_account",
    "forget_own_segments",
    "forget_refused",
    "forget_scope",
    "hold_until",
    "holds_records",
    "keep_account",
    "keep_own_segment",
    "keep_places",
    "keep_refused",
    "keep_roster_segment",
    "keep_scope_keys",
    "keep_sealed",
    "keep_sync",
    "keep_team",
    "kept_account",
    "kept_team",
    "known_elsewhere",
    "known_places",
    "last_heard",
    "last_place",
    "last_places",
    "list_copies",
    "made_here",
    "mail_password",
    "mark_interrupted",
    "mark_sent",
    "newest_changes",
    "note_trouble",
    "open_store",
    "outbox_content",
    "outbox_items",
    "own_segment_content",
    "own_segments_kept",
    "past_syncs",
    "photos_waiting",
    "put_in_outbox",
    "read_sealed",
    "refused",
    "register_la_of",
    "register_las",
    "register_school",
    "register_size",
    "remake_copies",
    "remove_item",
    "remove_leftovers",
    "remove_new",
    "remove_sealed",
    "restore",
    "roster_segments_kept",
    "rows_of_record",
    "scope_heads",
    "scope_keys_kept",
    "sealed_since",
    "search_register",
    "unsent_changes",
    "unsent_scopes",
    "unsent_things",
]
