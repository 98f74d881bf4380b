"""The codes that a school's focus pupils have or had, whether they are still listed or not."""

from __future__ import annotations

import json

from sqlalchemy import select

from app.domain.pupils import FocusPupil
from app.storage import scopes
from app.storage.kinds import kind_of
from app.storage.reader import Reader
from app.storage.tables.changes import changes as log


def codes_ever(reader: Reader, urn: int) -> frozenset[str]:
    """Every code that the log knows of for the school: deleted pupils' and earlier codes too."""
    wanted = select(log.c.value).where(
        log.c.kind == kind_of(FocusPupil).wire.kind,
        log.c.field == "code",
        log.c.scope == scopes.school_scope(urn),
    )
    codes = (json.loads(row.value) for row in reader.connection.execute(wanted))
    return frozenset(code for code in codes if code)
