"""The statements that keep schools of the register as rows, and give them back."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.register import FIELDS
from app.storage.tables.register import register_schools

_KEPT_AS_NULL = frozenset(column.name for column in register_schools.columns if column.nullable)
_COLUMNS = ", ".join(FIELDS)
# The driver takes blank text four times as fast as None, so None is made and unmade in SQL.
_GIVEN = ", ".join("NULLIF(?, '')" if name in _KEPT_AS_NULL else "?" for name in FIELDS)
_TAKEN = ", ".join(f"IFNULL({name}, '')" if name in _KEPT_AS_NULL else name for name in FIELDS)

ADD = f"INSERT INTO register_schools ({_COLUMNS}) VALUES ({_GIVEN})"  # noqa: S608 - names of columns
"""Keeps a FlatSchool that is not there yet."""

REPLACE = ADD.replace("INSERT", "INSERT OR REPLACE", 1)
"""Keeps a FlatSchool in place of what there is."""


def schools_where(urns: Iterable[int], columns: str = _TAKEN) -> str:
    """The query for these schools, which gives FlatSchools unless `columns` says otherwise."""
    listed = ",".join(str(int(urn)) for urn in urns) or "NULL"
    return f"SELECT {columns} FROM register_schools WHERE urn IN ({listed})"  # noqa: S608 - whole numbers
