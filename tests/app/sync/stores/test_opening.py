"""A URL and one secret open the store that they name."""

from __future__ import annotations

import pytest

from app.errors import InputError
from app.sync.stores import open_team_store
from app.sync.stores.folder import FolderStore
from app.sync.stores.postgres import PostgresStore
from app.sync.stores.s3 import S3Store
from app.sync.stores.webdav import WebdavStore
from tests import builders_webdav
from tests.builders_buckets import KEYS
from tests.builders_postgres import team_database
from tests.builders_stores import SCOPE, named

ONE = b"one sealed file"


def test_a_folder_is_opened_by_its_url(tmp_path):
    store = open_team_store((tmp_path / "Our team #1").as_uri(), "")
    store.prepare()
    store.put_new(named(ONE), ONE)

    assert isinstance(store, FolderStore)
    assert (tmp_path / "Our team #1" / named(ONE)).read_bytes() == ONE


def test_a_bucket_is_opened_by_its_url(emulator):
    place = emulator.place()
    url = f"s3://{place.bucket}/{place.prefix}?endpoint={place.endpoint}"
    store = open_team_store(url, KEYS, time_limit=20.0)
    store.put_new(named(ONE), ONE)

    assert isinstance(store, S3Store)
    assert S3Store(place, KEYS).list(SCOPE).names == (named(ONE),)


def test_a_database_is_opened_by_its_url(postgres):
    with team_database(postgres) as database:
        place, password = database.admitted()
        url = f"postgresql://{place.user}@{place.host}:{place.port}/{place.database}"
        store = open_team_store(url, password)
        store.put_new(named(ONE), ONE)

        assert isinstance(store, PostgresStore)
        assert PostgresStore(place, password).list(SCOPE).names == (named(ONE),)


def test_a_webdav_folder_is_opened_by_its_url(wsgidav):
    place = wsgidav.team()
    url = place.url.replace("http://", f"webdav+http://{place.user}@")
    store = open_team_store(url, builders_webdav.SECRET)
    store.prepare()
    store.put_new(named(ONE), ONE)

    assert isinstance(store, WebdavStore)
    assert (wsgidav.folder_of(place) / named(ONE)).read_bytes() == ONE


@pytest.mark.parametrize("url", ["", "Team", "ftp://example.org/team", "file:///a/../b"])
def test_what_is_no_url_of_a_store_opens_nothing(url):
    with pytest.raises(InputError, match="Nothing has been changed"):
        open_team_store(url, "canary")
