"""The tables from the metadata and those from the migrations are the same tables."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.errors import NewerStoreError
from app.storage import list_copies, schema
from app.storage.engine import begin_file, make_engine


def described(connection):
    rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master"))
    return {(kind, name): re.sub(r"\s+", "", sql or "") for kind, name, sql in rows}


@pytest.fixture
def empty(folder, key):
    folder.mkdir()
    begin_file(folder / "visitbook.db", key)
    engine = make_engine(folder / "visitbook.db", key)
    yield engine
    engine.dispose()


def test_the_migrations_lead_to_the_same_tables_as_the_metadata(empty, opened, tmp_path):
    schema.migrate(empty)
    with empty.connect() as migrated, opened(tmp_path / "other").reading() as made:
        assert described(migrated) == described(made.connection)
        assert schema.found_version(migrated) == schema.found_version(made.connection)


def test_the_version_of_the_program_is_that_of_the_newest_migration():
    settings = Config()
    settings.set_main_option("script_location", str(schema.MIGRATIONS))
    settings.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(settings).get_heads() == [schema.SCHEMA_VERSION]


def test_a_new_store_is_made_and_opened_again_without_alembic(tmp_path):
    program = (
        "import sys, datetime, pathlib\n"
        "from app.storage import open_store\n"
        "clock = lambda: datetime.datetime.now(datetime.UTC)\n"
        "for _ in range(2):\n"
        "    open_store(pathlib.Path(sys.argv[1]), bytes(32), clock=clock).close()\n"
        "assert 'alembic' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "data")], check=True)


def test_a_store_of_a_newer_version_is_refused_and_left_alone(opened, store, folder):
    with store.unit_of_work() as work:
        work.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        work.commit()
    store.close()
    before = (folder / "visitbook.db").read_bytes()
    with pytest.raises(NewerStoreError, match="newer version"):
        opened()
    assert (folder / "visitbook.db").read_bytes() == before


def test_a_store_that_is_behind_is_copied_before_it_is_caught_up(
    opened, store, folder, monkeypatch, school
):
    with store.unit_of_work() as work:
        work.save(school)
        work.commit()
    store.close()
    steps = []
    now = schema.SCHEMA_VERSION
    monkeypatch.setattr(schema, "SCHEMA_VERSION", "9998")
    monkeypatch.setattr(schema, "migrate", lambda engine: steps.append(list_copies(folder)))
    opened().close()
    opened().close()
    (copies, again) = steps
    assert [copy.name for copy in copies] == [f"2026-01-20-090002-before-leaving-{now}"]
    assert again == copies


def test_a_file_of_the_first_version_is_caught_up_with_all_its_rows(empty):
    schema.migrate(empty, to="0001")
    row = "INSERT INTO settings (name, value) VALUES ('kept', 'yes')"
    with empty.connect() as connection:
        connection.execute(text(row))
        connection.commit()
    schema.migrate(empty)
    with empty.connect() as connection:
        assert schema.found_version(connection) == schema.SCHEMA_VERSION
        assert connection.execute(text("SELECT value FROM settings")).scalar_one() == "yes"
        assert connection.execute(text("SELECT count(*) FROM photos")).scalar_one() == 0


def test_projects_are_kept_when_they_come_to_say_how_many_notes_are_read(empty):
    schema.migrate(empty, to="0002")
    row = (
        "INSERT INTO projects VALUES ('p', 'Maths Progress', 2025, 'Westmarch', 'Aim', '[]', '', "
        "7, '2032-08-31', 0)"
    )
    with empty.connect() as connection:
        connection.execute(text(row))
        connection.commit()
    schema.migrate(empty)
    with empty.connect() as connection:
        (kept,) = connection.execute(text("SELECT * FROM projects")).mappings()
    assert kept["title"] == "Maths Progress"
    assert (kept["note_days"], kept["keep_until"], kept["quality_one_in"]) == (7, "2032-08-31", 0)


def test_a_step_that_fails_leaves_the_tables_as_they_were(empty, monkeypatch):
    from app.storage.migrations.versions import v0001_first_tables as step

    monkeypatch.setattr(
        "alembic.op.execute",
        lambda sql, run=step.op.execute: run("broken" if "visits" in sql else sql),
    )
    with pytest.raises(Exception, match="broken"):
        schema.migrate(empty)
    with empty.connect() as connection:
        assert described(connection) == {}
