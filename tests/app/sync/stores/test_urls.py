"""A team's store is named by one line without a secret, and a mistake in it says what to write."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.sync.stores.urls import (
    FolderPlace,
    PostgresPlace,
    S3Place,
    WebdavPlace,
    folder_path,
    is_loopback,
    read_place,
)

HERE = {"sslmode": "prefer"}
PROVEN = {"sslmode": "verify-full", "sslrootcert": "system"}


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("s3://team-1/a/b?region=eu-west-2", S3Place("team-1", "a/b", "", "eu-west-2")),
        (
            "s3://team?endpoint=http://127.0.0.1:9000",
            S3Place("team", "", "http://127.0.0.1:9000", "us-east-1"),
        ),
        (
            "s3://team/?endpoint=https%3A%2F%2Fobjects.example.org%2Fs3&region=x-1",
            S3Place("team", "", "https://objects.example.org/s3", "x-1"),
        ),
        (
            "postgresql://ann%40here@db.example.org/team",
            PostgresPlace("db.example.org", 5432, "team", "ann@here", PROVEN),
        ),
        ("postgresql://ann@[::1]:15432/team", PostgresPlace("::1", 15432, "team", "ann", HERE)),
        (
            "postgresql://ann@db.example.org/team?sslmode=require",
            PostgresPlace("db.example.org", 5432, "team", "ann", {"sslmode": "require"}),
        ),
        (
            "webdav+https://ann@Cloud.Example.org/remote.php/dav/files/ann/Our%20team/",
            WebdavPlace("https://cloud.example.org/remote.php/dav/files/ann/Our%20team", "ann"),
        ),
        (
            "webdav+http://ann@localhost:8080/team",
            WebdavPlace("http://localhost:8080/team", "ann"),
        ),
    ],
)
def test_an_address_names_its_place(url, place):
    assert read_place(url) == place


@pytest.mark.skipif("os.name == 'nt'", reason="paths of Windows are tried by folder_path")
def test_a_folder_is_named_as_path_writes_it():
    folder = Path("/home/adviser/Zoë’s team #1?")
    assert read_place(folder.as_uri()) == FolderPlace(folder)


@pytest.mark.parametrize(
    ("server", "path", "on_windows"),
    [
        ("", "/C:/Users/Ann/Team", "C:/Users/Ann/Team"),
        ("localhost", "/D:/Team", "D:/Team"),
        ("files", "/share/Team", "//files/share/Team"),
    ],
)
def test_folders_of_windows_keep_drives_and_shares(server, path, on_windows):
    assert folder_path(server, path, windows=True) == on_windows


@pytest.mark.parametrize("path", ["/C:/", "/C:", "/Team", "/", "", "/C:/a/../b", "/C:/a\\..\\b"])
def test_a_whole_drive_or_half_a_path_is_no_folder_of_a_team(path):
    with pytest.raises(InputError, match="names no folder"):
        folder_path("", path, windows=True)


SECRET = "Kanarie"  # stands in each address where a password may be put by mistake


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "begin it with file:///"),
        ("C:\\Team\\Kanarie", "begin it with file:///"),
        ("/home/adviser/Kanarie", "begin it with file:///"),
        ("https://ann@example.org/Kanarie", "begin it with file:///"),
        ("postgres://ann@example.org/Kanarie", "begin it with file:///"),
        ("s3://team/" + "Kanarie" * 300, "too long"),
        ("s3://team/Kanarie\n?region=eu-west-2", "line breaks"),
        ("file:///home/adviser/Kanarie#1", "%23"),
        ("file:///home/adviser/Kanarie?x=1", "after a ?"),
        ("file:///home/../Kanarie", "dots that lead upwards"),
        ("file:///home/%2e%2e/Kanarie", "dots that lead upwards"),
        ("file:///", "whole path"),
        ("file:Kanarie", "whole path"),
        ("file:///home/adviser/a%00Kanarie", "whole path"),
        ("s3://Kanarie/prefix?region=eu-west-2", "lower-case"),
        ("s3://ACCESS@team?region=eu-west-2", "lower-case"),
        ("s3://ACCESS:Kanarie@team?region=eu-west-2", "take the password out"),
        ("s3://team/a//Kanarie?region=eu-west-2", "one / between"),
        ("s3://team/../Kanarie?region=eu-west-2", "one / between"),
        ("s3://team/Kanarie", "region=eu-west-2"),
        ("s3://team?region=Kanarie!", "region is not one|region in the address"),
        ("s3://team?region=eu-west-2&secret=Kanarie", "after a ?"),
        ("s3://team?region=eu-west-2&region=Kanarie", "after a ?"),
        ("s3://team?region=&endpoint=https://Kanarie", "after a ?"),
        ("s3://team?Kanarie", "after a ?"),
        ("s3://team?endpoint=http://objects.example.org/Kanarie", "not be encrypted"),
        ("s3://team?endpoint=http://127.0.0.1.example.org/Kanarie", "not be encrypted"),
        ("s3://team?endpoint=ftp://Kanarie.example.org", "endpoint"),
        ("s3://team?endpoint=https://ann:Kanarie@example.org", "take the password out"),
        ("s3://team?endpoint=https://Kanarie@example.org", "endpoint"),
        ("postgresql://ann:Kanarie@example.org/team", "take the password out"),
        ("postgresql://ann:@example.org/team", "take the password out"),
        ("postgresql://ann:Kana/rie@example.org/team", "port|names no server|database"),
        ("postgresql://ann@example.org:Kanarie/team", "port"),
        ("postgresql://ann@example.org:0/team", "port"),
        ("postgresql://ann@example.org:99999/team", "port"),
        ("postgresql://ann@example.org/team?password=Kanarie", "after a ?"),
        ("postgresql://ann@example.org/team?sslmode=Kanarie", "sslmode"),
        ("postgresql://ann@example.org/team?sslmode=prefer", "not be encrypted"),
        ("postgresql://ann@example.org/", "postgresql://user@host/database"),
        ("postgresql://example.org/Kanarie", "postgresql://user@host/database"),
        ("postgresql://ann@example.org/team%20host=Kanarie", "postgresql://user@host/database"),
        ("postgresql://ann@%2Ftmp%2FKanarie/team", "names no server"),
        ("postgresql://ann@one.example.org,Kanarie/team", "names no server"),
        ("postgresql://ann@[Kanarie/team", "names no server"),
        ("webdav+http://ann@example.org/Kanarie", "not be encrypted"),
        ("webdav+https://ann:Kanarie@example.org/team", "take the password out"),
        ("webdav+https://ann%3AKanarie@example.org/team", "webdav\\+https://user@host"),
        ("webdav+https://example.org/Kanarie", "webdav\\+https://user@host"),
        ("webdav+https://ann@example.org/a/%2e%2e/Kanarie", "dots that lead upwards"),
        ("webdav+https://ann@example.org/a%2F..%2FKanarie", "dots that lead upwards"),
        ("webdav+https://ann@example.org/team?Kanarie=1", "after a ?"),
        ("webdav+https:///Kanarie", "webdav\\+https://user@host"),
    ],
)
def test_a_mistake_says_what_to_write_and_repeats_nothing_of_the_address(url, says):
    with pytest.raises(InputError, match=says.replace("?", "\\?")) as refused:
        read_place(url)
    told = "".join(traceback.format_exception(refused.value, limit=0))
    assert SECRET.lower() not in told.lower()


@pytest.mark.skipif("os.name == 'nt'", reason="Windows opens such a folder itself")
def test_a_folder_on_another_computer_has_to_be_connected_first():
    with pytest.raises(InputError, match="connect the folder first"):
        read_place("file://server/share/Team")


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True), ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True),
        ("128.0.0.1", False), ("::2", False), ("localhost.example.org", False), ("0", False),
        ("2130706433", False), ("", False),
    ],
)  # fmt: skip
def test_only_this_laptop_is_loopback(host, here):
    assert is_loopback(host) is here


@given(
    st.sampled_from(["file://", "s3://", "postgresql://", "webdav+https://", "webdav+http://", ""]),
    st.text(alphabet="ab:/@?#[]%.&=\\ ~\n\x002é", max_size=30),
)
def test_whatever_is_typed_is_a_place_or_a_mistake_in_words(scheme, rest):
    try:
        place = read_place(scheme + rest)
    except InputError:
        return
    assert ".." not in str(place)
    if isinstance(place, WebdavPlace):
        assert place.url.startswith("https://") or is_loopback(read_host(place.url))


def read_host(url):
    return url.removeprefix("http://").partition("/")[0].rpartition("@")[2].partition(":")[0]
