"""One module per noun; importing this package gathers every table in `metadata`.

    columns    what tables are built from
    people     advisers, key people
    schools    schools taken on
    register   the imported register of schools
    projects   projects, cohorts, memberships, windows
    visits     visits
    records    records, answers, snapshots, people met, evidence, concerns passed on
    actions    actions, their reviews
    pupils     focus pupils
    documents  produced documents, their handing over
    changes    the change log
    laptop     this laptop's place in the log, its settings, its forms

A new table also needs a migration; a test compares the two schemas.
"""

from __future__ import annotations

from app.storage.tables import (
    actions,
    changes,
    documents,
    laptop,
    people,
    projects,
    pupils,
    records,
    register,
    schools,
    visits,
)
from app.storage.tables.columns import metadata

__all__ = [
    "actions",
    "changes",
    "documents",
    "laptop",
    "metadata",
    "people",
    "projects",
    "pupils",
    "records",
    "register",
    "schools",
    "visits",
]
