"""Opens the store that a URL names; each kind's library is imported only when it is used."""

from __future__ import annotations

from app.sync.stores.team_store import TeamStore
from app.sync.stores.urls import FolderPlace, PostgresPlace, S3Place, WebdavPlace, read_place

TIME_LIMIT = 30.0  # seconds


def needs_secret(url: str) -> bool:
    """Whether a secret lets one in at `url`: everywhere but in a folder. InputError for no URL."""
    return not isinstance(read_place(url), FolderPlace)


def open_team_store(url: str, secret: str, *, time_limit: float = TIME_LIMIT) -> TeamStore:
    """The store at `url`, of which nothing has been asked yet; InputError where that is no URL.

    `secret` is ACCESS:SECRET for object storage, the password for a database or a WebDAV folder,
    and not looked at for a folder. No call takes longer than `time_limit` without a sign of life.
    """
    place = read_place(url)
    match place:
        case FolderPlace():
            from app.sync.stores.folder import FolderStore

            return FolderStore(place.folder, time_limit)
        case S3Place():
            from app.sync.stores.s3 import S3Store

            return S3Store(place, secret, time_limit)
        case PostgresPlace():
            from app.sync.stores.postgres import PostgresStore

            return PostgresStore(place, secret, time_limit)
        case WebdavPlace():
            from app.sync.stores.webdav import WebdavStore

            return WebdavStore(place, secret, time_limit)
