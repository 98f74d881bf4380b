"""What members may do in a team's database, and how they are let in and shut out."""

from __future__ import annotations

from contextlib import closing

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import (
    NotThereError,
    RefusedError,
)
from app.sync.names import LARGEST_FILE, is_name
from app.sync.stores.postgres import PostgresStore
from app.sync.stores.postgres_schema import NAMES, admit, make_schema, shut_out
from tests.builders_postgres import CHIEF_SECRET, MEMBER

PHOTOS = "v1/photos"
ONE = f"{PHOTOS}/{'1' * 64}.bin"


@pytest.fixture
def store(member):
    return PostgresStore(*member)


def test_nobody_changes_a_file(bare, store, database):
    store.put_new(ONE, b"one")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        bare.execute("UPDATE visitbook.files SET content = 'changed'")
    with closing(database.connected()) as chief:  # a superuser stands above every policy
        chief.execute("CREATE ROLE owner_of_it")
        chief.execute("ALTER TABLE visitbook.files OWNER TO owner_of_it")
        chief.execute("GRANT USAGE ON SCHEMA visitbook TO owner_of_it")
        chief.execute("SET ROLE owner_of_it")
        assert chief.execute("UPDATE visitbook.files SET content = 'changed'").rowcount == 0
        chief.execute("RESET ROLE")
        chief.execute("ALTER TABLE visitbook.files OWNER TO chief")
        chief.execute("DROP OWNED BY owner_of_it")
        chief.execute("DROP ROLE owner_of_it")
    assert store.get(ONE) == b"one"


@pytest.mark.parametrize(
    ("column", "value"), [("writer", "'chief'"), ("xid", "'18446744073709551615'::xid8")]
)
def test_nobody_says_that_another_wrote_a_file_or_when(bare, column, value):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        bare.execute(
            f"INSERT INTO visitbook.files (name, content, {column}) VALUES ('{ONE}', 'x', {value})"
        )


def test_a_member_removes_only_what_it_added(database, store):
    other = PostgresStore(*database.admitted())
    store.put_new(ONE, b"one")
    with pytest.raises(RefusedError):
        other.remove(ONE)
    assert other.get(ONE) == b"one"
    store.remove(ONE)
    store.remove(ONE)
    with pytest.raises(NotThereError):
        other.get(ONE)


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE visitbook.files",
        "DROP TABLE visitbook.files",
        "ALTER TABLE visitbook.files DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE visitbook.more (name text)",
        "CREATE ROLE another",
        "SET ROLE chief",
    ],
)
def test_a_member_changes_nothing_about_the_table(bare, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        bare.execute(statement)


ANY_NAME = (
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=80)
    | st.from_regex(
        r"v1/(photos|probe|roster|[0-9a-f]{32})/[0-9a-f/-]{0,90}\.(seg|bin|tmp)\n?", fullmatch=True
    )
    | st.sampled_from(
        [
            *(ONE, f"{ONE}\n", f"x{ONE}", ONE.upper(), f"{ONE}x", "v1/team.vbt", "v1/teamxvbt"),
            *(f"v1/roster/{'a' * 32}/00000001-{'b' * 16}.{end}" for end in ("seg", "snap", "s")),
            *(f"v1/{'a' * 32}/{'a' * 32}/0000001-{'b' * 16}.seg", f"v1/probe/{'a' * 32}.tmp"),
        ]
    )
)


@pytest.fixture(scope="module")
def line(postgres):
    with closing(postgres.connected()) as line:
        yield line


@given(ANY_NAME)
@settings(max_examples=100, deadline=None)
def test_the_table_takes_the_same_names_as_the_program(line, name):
    (answer,) = line.execute("SELECT %s::text ~ %s", [name, NAMES]).fetchone()
    assert answer is is_name(name)


@pytest.mark.parametrize(
    ("name", "size"), [("v1/../x", 1), (f"{ONE}\n", 1), (ONE, LARGEST_FILE + 1)]
)
def test_the_table_takes_no_other_names_and_no_larger_files(bare, name, size):
    with pytest.raises(psycopg.errors.CheckViolation):
        bare.execute(
            "INSERT INTO visitbook.files (name, content)"
            " VALUES (%s, convert_to(repeat('x', %s), 'UTF8'))",
            [name, size],
        )


# Setting up


def test_making_the_table_again_changes_nothing(database, store, member):
    store.put_new(ONE, b"one")
    make_schema(database.place, CHIEF_SECRET)
    assert store.get(ONE) == b"one"
    with pytest.raises(RefusedError):
        make_schema(member[0], member[1])


def test_a_role_and_its_proof_tell_no_password(database):
    role, password = admit(database.place, CHIEF_SECRET, MEMBER)
    with closing(database.connected()) as chief:
        (proof,) = chief.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname = %s", [role]
        ).fetchone()
    assert proof.startswith("SCRAM-SHA-256$")
    assert MEMBER in role
    assert len(password) >= 32


def test_somebody_shut_out_is_out_at_once_and_what_they_added_stays(database, member):
    place, password = member
    other = PostgresStore(*database.admitted())
    gone = PostgresStore(place, password)
    gone.put_new(ONE, b"one")
    shut_out(database.place, CHIEF_SECRET, place.user)
    shut_out(database.place, CHIEF_SECRET, place.user)
    for store in (gone, PostgresStore(place, password)):
        with pytest.raises(RefusedError):
            store.get(ONE)
    assert other.get(ONE) == b"one"


@pytest.mark.parametrize("role", ["chief", "visitbook_x", 'visitbook_a_00000000"; --'])
def test_only_members_are_shut_out(database, role):
    with pytest.raises(ValueError, match="admit"):
        shut_out(database.place, CHIEF_SECRET, role)


def test_only_ids_are_admitted(database):
    with pytest.raises(ValueError, match="id"):
        admit(database.place, CHIEF_SECRET, "Ann Example")
