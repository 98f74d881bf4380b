"""A server that is busy, full, locked, hangs, or says a web page: whole syncs over WebDAV."""

from __future__ import annotations

import pytest

from app import sync
from app.errors import (
    BusyError,
    FullError,
    OfflineError,
    RefusedError,
    TeamStoreError,
    WrongStoreError,
)
from app.usecases.sync import sync_now, sync_standing
from tests.builders_folder_web import shows
from tests.builders_hostile_web import DROPS, HANGS, HostileWeb, answer, hostile_web
from tests.builders_synced import answers_at, move_store, says, sent_twice, state
from tests.builders_teams import sync_all

QUICK = 0.5  # seconds
PAGE = b"<!DOCTYPE html><html><body>Log in to the guest network</body></html>"
TROUBLES = {
    "423 locked": (answer("423 Locked"), BusyError),
    "429 too many": (answer("429 Too Many Requests", b"", "Retry-After: 7"), BusyError),
    "503 busy": (answer("503 Service Unavailable", b"", "Retry-After: 7"), BusyError),
    "507 full": (answer("507 Insufficient Storage"), FullError),
    "401 no longer let in": (answer("401 Unauthorized"), RefusedError),
    "500 broken": (answer("500 Internal Server Error"), OfflineError),
    "a page instead of data": (answer("200 OK", PAGE, "Content-Type: text/html"), WrongStoreError),
    "a login elsewhere": (answer("302 Found", b"", "Location: http://127.0.0.1/"), WrongStoreError),
    "hangs": (HANGS, OfflineError),
    "drops": (DROPS, OfflineError),
    "half an answer": (answer("200 OK", b"half", "Content-Length: 4000") + DROPS, TeamStoreError),
}
METHODS = ("PROPFIND", "GET", "PUT")


@pytest.fixture
def web():
    return HostileWeb()


@pytest.fixture
def two(bench, web, monkeypatch):
    """Asha and Ben over the web; both have something that the other lacks."""
    opened = sync.open_team_store
    monkeypatch.setattr(
        "app.sync.open_team_store", lambda url, secret: opened(url, secret, time_limit=QUICK)
    )
    web.says = shows(bench.store)
    with hostile_web(web) as place:
        apps = bench.open_all("asha", "ben")
        for app in apps:
            scheme, _, rest = place.url.partition("://")
            move_store(app, f"webdav+{scheme}://ann@{rest}")
        yield apps


def test_two_laptops_share_over_the_web(bench, two):
    asha, ben = two
    says(asha, bench.record, "Over the web")
    sync_all(asha, ben)
    assert answers_at(ben, bench.record) == "Over the web"
    assert state(asha) == state(ben)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("trouble", TROUBLES)
def test_whatever_a_server_says_instead_is_told_and_the_next_sync_goes_to_its_end(
    bench, two, web, trouble, method
):
    asha, ben = two
    said, kind = TROUBLES[trouble]
    says(ben, bench.record, "By Ben", "summary")
    sync_now(ben)
    says(asha, bench.record, "By Asha")
    before = state(asha)
    wrong = []

    def goes_wrong(asked):
        if asked.method != method:
            return None
        if method == "GET" and not asked.path.endswith(".seg"):
            return None
        wrong.append(asked.path)
        return said

    web.says = shows(bench.store, goes_wrong)
    with pytest.raises(kind) as raised:
        sync_now(asha)
    assert wrong
    assert "safe" in str(raised.value) or "on this laptop" in str(raised.value)
    assert sync_standing(asha).waiting == 1
    assert sync_standing(asha).trouble == str(raised.value)
    assert answers_at(asha, bench.record) == "By Asha"
    if method != "PUT":
        assert state(asha) == before
    web.says = shows(bench.store)

    sync_all(asha, ben)

    assert state(asha) == state(ben)
    assert answers_at(ben, bench.record) == "By Asha"
    assert answers_at(asha, bench.record, "summary") == "By Ben"
    assert sent_twice(bench, asha) == []
    assert sync_standing(asha).trouble == ""


def test_a_server_that_is_busy_says_when_to_come_again(bench, two, web):
    asha, _ben = two
    web.says = shows(bench.store, lambda _: answer("503 Busy", b"", "Retry-After: 7"))
    with pytest.raises(BusyError) as raised:
        sync_now(asha)
    assert raised.value.wait == 7


def test_a_server_that_says_it_stored_what_it_did_not_is_found_out(bench, two, web):
    asha, ben = two
    says(asha, bench.record, "Dropped on the floor")
    web.says = shows(
        bench.store, lambda asked: answer("201 Created") if asked.method == "PUT" else None
    )
    with pytest.raises(TeamStoreError):
        sync_now(asha)
    assert sync_standing(asha).waiting == 1
    web.says = shows(bench.store)

    sync_all(asha, ben)

    assert answers_at(ben, bench.record) == "Dropped on the floor"
