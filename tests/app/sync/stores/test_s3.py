"""Object storage that refuses, hangs, or is none: each is told for what it is, without the keys."""

from __future__ import annotations

import threading
import time
import traceback

import pytest

from app.errors import (
    BusyError,
    FullError,
    InputError,
    NameTakenError,
    NotThereError,
    OfflineError,
    RefusedError,
    TeamStoreError,
    WrongStoreError,
)
from app.sync.names import FOUNDING
from app.sync.stores import gather
from app.sync.stores.s3 import S3Store
from app.sync.stores.urls import S3Place
from tests.builders_buckets import ACCESS, KEYS, PREFIX, SECRET, answering
from tests.builders_mail_server import HOST, a_free_port
from tests.builders_stores import SCOPE, STREAM, named

ONE, OTHER = b"one sealed file", b"another sealed file"
NAME = named(ONE)
CALLS = {
    "list": lambda store: store.list(SCOPE),
    "get": lambda store: store.get(NAME),
    "put_new": lambda store: store.put_new(NAME, ONE),
    "remove": lambda store: store.remove(NAME),
    "prepare": lambda store: store.prepare(),
    "probe": lambda store: store.probe(),
}
PAGE = b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>Log in to the guest network</body></html>"
HTML = {"Content-Type": "text/html", "ETag": '"1"'}


def xml(code):
    said = f"<Error><Code>{code}</Code><AWSAccessKeyId>{ACCESS}</AWSAccessKeyId></Error>"
    return b'<?xml version="1.0"?>' + said.encode()


@pytest.fixture(params=CALLS)
def call(request):
    return CALLS[request.param]


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, b"", RefusedError),
        (403, xml("AccessDenied"), RefusedError),
        (403, xml("SignatureDoesNotMatch"), RefusedError),
        (403, xml("RequestTimeTooSkewed"), RefusedError),
        (423, b"", BusyError),
        (429, b"", BusyError),
        (503, xml("SlowDown"), BusyError),
        (507, xml("XMinioStorageFull"), FullError),
        (500, xml("InternalError"), OfflineError),
        (502, b"", OfflineError),
        (301, xml("PermanentRedirect"), WrongStoreError),
        (400, xml("AuthorizationHeaderMalformed"), WrongStoreError),
        (405, b"", WrongStoreError),
    ],
)
def test_what_the_server_refuses_is_told_for_what_it_is(call, status, body, kind):
    with answering(status=status, body=body) as server:
        with pytest.raises(TeamStoreError, match="on this laptop is safe") as refused:
            call(server.store())
        assert len(server.asked) <= 3

    assert type(refused.value) is kind
    told = "".join(traceback.format_exception(refused.value))
    assert ACCESS not in told
    assert SECRET not in told


def test_a_wrong_clock_is_told_as_such():
    with (
        answering(status=403, body=xml("RequestTimeTooSkewed")) as server,
        pytest.raises(RefusedError, match="clock is wrong"),
    ):
        server.store().get(NAME)


@pytest.mark.parametrize("what", ["list", "get", "put_new", "prepare", "probe"])
@pytest.mark.parametrize("status", [200, 404])
def test_a_web_page_instead_of_data_is_no_store(what, status):
    with (
        answering(status=status, body=PAGE, headers=HTML) as server,
        pytest.raises(WrongStoreError, match="web page"),
    ):
        CALLS[what](server.store())


def test_a_bucket_that_is_not_there_is_no_empty_store(emulator):
    place = S3Place("no-such-bucket", PREFIX, emulator.endpoint, "us-east-1")
    for what in ("list", "get", "put_new", "prepare", "probe"):
        with pytest.raises(WrongStoreError, match="no such bucket"):
            CALLS[what](S3Store(place, KEYS))


def test_a_server_that_hangs_is_given_up(call):
    with answering(wait=threading.Event()) as server:
        begin = time.monotonic()
        with pytest.raises(OfflineError, match="tried again later"):
            call(server.store(time_limit=0.3))
        assert time.monotonic() - begin < 5


def test_a_file_that_stops_half_way_is_given_up():
    with answering(body=bytes(100_000), last_byte=threading.Event()) as server:
        begin = time.monotonic()
        with pytest.raises(OfflineError):
            server.store(time_limit=0.3).get(NAME)
        assert time.monotonic() - begin < 5


def test_a_large_file_may_take_longer_than_an_answer(emulator):
    place, large = emulator.place(), bytes(2 << 20)
    with answering(behind=emulator.endpoint, pause=0.9) as server:
        store = S3Store(S3Place(place.bucket, PREFIX, server.endpoint, "us-east-1"), KEYS, 1.5)
        store.put_new(named(large), large)  # longer than the limit in all, never without a sign

        assert store.get(named(large)) == large


def test_a_large_file_that_nobody_takes_in_time_is_waited_for_by_its_size(emulator, monkeypatch):
    place, large = emulator.place(), bytes(2 << 20)
    with answering(behind=emulator.endpoint) as server:
        store = S3Store(S3Place(place.bucket, PREFIX, server.endpoint, "us-east-1"), KEYS, 0.4)
        monkeypatch.setattr(store, "_is_there", lambda _: setattr(server, "pause", 1.0))
        store.put_new(named(large), large)
        with pytest.raises(OfflineError):
            store.put_new(NAME, ONE)


def test_no_network_is_told_as_offline(call):
    place = S3Place("team", "", f"http://{HOST}:{a_free_port()}", "us-east-1")
    with pytest.raises(OfflineError):
        call(S3Store(place, KEYS, 2.0))


def test_a_certificate_that_nobody_trusts_is_refused(certificate, call):
    with (
        answering(certificate, status=200) as server,
        pytest.raises(RefusedError, match="could not prove who it is"),
    ):
        call(server.store())
    assert server.asked == []


def test_a_server_that_ignores_the_condition_replaces_nothing(emulator):
    place = emulator.place()
    with answering(behind=emulator.endpoint, dropped=("if-none-match",)) as server:
        store = S3Store(S3Place(place.bucket, PREFIX, server.endpoint, "us-east-1"), KEYS)
        store.put_new(FOUNDING, ONE)
        store.put_new(FOUNDING, ONE)
        with pytest.raises(NameTakenError):
            store.put_new(FOUNDING, OTHER)
        store.probe()

        assert store.get(FOUNDING) == ONE


def test_a_team_keeps_to_its_prefix(emulator):
    place = emulator.place()
    one = S3Store(place, KEYS)
    other = S3Store(S3Place(place.bucket, "teams/other", place.endpoint, place.region), KEYS)
    bare = S3Store(S3Place(place.bucket, "", place.endpoint, place.region), KEYS)
    one.put_new(NAME, ONE)

    assert other.list(SCOPE).names == bare.list(SCOPE).names == ()
    with pytest.raises(NotThereError):
        other.get(NAME)


def test_objects_of_other_names_are_not_listed(emulator):
    place = emulator.place()
    store, client = S3Store(place, KEYS), emulator.client()
    store.put_new(NAME, ONE)
    for other in (NAME.upper(), f"{STREAM}/x (1).seg", f"{STREAM}/deeper/{NAME}", f"{SCOPE}/x"):
        client.put_object(Bucket=place.bucket, Key=f"{PREFIX}/{other}", Body=b"x")

    assert store.list(SCOPE).names == (NAME,)


def test_nothing_is_taken_from_the_laptops_environment(emulator, monkeypatch):
    for name in ("AWS_ENDPOINT", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.setenv(name, f"http://{HOST}:{a_free_port()}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION"):
        monkeypatch.setenv(name, "of-somebody-else")
    monkeypatch.setenv("AWS_SKIP_SIGNATURE", "true")
    place = emulator.place()
    with answering(behind=emulator.endpoint) as server:
        store = S3Store(S3Place(place.bucket, PREFIX, server.endpoint, "us-east-1"), KEYS)
        store.put_new(NAME, ONE)

        assert store.get(NAME) == ONE
        assert all("of-somebody-else" not in sent for sent in server.headers_that_came)
        assert any(ACCESS in sent for sent in server.headers_that_came)


@pytest.mark.parametrize("keys", ["", "ACCESS", ":SECRET", "ACCESS:", "ACC\nESS:SECRET"])
def test_keys_that_are_not_whole_are_refused_unseen(keys):
    with pytest.raises(InputError, match="a colon and the secret key") as refused:
        S3Store(S3Place("team", "", "http://127.0.0.1:1", "us-east-1"), keys)
    assert not keys.strip(":") or keys not in str(refused.value).replace("ACCESS:SECRET", "")


def test_many_files_are_fetched_side_by_side():
    waiting = threading.Event()
    with answering(status=404, body=xml("NoSuchKey"), wait=waiting) as server:
        store = server.store(20.0)
        gathered = gather(store, [named(bytes([n]), n) for n in range(1, 40)])
        first = threading.Thread(target=next, args=(gathered,))
        first.start()
        while len(server.asked) < store.parallel:
            assert first.is_alive()
            waiting.wait(0.01)
        waiting.set()
        first.join()

        assert len(list(gathered)) == 38
