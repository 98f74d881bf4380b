"""Databases that refuse, hang or are none: each is told for what it is, without a secret."""

from __future__ import annotations

import os
import signal
import traceback
from contextlib import closing

import psycopg
import pytest
from psycopg import sql

from app.errors import (
    BusyError,
    FullError,
    OfflineError,
    RefusedError,
    TeamStoreError,
    WrongStoreError,
)
from app.sync.stores.postgres import PostgresStore
from app.sync.stores.postgres_line import told
from app.sync.stores.trusted_certificates import certificates_file
from app.sync.stores.urls import PostgresPlace
from tests.builders_mail_server import HOST, a_free_port, make_certificate
from tests.builders_postgres import CHIEF_SECRET, listening

PHOTOS = "v1/photos"
ONE = f"{PHOTOS}/{'1' * 64}.bin"
QUICK = 0.3  # seconds


@pytest.fixture
def store(member):
    return PostgresStore(*member)


def test_the_wrong_password_is_refused(member):
    with pytest.raises(RefusedError):
        PostgresStore(member[0], "wrong").list(PHOTOS)


def test_a_database_without_the_table_and_no_database_are_no_team_store(postgres, database):
    for name in ("postgres", "nowhere"):
        place = PostgresPlace(HOST, postgres.place.port, name, "chief", {"sslmode": "prefer"})
        with pytest.raises(WrongStoreError):
            PostgresStore(place, CHIEF_SECRET).list(PHOTOS)


def test_too_many_lines_are_a_reason_to_try_later(database, member):
    with closing(database.connected()) as chief:
        chief.execute(
            sql.SQL("ALTER ROLE {} CONNECTION LIMIT 0").format(sql.Identifier(member[0].user))
        )
    with pytest.raises(BusyError):
        PostgresStore(*member).list(PHOTOS)


def test_a_line_that_the_server_ended_is_replaced(database, store):
    store.put_new(ONE, b"one")
    with closing(database.connected()) as chief:
        chief.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE application_name = 'visitbook'"
        )
    assert store.get(ONE) == b"one"


def test_a_server_process_that_hangs_counts_as_offline(database, member):
    store = PostgresStore(*member, QUICK)
    store.put_new(ONE, b"one")
    with closing(database.connected()) as chief:
        (pid,) = chief.execute(
            "SELECT pid FROM pg_stat_activity WHERE usename = %s", [member[0].user]
        ).fetchone()
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(OfflineError):
            store.get(ONE)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert store.get(ONE) == b"one"


def test_an_answer_that_waits_for_a_lock_too_long_counts_as_offline(database, member):
    store = PostgresStore(*member, QUICK)
    store.put_new(ONE, b"one")
    with closing(database.connected()) as chief, chief.transaction():
        chief.execute("LOCK TABLE visitbook.files IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(OfflineError):
            store.get(ONE)
    assert store.get(ONE) == b"one"


def test_where_nobody_listens_it_is_offline():
    place = PostgresPlace(HOST, a_free_port(), "team", "ann", {"sslmode": "prefer"})
    with pytest.raises(OfflineError):
        PostgresStore(place, "secret").list(PHOTOS)


@pytest.mark.parametrize(
    "answer", [b"", b"R", b"N", None], ids=["hangs", "drips", "plain", "drops"]
)
def test_a_server_that_never_lets_one_in_counts_as_offline(answer):
    with listening(answer) as place, pytest.raises(OfflineError):
        PostgresStore(place, "secret", QUICK).list(PHOTOS)


def test_the_certificate_is_checked_against_the_one_that_is_named(database, member, tmp_path):
    role, password = member[0].user, member[1]
    proven = {"sslmode": "verify-full", "sslrootcert": str(database.certificate)}
    PostgresStore(database.seen_by(role, **proven), password).probe()
    other = {"sslmode": "verify-full", "sslrootcert": str(make_certificate(tmp_path, "other"))}
    with pytest.raises(RefusedError, match="prove"):
        PostgresStore(database.seen_by(role, **other), password).probe()


def test_what_the_system_trusts_is_what_its_own_libraries_trust(database, member, monkeypatch):
    options = {"sslmode": "verify-full", "sslrootcert": "system"}
    place = database.seen_by(member[0].user, **options)
    with pytest.raises(RefusedError, match="prove"):
        PostgresStore(place, member[1]).probe()
    monkeypatch.setenv("SSL_CERT_FILE", str(database.certificate))
    certificates_file.cache_clear()
    PostgresStore(place, member[1]).probe()
    certificates_file.cache_clear()


def test_a_server_without_encryption_never_hears_of_the_user():
    heard = []
    with listening(b"N", heard) as place:
        strict = PostgresPlace(place.host, place.port, "team", "ann", {"sslmode": "require"})
        with pytest.raises(RefusedError, match="prove"):
            PostgresStore(strict, "canary", QUICK).list(PHOTOS)
    assert b"ann" not in b"".join(heard)


@pytest.mark.parametrize("method", [3, 5], ids=["plain", "md5"])
def test_a_server_that_asks_for_the_password_itself_does_not_get_it(method):
    heard = []
    asks = (
        b"R" + (8 if method == 3 else 12).to_bytes(4, "big") + method.to_bytes(4, "big") + b"salt"
    )
    with listening(b"N" + asks, heard) as place, pytest.raises(RefusedError, match="prove"):
        PostgresStore(place, "canary", QUICK).list(PHOTOS)
    assert b"canary" not in b"".join(heard)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("28P01", RefusedError), ("28000", RefusedError), ("42501", RefusedError),
        ("23514", RefusedError), ("53100", FullError), ("53300", BusyError), ("57P03", BusyError),
        ("40001", BusyError), ("40P01", BusyError), ("55P03", BusyError), ("25006", BusyError),
        ("57014", OfflineError), ("57P01", OfflineError), ("08006", OfflineError),
        ("3F000", WrongStoreError), ("42P01", WrongStoreError), ("3D000", WrongStoreError),
        ("XX001", TeamStoreError),
    ],
)  # fmt: skip
def test_each_code_of_the_server_says_what_it_means_for_the_team(code, kind):
    error = psycopg.errors.lookup(code)("canary")
    assert type(told(error)) is kind
    assert "canary" not in str(told(error))


def test_no_secret_is_in_what_can_be_printed(database, member):
    place, password = member
    store = PostgresStore(place, password)
    with pytest.raises(TeamStoreError) as caught:
        PostgresStore(place, f"{password}x").probe()
    trace = "".join(traceback.format_exception(caught.value))
    assert password not in f"{store!r} {vars(store)!r} {trace}"
