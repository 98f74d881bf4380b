"""Every kind of store, empty and ready, so that one set of tests holds them all.

A kind is a fixture `<kind>_opener`: a function that opens the same place once more, as another
laptop does. Where its server cannot be started, its tests are skipped by its name.
"""

from __future__ import annotations

import pytest

KINDS = ["folder", "s3"]


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


@pytest.fixture(scope="session")
def emulator():
    pytest.importorskip("moto.server", reason="the emulator of S3 (moto) is not installed")
    from tests.builders_buckets import emulating

    with emulating() as emulator:
        yield emulator


@pytest.fixture
def s3_opener(emulator):
    from app.sync.stores.s3 import S3Store
    from tests.builders_buckets import KEYS

    place = emulator.place()
    return lambda: S3Store(place, KEYS, 20.0)
