"""One module per noun; importing this package gathers every table in `metadata`.

    columns    what tables are built from
    people     advisers, key people
    schools    schools taken on
    register   the imported register of schools
    projects   projects, cohorts, memberships, windows
    visits     visits
    records    records, answers, snapshots, people met, evidence, concerns passed on, section duties
    photos     photos of records
    own_forms  forms of the team's own, and their files
    phrases    an adviser's phrases and learned words
    actions    actions, their reviews
    pupils     focus pupils
    documents  produced documents, their handing over
    follow_through  what becomes of finished records, schools' holidays
    changes    the change log
    laptop     this laptop's place in the log, its settings, its forms
    outbox     this laptop's mail account, and its messages on their way
    team       this laptop's team: keys of scopes, streams, segments, past syncs

A new table also needs a migration; a test compares the two schemas.
"""

from __future__ import annotations

from app.storage.tables import (
    actions,
    changes,
    documents,
    follow_through,
    laptop,
    outbox,
    own_forms,
    people,
    photos,
    phrases,
    projects,
    pupils,
    records,
    register,
    schools,
    team,
    visits,
)
from app.storage.tables.columns import metadata

__all__ = [
    "actions",
    "changes",
    "documents",
    "follow_through",
    "laptop",
    "metadata",
    "outbox",
    "own_forms",
    "people",
    "photos",
    "phrases",
    "projects",
    "pupils",
    "records",
    "register",
    "schools",
    "team",
    "visits",
]
