"""Every kind of store, empty and ready, so that one set of tests holds them all.

A kind is a fixture `<kind>_opener`: a function that opens the same place once more, as another
laptop does. Where its server cannot be started, its tests are skipped by its name.
"""

from __future__ import annotations

from contextlib import closing

import pytest

KINDS = ["folder", "s3", "postgres", "wsgidav", "apache"]


@pytest.fixture(params=KINDS)
def opener(request):
    """Opens the place that a test's laptops share."""
    return request.getfixturevalue(f"{request.param}_opener")


@pytest.fixture
def store(opener):
    """A team's store that is prepared and empty."""
    store = opener()
    store.prepare()
    return store


@pytest.fixture
def folder_opener(tmp_path):
    from app.sync.stores.folder import FolderStore

    return lambda: FolderStore(tmp_path / "Team")


@pytest.fixture
def s3_opener(emulator):
    from app.sync.stores.s3 import S3Store
    from tests.builders_buckets import KEYS

    place = emulator.place()
    return lambda: S3Store(place, KEYS, 20.0)


@pytest.fixture
def database(postgres):
    from tests.builders_postgres import team_database

    with team_database(postgres) as database:
        yield database


@pytest.fixture
def member(database):
    """A member's place and password."""
    return database.admitted()


@pytest.fixture
def bare(database, member):
    """A bare line of that member's, which does what no store would."""
    place, password = member
    with closing(database.connected(place.user, password)) as line:
        yield line


@pytest.fixture
def postgres_opener(member):
    from app.sync.stores.postgres import PostgresStore

    return lambda: PostgresStore(*member, 20.0)


@pytest.fixture
def wsgidav_opener(wsgidav, quick_settling):
    return webdav_opener(wsgidav)


@pytest.fixture
def apache_opener(apache, quick_settling):
    return webdav_opener(apache)


def webdav_opener(server):
    from app.sync.stores.webdav import WebdavStore
    from tests.builders_webdav import SECRET

    place = server.team()
    return lambda: WebdavStore(place, SECRET, 20.0)
