"""A real encrypted store in a temporary folder, and things to keep in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.records import Record
from app.domain.schools import School, Urn
from app.storage import open_store

KEY = bytes(range(32))


class Clock:
    """Moves on by a second whenever it is asked."""

    def __init__(self):
        self.at = datetime(2026, 1, 20, 9, tzinfo=UTC)

    def __call__(self):
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def key():
    return KEY


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def opened(folder, clock):
    """Opens the store as often as a test asks, and closes every one of them."""
    stores = []

    def again(where=folder, key=KEY, **more):
        stores.append(open_store(where, key, clock=clock, **more))
        return stores[-1]

    yield again
    for store in stores:
        store.close()


@pytest.fixture
def store(opened):
    return opened()


@pytest.fixture
def school():
    return School(Urn(900001), "Alderbrook Primary School", phase="Primary", town="Westmarch")


@pytest.fixture
def record():
    return Record(
        id="record-1",
        urn=900001,
        form_id="visit_1",
        form_version="2026.1",
        title="Visit 1",
        reference="S900001-V1",
        on=date(2026, 1, 20),
        started_at=datetime(2026, 1, 20, 9, tzinfo=UTC),
    )
