"""Web servers that refuse, hang, drip, break off or are no store: each is told for what it is."""

from __future__ import annotations

import gc
import threading
import time
import traceback
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from app.errors import (
    BusyError,
    FullError,
    NameTakenError,
    OfflineError,
    RefusedError,
    TeamStoreError,
    WrongStoreError,
)
from app.sync.stores import web_line
from app.sync.stores.multistatus import Entry, read_multistatus
from app.sync.stores.urls import WebdavPlace
from app.sync.stores.webdav import WebdavStore
from tests.builders_hostile_web import DRIPS, DROPS, HANGS, HostileWeb, answer, hostile_web
from tests.builders_mail_server import HOST, a_free_port, make_certificate
from tests.builders_stores import SCOPE, named

ONE, OTHER = b"one sealed file", b"another sealed file"
NAME = named(ONE)
SECRET = "£ canary of the password"
QUICK = 0.4  # seconds
CALLS = {
    "list": lambda store: store.list(SCOPE),
    "get": lambda store: store.get(NAME),
    "put_new": lambda store: store.put_new(NAME, ONE),
    "remove": lambda store: store.remove(NAME),
    "prepare": lambda store: store.prepare(),
    "probe": lambda store: store.probe(),
}
PAGE = b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>Log in to the guest network</body></html>"
HTML = "Content-Type: text/html; charset=utf-8"
LISTING = b"""<?xml version="1.0"?>
<d:multistatus xmlns:d="DAV:"><d:response><d:href>/team/v1/</d:href><d:propstat><d:prop>
<d:resourcetype><d:collection/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status>
</d:propstat></d:response></d:multistatus>"""


@pytest.fixture
def web():
    return HostileWeb()


@pytest.fixture
def place(web):
    with hostile_web(web) as place:
        yield place


@pytest.fixture(params=CALLS)
def call(request):
    return CALLS[request.param]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("401 Unauthorized", RefusedError),
        ("403 Forbidden", RefusedError),
        ("407 Proxy Authentication Required", RefusedError),
        ("423 Locked", BusyError),
        ("429 Too Many Requests", BusyError),
        ("503 Service Unavailable", BusyError),
        ("413 Payload Too Large", FullError),
        ("507 Insufficient Storage", FullError),
        ("500 Internal Server Error", OfflineError),
        ("502 Bad Gateway", OfflineError),
        ("504 Gateway Timeout", OfflineError),
        ("501 Not Implemented", WrongStoreError),
        ("405 Method Not Allowed", WrongStoreError),
        ("302 Found", WrongStoreError),
        ("418 I'm a teapot", TeamStoreError),
    ],
)
def test_what_the_server_refuses_is_told_for_what_it_is(web, place, call, status, kind):
    web.says = lambda _: answer(status, PAGE, HTML)
    with pytest.raises(TeamStoreError, match="on this laptop is safe") as refused:
        call(WebdavStore(place, SECRET))
    assert type(refused.value) is kind
    assert SECRET not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", 120), ("0", 0), ("-5", 0), ("soon", 0), ("9" * 400, 3600), ("Infinity", 0),
        ("²", 0), ("Mon, 99 Nov 2026 10:00:00 GMT", 0), ("Mon, 30 Nov 1998 10:00:00 GMT", 0),
        ("Mon, 30 Nov 9998 10:00:00 GMT", 3600), ("", 0),
    ],
)  # fmt: skip
def test_how_long_to_wait_is_taken_from_the_server_within_reason(web, place, said, wait):
    web.says = lambda _: answer("503 Busy", b"", f"Retry-After: {said}".encode().decode("latin-1"))
    with pytest.raises(BusyError) as busy:
        WebdavStore(place, SECRET).get(NAME)
    assert busy.value.wait == wait


def test_a_time_to_wait_until_is_waited_for(web, place):
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    web.says = lambda _: answer("429 Busy", b"", f"Retry-After: {until}")
    with pytest.raises(BusyError) as busy:
        WebdavStore(place, SECRET).get(NAME)
    assert 90 < busy.value.wait <= 100


@pytest.mark.parametrize("what", ["list", "get", "put_new", "prepare", "probe"])
@pytest.mark.parametrize("headers", [[HTML], ["Content-Type: application/octet-stream"], []])
def test_a_web_page_instead_of_data_is_no_store(web, place, what, headers):
    web.says = lambda asked: answer("200 OK", b"" if asked.method == "HEAD" else PAGE, *headers)
    with pytest.raises(WrongStoreError, match="web page"):
        CALLS[what](WebdavStore(place, SECRET))


@pytest.mark.parametrize(
    "way", [HANGS, DRIPS, answer("200 OK", b"", "Content-Length: 999") + DRIPS]
)
def test_a_server_that_hangs_or_drips_is_given_up_in_time(web, place, call, way):
    web.says = lambda _: way
    begin = time.monotonic()
    with pytest.raises(OfflineError):
        call(WebdavStore(place, SECRET, QUICK))
    assert time.monotonic() - begin < 4 * QUICK
    assert web.ended.acquire(timeout=10)  # nothing goes on waiting for it


@pytest.mark.parametrize(
    "way",
    [
        DROPS,
        answer("200 OK", ONE, "Content-Length: 999"),
        answer("200 OK", b"5\r\nabc", "Transfer-Encoding: chunked"),
        b"HTTP/1.1 2",
        b"SSH-2.0-OpenSSH_9.2\r\n",
    ],
    ids=["reset", "short", "half a chunk", "half a line", "not HTTP"],
)
def test_an_answer_that_breaks_off_counts_as_offline(web, place, call, way):
    def says(_):
        web.over.set()  # the line ends after this
        return way

    web.says = says
    with pytest.raises(OfflineError):
        call(WebdavStore(place, SECRET))


def test_no_network_counts_as_offline(call):
    with pytest.raises(OfflineError):
        call(WebdavStore(WebdavPlace(f"http://{HOST}:{a_free_port()}/team", "ann"), SECRET))


@pytest.mark.parametrize(
    ("status", "where"),
    [
        ("301 Moved Permanently", "https://elsewhere.example/team/"),
        ("302 Found", "/login"),
        ("307 Temporary Redirect", "http://127.0.0.1:1/"),
        ("308 Permanent Redirect", ""),
    ],
)
def test_no_redirect_is_followed(web, place, call, status, where):
    web.says = lambda _: answer(status, b"", f"Location: {where}")
    with pytest.raises(WrongStoreError, match="another address"):
        call(WebdavStore(place, SECRET))
    assert len(web.asked) == 1


def test_a_certificate_that_nobody_trusts_is_refused_before_a_password_is_sent(web, call, tmp_path):
    certificate = make_certificate(tmp_path, "stranger")
    with hostile_web(web, certificate) as place, pytest.raises(RefusedError, match="prove"):
        call(WebdavStore(place, SECRET))
    assert web.asked == []


def test_a_certificate_that_the_system_trusts_is_enough(web, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    web.says = lambda _: answer("200 OK", ONE)
    with hostile_web(web, certificate) as place:
        assert WebdavStore(place, SECRET).get(NAME) == ONE


def test_no_proxy_gets_what_is_said_to_this_laptop(web, place, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://{HOST}:{a_free_port()}")
    web.says = lambda _: answer("200 OK", ONE)
    assert WebdavStore(place, SECRET).get(NAME) == ONE


def test_a_server_that_ignores_the_condition_replaces_nothing(web, place):
    kept = {NAME: OTHER}

    def says(asked):
        name = asked.path.removeprefix("/team/")
        if asked.method == "PUT":
            kept[name] = asked.body
            return answer("201 Created")
        there = name in kept
        body = kept[name] if there and asked.method == "GET" else b""
        return answer("200 OK" if there else "404 Not Found", body)

    web.says = says
    store = WebdavStore(place, SECRET)
    with pytest.raises(NameTakenError):
        store.put_new(NAME, ONE)
    assert kept == {NAME: OTHER}
    kept.clear()
    store.put_new(NAME, ONE)
    store.put_new(NAME, ONE)
    assert kept == {NAME: ONE}


def test_what_the_server_says_of_cookies_is_forgotten(web, place):
    web.says = lambda _: answer("200 OK", ONE, "Set-Cookie: session=1; Path=/")
    store = WebdavStore(place, SECRET)
    store.get(NAME)
    store.get(NAME)
    assert "cookie" not in web.asked[-1].head.lower()


def test_lines_are_used_again_and_closed_with_the_store(web, place):
    web.says = lambda _: answer("200 OK", ONE)
    store = WebdavStore(place, SECRET)
    store.get(NAME)
    store.get(NAME)
    assert not web.ended.acquire(blocking=False)
    del store
    gc.collect()
    assert web.ended.acquire(timeout=10)
    assert not web.ended.acquire(blocking=False)


def test_one_call_that_is_given_up_leaves_the_others_alone(web, place):
    slow = named(OTHER)
    given_up = threading.Event()

    def says(asked):
        if asked.path.endswith(slow):
            return HANGS
        given_up.wait(10)
        return answer("200 OK", ONE)

    def wait_for(name, into):
        try:
            into.append(store.get(name))
        except OfflineError as error:
            into.append(error)

    web.says = says
    store = WebdavStore(place, SECRET, 1.0)
    hung, got = [], []
    hanging = threading.Thread(target=wait_for, args=(slow, hung))
    other = threading.Thread(target=wait_for, args=(NAME, got))
    hanging.start()
    hanging.join(0.5)  # the other begins later, and so has time left when this one is given up
    other.start()
    hanging.join()
    given_up.set()
    other.join()
    assert type(hung[0]) is OfflineError
    assert got == [ONE]


# Answers that are too much


def test_an_answer_without_end_is_not_read_to_its_end(web, place, call):
    web.says = lambda _: answer("200 OK", b"x" * 70_000_000, "Content-Length: 1000000000")
    with pytest.raises(TeamStoreError) as refused:
        call(WebdavStore(place, SECRET))
    assert not isinstance(refused.value, OfflineError)


def test_a_packed_answer_is_not_unpacked(web, place):
    web.says = lambda _: answer("200 OK", b"\x1f\x8b" + bytes(1000), "Content-Encoding: gzip")
    with pytest.raises(WrongStoreError):
        WebdavStore(place, SECRET).get(NAME)


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;">' % (c, c - 1, c - 1) for c in range(98, 120))
    + b']><d:multistatus xmlns:d="DAV:">&w;</d:multistatus>'
)
"""Small, and a gigabyte once it is unfolded."""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not XML",
        LISTING[:-5],
        BOMB,
        b'<!DOCTYPE x SYSTEM "http://elsewhere.example/x.dtd">' + LISTING[21:],
        b"<html/>",
        b'<d:multistatus xmlns:d="DAV:">' + b"<x>" * 100_000,
        LISTING.replace(b"/team/v1/", b"x" * 100_000),
        LISTING.replace(b"<d:multi", b"\xff<d:multi"),
        LISTING.replace(b"/team/v1/", b"http://[x/"),
    ],
    ids=["nothing", "words", "half", "bomb", "DTD", "page", "deep", "long", "not UTF-8", "address"],
)
def test_a_listing_that_is_none_is_no_store(web, place, body):
    web.says = lambda _: answer("207 Multi-Status", body)
    with pytest.raises(WrongStoreError):
        WebdavStore(place, SECRET).list(SCOPE)


def test_a_large_listing_is_read_without_holding_all_of_it():
    one = b"<d:response><d:href>/team/v1/x</d:href><d:x>" + b"y" * 1000 + b"</d:x></d:response>"
    body = b'<d:multistatus xmlns:d="DAV:">' + one * 1000 + b"</d:multistatus>"
    assert read_multistatus(body) == [Entry("x", is_folder=False)] * 1000


@pytest.mark.parametrize(
    "href",
    ["/team/v1/a%20b", "https://proxy.example/elsewhere/a%20b/", " a%20b ", "/x/a b"],
)
def test_of_an_address_only_the_last_step_counts(href):
    # Servers behind others tell of themselves by other addresses.
    body = LISTING.replace(b"/team/v1/", href.encode())
    assert read_multistatus(body) == [Entry("a b", is_folder=True)]


def test_folders_within_folders_without_end_are_not_walked(web, place):
    response = LISTING.replace(b"/team/v1/", f"/team/{'e' * 32}/".encode())
    web.says = lambda _: answer("207 Multi-Status", response)
    assert WebdavStore(place, SECRET).list("v1/roster").names == ()
    assert len(web.asked) <= 3


def test_no_secret_is_in_what_can_be_printed(place):
    store = WebdavStore(place, SECRET)
    assert SECRET not in f"{store!r} {vars(store)!r}"
    assert SECRET not in repr(store._lines)


def test_a_large_file_has_the_time_that_a_slow_line_takes(web, place, monkeypatch):
    monkeypatch.setattr(web_line, "SLOWEST", 10_000)  # bytes a second
    content = bytes(range(256)) * 64
    whole = answer("200 OK", content)

    def says(asked):
        if asked.method == "GET":
            return [whole[start : start + 2_000] for start in range(0, len(whole), 2_000)]
        if asked.method == "PUT":
            return [b""] * 6 + [answer("201 Created")]
        return answer("404 Not Found")

    web.says = says
    store = WebdavStore(place, SECRET, QUICK)
    began = time.monotonic()
    assert store.get(NAME) == content
    assert time.monotonic() - began > QUICK
    store.put_new(named(content), content)
    with pytest.raises(OfflineError):
        store.put_new(NAME, ONE)


@pytest.mark.parametrize("made", [True, False], ids=["by another laptop", "by nobody"])
def test_a_folder_that_may_not_be_made_is_fine_where_another_laptop_just_made_it(web, place, made):
    kept = {}

    def says(asked):
        if asked.method == "MKCOL":
            kept["folder"] = made
            return answer("403 Forbidden")
        if asked.method == "PROPFIND":
            there = asked.path == "/team/v1/" or kept["folder"]
            return answer("207 Multi-Status", LISTING) if there else answer("404 Not Found")
        return answer("201 Created" if asked.method == "PUT" and kept else "404 Not Found")

    web.says = says
    if made:
        WebdavStore(place, SECRET).put_new(NAME, ONE)
        assert web.asked[-1].body == ONE
    else:
        with pytest.raises(RefusedError):
            WebdavStore(place, SECRET).put_new(NAME, ONE)
