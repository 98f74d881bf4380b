"""The version of the tables: finding it, making a new file's tables, and catching up.

A new file's tables are made straight from the metadata, which spares the start-up the import of
alembic; a test holds that the migrations lead to the same tables. Alembic is imported only where a
file is behind.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    select,
    text,
)

from app.errors import NewerStoreError
from app.storage.engine import WRITING
from app.storage.tables import metadata
from app.storage.tables.laptop import laptop

SCHEMA_VERSION = "0005"
"""The newest migration, in four digits: versions are compared as text."""

MIGRATIONS = Path(__file__).with_name("migrations")
"""Beside this module, in a clone as in the frozen program."""

# Alembic's own table, described here so that a new file can be stamped without alembic.
_stamp = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def found_version(connection: Connection) -> str | None:
    """The version of the tables in this file; None where it holds no tables yet."""
    tables: int = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
    return connection.execute(select(_stamp.c.version_num)).scalar_one() if tables else None


def make_tables(connection: Connection, device: str) -> None:
    """Makes every table in an empty file, and this laptop's place in its log."""
    metadata.create_all(connection)
    _stamp.create(connection)
    connection.execute(insert(_stamp).values(version_num=SCHEMA_VERSION))
    place = {"only": 1, "device": device, "seq": 0, "arrival": 0, "stamp_ms": 0, "stamp_count": 0}
    connection.execute(insert(laptop).values(place))


def prepare(engine: Engine, device: str, before_migrating: Callable[[str], object]) -> None:
    """Makes or catches up the tables of the file; `before_migrating` is told the old version.

    Raises NewerStoreError where the file comes from a newer version of the program.
    """
    with engine.connect().execution_options(**{WRITING: True}) as connection:
        version = found_version(connection)
        if version is None:
            make_tables(connection, device)
            connection.commit()
            return
    if version > SCHEMA_VERSION:
        raise NewerStoreError(
            "This data was written by a newer version of Visitbook; nothing has been changed. "
            "Install the newest version to open it."
        )
    if version < SCHEMA_VERSION:
        before_migrating(version)
        migrate(engine)


def migrate(engine: Engine, to: str = "head") -> None:
    """Runs the migrations up to `to` in one transaction: all of them, or none."""
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", MIGRATIONS.as_posix().replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    with engine.connect().execution_options(**{WRITING: True}) as connection:
        settings.attributes["connection"] = connection
        with connection.begin():
            command.upgrade(settings, to)
