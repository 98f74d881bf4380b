"""A team's store on real WebDAV servers, wsgidav and Apache: what each makes of what is asked."""

from __future__ import annotations

import pytest

from app.errors import NameTakenError, NotThereError, RefusedError, WrongStoreError
from app.sync.names import FOUNDING
from app.sync.stores.urls import WebdavPlace
from app.sync.stores.webdav import WebdavStore
from tests.builders_stores import PHOTO, SCOPE, STREAM, every_kind, named
from tests.builders_webdav import SECRET

ONE, OTHER = b"one sealed file", b"another sealed file"
NAME = named(ONE)


@pytest.fixture(params=["wsgidav", "apache"])
def server(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def place(server):
    return server.team()


@pytest.fixture
def store(place):
    store = WebdavStore(place, SECRET)
    store.prepare()
    return store


@pytest.fixture
def folder(server, place, store):
    """Where the server keeps the team's files."""
    return server.folder_of(place)


def write(path, content):
    """Put a file there behind the server's back, folders and all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o777)  # the server may run as somebody else
    path.write_bytes(content)


def test_a_file_lies_in_the_folder_under_its_name(store, folder):
    store.put_new(NAME, ONE)
    assert (folder / NAME).read_bytes() == ONE


def test_every_kind_of_file_is_found_below_its_stream(store):
    for name in every_kind(ONE):
        store.put_new(name, ONE)
        assert name in store.list(name.rpartition("/")[0]).names
    assert set(store.list(SCOPE).names) == {name for name in every_kind(ONE) if SCOPE in name}


def test_what_is_not_named_like_a_teams_file_is_left_alone(store, folder):
    store.put_new(NAME, ONE)
    for other in ("x (1).seg", "~x.tmp", NAME.rpartition("/")[2].upper(), "deeper/x.seg"):
        write(folder / STREAM / other, OTHER)
    (folder / STREAM / named(OTHER).rpartition("/")[2]).mkdir()
    write(folder / SCOPE / "notes" / "x.seg", OTHER)
    assert store.list(SCOPE).names == (NAME,)


def test_a_folder_that_was_emptied_or_is_not_there_is_no_team(store, place, folder):
    (folder / "v1").rename(folder / "elsewhere")
    nowhere = WebdavStore(WebdavPlace(f"{place.url}-nowhere", place.user), SECRET)
    for empty in (store, nowhere):
        for call in (
            lambda store: store.list(SCOPE),
            lambda store: store.get(NAME),
            lambda store: store.put_new(NAME, ONE),
        ):
            with pytest.raises(WrongStoreError, match="not there, or is empty"):
                call(empty)
    assert not (folder / "v1").exists()


def test_a_folder_for_a_team_is_made_where_the_folder_above_is(server, place):
    with pytest.raises(WrongStoreError):
        WebdavStore(WebdavPlace(f"{place.url}/deeper", place.user), SECRET).prepare()
    assert not server.folder_of(place).exists()


def test_a_file_that_somebody_put_there_in_between_is_not_replaced(store, folder, monkeypatch):
    # The look at what is there finds nothing, and then the other file comes.
    monkeypatch.setattr(store, "_has", lambda _: False)
    write(folder / FOUNDING, OTHER)
    with pytest.raises(NameTakenError):
        store.put_new(FOUNDING, ONE)
    assert (folder / FOUNDING).read_bytes() == OTHER
    write(folder / FOUNDING, ONE)
    store.put_new(FOUNDING, ONE)


@pytest.mark.parametrize(("name", "there"), [(NAME, 0), (NAME, 6), (PHOTO, 0), (PHOTO, 900)])
def test_the_beginning_of_a_file_that_a_broken_line_left_is_made_whole(store, folder, name, there):
    content = ONE * 100 if name == PHOTO else ONE
    write(folder / name, content[:there])
    store.put_new(name, content)
    assert store.get(name) == content


def test_a_file_that_somebody_is_just_sending_is_waited_for(store, folder, monkeypatch):
    write(folder / NAME, ONE[:5])
    growing = iter([ONE[:9], ONE])
    monkeypatch.setattr(store, "_a_moment_later", lambda _: next(growing))
    monkeypatch.setattr(store, "remove", None)
    store.put_new(NAME, ONE)


def test_a_file_with_nothing_in_it_is_not_there_yet(store, folder):
    write(folder / NAME, b"")
    with pytest.raises(NotThereError):
        store.get(NAME)


def test_the_wrong_password_is_refused(place, store):
    with pytest.raises(RefusedError):
        WebdavStore(place, f"{SECRET}x").list(SCOPE)


def test_a_store_is_one_that_can_be_written_in(store, folder):
    store.probe()
    assert list((folder / "v1/probe").iterdir()) == []
