"""Who may go to a team's store: made ready for a team, opened to who is invited, shut to who left.

A database has a role for each member's laptop. Every other kind of store has one way in for all:
whoever looks after the place gives it and takes it away.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

from app.errors import RefusedError, WrongStoreError
from app.sync.stores.opening import open_team_store
from app.sync.stores.team_store import TeamStore
from app.sync.stores.urls import PostgresPlace, read_place

_LONGEST_MEMBER = 40


def ready_store(url: str, secret: str) -> TeamStore:
    """The store at `url`, made ready for a team: in a database its table is made."""
    place = read_place(url)
    store = open_team_store(url, secret)
    try:
        store.prepare()
    except WrongStoreError:
        if not isinstance(place, PostgresPlace):
            raise
        from app.sync.stores.postgres_schema import make_schema

        make_schema(place, secret)
        store.prepare()
    return store


def way_in(url: str, secret: str, invite: str) -> tuple[str, str]:
    """The URL and the secret for who is invited; one's own where the store has one way in for all.

    In a database a role is made, named by the invitation. Who may make no roles there gives one's
    own along.
    """
    place = read_place(url)
    if not isinstance(place, PostgresPlace):
        return url, secret
    from app.sync.stores.postgres_schema import admit

    try:
        role, password = admit(place, secret, invite[:_LONGEST_MEMBER])
    except RefusedError:
        return url, secret
    return _as_user(url, role), password


def shut_way_in(url: str, secret: str, invite: str) -> None:
    """Take away the role that was made for an invitation, where there is one."""
    place = read_place(url)
    if isinstance(place, PostgresPlace):
        from app.sync.stores.postgres_schema import shut_out_all

        shut_out_all(place, secret, invite[:_LONGEST_MEMBER])


def _as_user(url: str, user: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(user)}@{host}"))
