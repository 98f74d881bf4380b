"""Photos of a team that are missing, late, tampered with, or gone from the store: whole syncs."""

from __future__ import annotations

import pytest

from app import sync
from app.domain.photos import Photo
from app.errors import DamagedStoreError, NotFoundError
from app.usecases.at_hand import team_kept
from app.usecases.photos import picture_of
from app.usecases.sync import sync_now
from tests.builders_photos import a_record_with_a_photo
from tests.builders_sharing import found
from tests.builders_synced import state
from tests.builders_teams import sync_all


@pytest.fixture
def asha(bench):
    return bench.open("asha")


@pytest.fixture
def ben(bench):
    return bench.open("ben")


@pytest.fixture
def photo(asha):
    """A photo on Asha's laptop that was not sent yet."""
    return a_record_with_a_photo(asha, width=64, height=48)[1]


def in_store(bench, app, photo):
    """Where a photo's sealed file lies in the team's store."""
    with app.store.reading() as reader:
        return bench.store / sync.photo_name(team_kept(reader).team_secret, photo.sha256)


def on_laptop(app, photo):
    return next(path for path in (app.folder / "photos").iterdir() if photo.sha256 in path.name)


def test_a_photo_comes_with_its_record(bench, asha, ben, photo):
    sync_all(asha, ben)
    assert found(ben, Photo) == (photo,)
    assert picture_of(ben, photo.id) == picture_of(asha, photo.id)


def test_a_photo_that_is_missing_is_late_and_comes_once_it_is_there(bench, asha, ben, photo):
    sync_now(asha)
    path = in_store(bench, asha, photo)
    content = path.read_bytes()
    path.unlink()
    for _time in range(2):
        assert sync_now(ben).value.late == 1
        with pytest.raises(NotFoundError):
            picture_of(ben, photo.id)
    assert found(ben, Photo) == (photo,)
    path.write_bytes(content)

    assert sync_now(ben).value.late == 0

    assert picture_of(ben, photo.id) == picture_of(asha, photo.id)


@pytest.mark.parametrize("at", [0, 50, -1])
def test_a_photo_that_was_tampered_with_is_never_shown(bench, asha, ben, photo, at):
    sync_now(asha)
    path = in_store(bench, asha, photo)
    content = path.read_bytes()
    spoilt = bytearray(content)
    spoilt[at] ^= 1
    for wrong in (bytes(spoilt), content[:-1], content + b"more"):
        path.write_bytes(wrong)
        assert sync_now(ben).value.late == 1
        with pytest.raises((NotFoundError, DamagedStoreError)):
            picture_of(ben, photo.id)
    path.write_bytes(content)
    sync_now(ben)
    assert picture_of(ben, photo.id) == picture_of(asha, photo.id)


def test_a_photo_whose_file_was_lost_on_its_own_laptop_stops_no_words(bench, asha, ben, photo):
    on_laptop(asha, photo).unlink()
    result = sync_now(asha).value
    assert result.waiting == 0
    sync_all(asha, ben)
    assert state(ben) == state(asha)


def test_a_photo_deleted_in_the_store_is_published_again_the_next_day_by_who_has_it(
    bench, asha, photo, clock
):
    ben = bench.open("ben", clock)
    sync_all(asha, ben)
    path = in_store(bench, asha, photo)
    content = path.read_bytes()
    path.unlink()
    clock.go_on(days=1)

    assert sync_now(ben).value.sent_again == 1

    assert path.read_bytes() == content
    cleo = bench.open("cleo")
    sync_now(cleo)
    assert picture_of(cleo, photo.id) == picture_of(asha, photo.id)


def test_a_photo_swapped_for_another_is_neither_shown_nor_kept(bench, asha, ben, photo):
    other = a_record_with_a_photo(asha, width=48, height=64)[1]
    sync_now(asha)
    one, two = in_store(bench, asha, photo), in_store(bench, asha, other)
    contents = one.read_bytes(), two.read_bytes()
    one.write_bytes(contents[1])
    two.write_bytes(contents[0])
    assert sync_now(ben).value.late == 2
    assert list(ben.folder.glob("photos/*")) == []
