"""A folder that other programs work in too: clients, scanners, sticks and shares that go away."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import (
    BusyError,
    FullError,
    NameTakenError,
    NotThereError,
    OfflineError,
    RefusedError,
    WrongStoreError,
)
from app.sync.names import FOUNDING, PHOTOS
from app.sync.stores.folder import FolderStore
from app.sync.stores.folder_errors import told
from tests.builders_stores import DEVICE, OTHER_DEVICE, PHOTO, SCOPE, STREAM, named

ROOT = Path(__file__).resolve().parents[4]
ONE = b"one sealed file"
NAME = named(ONE)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "Team"


@pytest.fixture
def store(root):
    store = FolderStore(root)
    store.prepare()
    return store


def everything_in(root):
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_a_file_lies_under_its_own_name_with_nothing_beside_it(store, root):
    store.put_new(NAME, ONE)

    assert (root / NAME).read_bytes() == ONE
    assert everything_in(root) == [Path(NAME).name]


@pytest.mark.parametrize(
    "other",
    [
        Path(NAME).name.replace(".seg", " (1).seg"),
        Path(NAME).name.replace(".seg", "-LAPTOP.seg"),
        Path(NAME).name.replace(".seg", " (LAPTOP's conflicted copy 2026-01-20).seg"),
        Path(NAME).name.replace(".seg", ".sync-conflict-20260120-090000-ABCDEFG.seg"),
        Path(NAME).name.upper(),
        f"~$ {Path(NAME).name}",
        f"~{'0' * 32}.tmp",
        f".{Path(NAME).name}.partial",
        f"{Path(NAME).name}.tmp",
        f"{Path(NAME).name}.gdownload",
        f"{Path(NAME).name}.nextcloud",
        "desktop.ini",
        ".DS_Store",
        "1-0.seg",
    ],
)
def test_copies_and_files_of_other_programs_are_never_listed(store, root, other):
    store.put_new(NAME, ONE)
    (root / STREAM / other).write_bytes(b"something else")

    assert store.list(SCOPE).names == (NAME,)
    assert store.list(STREAM).names == (NAME,)


def test_a_folder_of_another_case_or_a_copied_one_is_no_stream(store, root):
    for copied in ("B" * 32, f"{OTHER_DEVICE} (1)", f"{OTHER_DEVICE}-LAPTOP", "x"):
        (root / SCOPE / copied).mkdir(parents=True)
        (root / SCOPE / copied / Path(NAME).name).write_bytes(ONE)

    assert store.list(SCOPE).names == ()


def test_a_folder_with_the_name_of_a_file_is_no_file(store, root):
    (root / NAME).mkdir(parents=True)

    assert store.list(SCOPE).names == ()
    with pytest.raises(NotThereError):
        store.get(NAME)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_not_waited_for(store, root):
    (root / STREAM).mkdir(parents=True)
    os.mkfifo(root / NAME)

    assert store.list(STREAM).names == ()
    with pytest.raises(NotThereError):
        store.get(NAME)


@pytest.mark.parametrize("link", [NAME, STREAM, SCOPE, "v1"])
def test_a_link_is_not_followed_out_of_the_folder(store, root, tmp_path, link):
    outside = tmp_path / "outside"
    target = outside / "target"
    target.mkdir(parents=True)
    where = root / link
    if link == NAME:
        (target / "private").write_bytes(b"private")
        target /= "private"
    else:
        below = target / Path(NAME).relative_to(link)
        below.parent.mkdir(parents=True, exist_ok=True)
        below.write_bytes(b"private")
    shutil.rmtree(root / "v1")
    where.parent.mkdir(parents=True, exist_ok=True)
    where.symlink_to(target)
    before = everything_in(outside)

    for call in (
        lambda: store.get(NAME),
        lambda: store.put_new(NAME, ONE),
        lambda: store.put_new(named(ONE, 2), ONE) if link != NAME else store.get(NAME),
        lambda: store.remove(NAME),
        lambda: store.list(STREAM) if link != NAME else store.get(NAME),
    ):
        with pytest.raises(WrongStoreError, match="there is a link"):
            call()
    if link in {NAME, STREAM}:
        assert store.list(SCOPE).names == ()
    assert everything_in(outside) == before


def test_a_folder_that_is_itself_reached_by_a_link_is_the_persons_choice(store, root, tmp_path):
    (tmp_path / "link").symlink_to(root)
    FolderStore(tmp_path / "link").put_new(NAME, ONE)

    assert store.get(NAME) == ONE


CALLS = [
    lambda store: store.list(SCOPE),
    lambda store: store.get(NAME),
    lambda store: store.get(FOUNDING),
    lambda store: store.put_new(NAME, ONE),
    lambda store: store.probe(),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("state", ["gone", "emptied", "a file"])
def test_a_folder_that_is_gone_or_emptied_is_told_and_never_made_anew(store, root, call, state):
    shutil.rmtree(root)
    if state == "emptied":  # as where a disk is mounted, once it is not
        root.mkdir()
    if state == "a file":
        root.write_bytes(b"")

    with pytest.raises(WrongStoreError, match="nothing counts as deleted"):
        call(store)
    assert not (root / "v1").exists()


def test_preparing_makes_the_folder_itself_but_nothing_above_it(tmp_path):
    with pytest.raises(WrongStoreError):
        FolderStore(tmp_path / "not mounted" / "Team").prepare()

    assert not (tmp_path / "not mounted").exists()


@pytest.mark.skipif(os.name == "nt", reason="who may write is no matter of modes on Windows")
def test_folders_are_as_open_as_the_teams_own(root):
    root.mkdir()
    root.chmod(0o2775)
    store = FolderStore(root)
    store.prepare()
    store.put_new(NAME, ONE)

    for path in (root / "v1", root / SCOPE, root / STREAM):
        assert stat.S_IMODE(path.stat().st_mode) == 0o2775


@pytest.mark.parametrize("there", [b"", ONE[:1], ONE[:-1]])
def test_a_truncated_segment_is_later_completed(store, root, there):
    (root / STREAM).mkdir(parents=True)
    (root / NAME).write_bytes(there)
    store.put_new(NAME, ONE)

    assert store.get(NAME) == ONE


@pytest.mark.parametrize("there", [b"x", ONE[:-1] + b"x", ONE + b"x"])
def test_what_is_no_beginning_of_the_segment_stays(store, root, there):
    (root / STREAM).mkdir(parents=True)
    (root / NAME).write_bytes(there)
    with pytest.raises(NameTakenError):
        store.put_new(NAME, ONE)

    assert (root / NAME).read_bytes() == there


@pytest.mark.parametrize("name", [FOUNDING, PHOTO])
def test_half_of_a_file_whose_name_does_not_tell_its_content_is_not_touched(store, root, name):
    (root / PHOTOS).mkdir()
    (root / name).write_bytes(ONE[:3])
    with pytest.raises(NameTakenError):
        store.put_new(name, ONE)

    assert (root / name).read_bytes() == ONE[:3]


def test_a_name_that_a_client_has_listed_and_not_filled_is_not_there_yet(store, root):
    (root / STREAM).mkdir(parents=True)
    (root / NAME).touch()

    assert store.list(SCOPE).names == (NAME,)
    with pytest.raises(NotThereError, match="or not yet"):
        store.get(NAME)


@pytest.fixture
def no_links(monkeypatch):
    """As on a memory stick."""

    def link(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)


@pytest.mark.usefixtures("no_links")
def test_where_there_are_no_links_nothing_is_replaced_either(store, root):
    store.put_new(NAME, ONE)
    store.put_new(NAME, ONE)
    with pytest.raises(NameTakenError):
        store.put_new(NAME, ONE + b"more")

    assert store.get(NAME) == ONE
    assert everything_in(root) == [Path(NAME).name]


@pytest.mark.usefixtures("no_links")
@pytest.mark.parametrize("name", [NAME, PHOTO])
def test_a_crash_between_taking_a_name_and_filling_it_is_made_good(store, root, monkeypatch, name):
    def crash(*_):
        raise OSError(errno.EIO, "the power is gone")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        with pytest.raises(OfflineError):
            store.put_new(name, ONE)
    assert (root / name).read_bytes() == b""
    store.put_new(name, ONE)

    assert store.get(name) == ONE


CRASH = """
import os, sys
from pathlib import Path
from app.sync.stores.folder import FolderStore
os.link = Path.rename = lambda *_: os._exit(3)
FolderStore(Path(sys.argv[1])).put_new(sys.argv[2], b"one sealed file")
"""


def test_a_crash_while_writing_leaves_nothing_that_is_listed(store, root):
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(root), NAME], check=False, timeout=60, cwd=ROOT
    )

    assert done.returncode == 3
    assert len(everything_in(root)) == 1
    assert store.list(SCOPE).names == ()


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, FullError),
        (errno.EDQUOT, FullError),
        (errno.EROFS, RefusedError),
        (errno.EACCES, RefusedError),
        (errno.EIO, OfflineError),
        (errno.ESTALE, OfflineError),
        (errno.ENOTCONN, OfflineError),
        (errno.ETIMEDOUT, OfflineError),
        (errno.EBUSY, BusyError),
    ],
)
def test_what_the_system_refuses_is_told_and_leaves_nothing_half(
    store, root, monkeypatch, number, kind
):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(kind, match="on this laptop is safe") as refused:
        store.put_new(NAME, ONE)

    assert type(refused.value) is kind
    assert everything_in(root) == []


@pytest.mark.parametrize(
    ("number", "kind"),
    [(53, OfflineError), (121, OfflineError), (32, BusyError), (388, NotThereError)],
)
def test_windows_tells_a_server_that_is_gone_from_a_file_that_is_not(root, number, kind):
    problem = FileNotFoundError(errno.ENOENT, "as Windows blurs it")
    problem.winerror = number

    assert type(told(problem, root)) is kind


def test_a_stream_that_goes_away_while_it_is_listed_hides_no_other(store, root, monkeypatch):
    store.put_new(NAME, ONE)
    store.put_new(named(ONE, device=OTHER_DEVICE), ONE)
    real = os.scandir

    def scandir(path):
        if Path(path).name == OTHER_DEVICE:
            raise FileNotFoundError(errno.ENOENT, "gone meanwhile")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)

    assert DEVICE in NAME
    assert store.list(SCOPE).names == (NAME,)
