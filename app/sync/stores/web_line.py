"""Lines to a web server: encrypted, each exchange in a bounded time and size, refusals in words."""

from __future__ import annotations

import contextlib
import http.cookiejar
import socket
import ssl
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Any

import httpx

from app.errors import (
    BusyError,
    FullError,
    OfflineError,
    RefusedError,
    TeamStoreError,
    WrongStoreError,
)
from app.sync.stores.guarding import WEB_PAGE, check_no_web_page, check_size
from app.sync.stores.in_time import SLOWEST, Errand
from app.sync.stores.urls import WebdavPlace, is_loopback

OK, CREATED, NO_CONTENT, MULTI_STATUS = 200, 201, 204, 207
NOT_FOUND, NOT_ALLOWED, CONFLICT, GONE, ALREADY_THERE = 404, 405, 409, 410, 412
LONGEST_WAIT = 3600.0  # seconds; whoever says more is asked again after an hour

OFFLINE = (
    "The server with the team’s files cannot be reached, or does not answer in time. What is on "
    "this laptop is safe; it is tried again later."
)
BUSY = (
    "The server with the team’s files has too much to do, or a file there is locked. What is on "
    "this laptop is safe; it is tried again later."
)
REFUSED = (
    "The server with the team’s files did not accept the user or the password, or does not let "
    "you read or write there. What is on this laptop is safe; check them, or ask who manages the "
    "team."
)
NOT_TRUSTED = (
    "The server with the team’s files could not prove who it is, so no password was sent to it. "
    "What is on this laptop is safe. A network that asks you to log in first does this; on your "
    "usual network, check the address."
)
FULL = (
    "There is no room left where the team’s files are. What is on this laptop is safe, and is sent "
    "once there is room; ask who looks after the server."
)
ELSEWHERE = (
    "The server with the team’s files points to another address, which Visitbook does not follow, "
    "since your password would go there too. What is on this laptop is safe. Log in to this "
    "network if it asks for that, or check the address."
)
NO_WEBDAV = (
    "What answers at this address is no WebDAV folder. What is on this laptop is safe, and nothing "
    "counts as deleted: check the address."
)
FAILED = (
    "The server with the team’s files could not do this. What is on this laptop is safe; it is "
    "tried again later. Tell whoever looks after the server that it answered"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; `headers` by their names in small letters."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class WebLines:
    """Lines to one server; each is kept for the next exchange, and none follows to another."""

    def __init__(self, place: WebdavPlace, secret: str, time_limit: float) -> None:
        self._place, self._time_limit = place, time_limit
        self._auth = httpx.BasicAuth(place.user, secret)
        self._trusted = _trusted(place)
        self._idle: list[_Line] = []
        weakref.finalize(self, _close, self._idle)

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, content: bytes = b""
    ) -> Answer:
        """The answer to one request below the place's URL; raises a TeamStoreError.

        What stands for a state of the folder is answered (2xx, 404, 405, 409, 410, 412), all else
        is raised. All of it together takes no longer than the time limit, and what the slowest line
        takes for a large file.
        """
        line = self._line()
        request = (method, f"{self._place.url}/{path}", {**_HEADERS, **(headers or {})}, content)
        try:
            errand = Errand(lambda go_on: line.exchange(*request, go_on))
            answer = errand.go(self._time_limit + len(content) / SLOWEST)
        except TimeoutError as error:
            line.hang_up()
            raise OfflineError(OFFLINE) from error
        except httpx.HTTPError as error:
            line.close()
            raise _told(error) from error
        except BaseException:
            line.close()
            raise
        self._idle.append(line)
        _check_status(answer)
        return answer

    def _line(self) -> _Line:
        with contextlib.suppress(IndexError):
            return self._idle.pop()
        here = is_loopback(httpx.URL(self._place.url).host)
        return _Line(self._auth, self._trusted, self._time_limit, knows_proxies=not here)


class _Line:
    """A client with one connection, which another thread can end."""

    def __init__(
        self,
        auth: httpx.Auth,
        trusted: ssl.SSLContext,
        time_limit: float,
        *,
        knows_proxies: bool,
    ) -> None:
        self._client = httpx.Client(
            auth=auth,
            verify=trusted,
            limits=httpx.Limits(max_connections=1),
            cookies=_no_cookies(),
            trust_env=knows_proxies,
        )
        self._time_limit = time_limit
        self._socket: socket.socket | None = None

    def exchange(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes,
        go_on: Callable[[], None],
    ) -> Answer:
        """Ask and read the answer, as far as a file of ours may be long.

        `go_on` is called when as much has come as the slowest line brings within the time limit.
        """
        pieces: list[bytes] = []
        size = heard = 0
        # What is sent waits in the system's buffers, while the answer is waited for already.
        limit = self._time_limit + len(content) / SLOWEST
        extensions = {"trace": self._note}
        with self._client.stream(
            method, url, headers=headers, content=content, timeout=limit, extensions=extensions
        ) as response:
            for piece in response.iter_raw():  # unpacked, a small answer could be a huge one
                size += len(piece)
                check_size(size)
                if size - heard >= SLOWEST * self._time_limit:
                    heard = size
                    go_on()
                pieces.append(piece)
            return Answer(response.status_code, dict(response.headers), b"".join(pieces))

    def hang_up(self) -> None:
        """End the line while it is in use; whoever waits at it then closes it."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                # The bare socket's: an encrypted one would go on in plain text for a moment.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def close(self) -> None:
        """End a line that nobody uses."""
        self._client.close()

    def _note(self, event: str, info: Mapping[str, Any]) -> None:
        if event in _CONNECTED:
            self._socket = info["return_value"].get_extra_info("socket")


def retry_after(headers: Mapping[str, str]) -> float:
    """How many seconds a server asks to wait; 0 where it says none, or nothing sensible."""
    said = headers.get("retry-after", "")
    try:
        if said.isascii() and said.isdigit():
            wait = float(said[:10])
        else:
            wait = parsedate_to_datetime(said).timestamp() - time.time()
    except (ValueError, OverflowError):
        return 0.0
    return min(max(wait, 0.0), LONGEST_WAIT)


def _check_status(answer: Answer) -> None:
    status = answer.status
    if status in _STATES:
        _check_is_data(answer)
        return
    if status in _BUSY:
        raise BusyError(BUSY, retry_after(answer.headers))
    if status in _MEANINGS:
        kind, sentence = _MEANINGS[status]
        raise kind(sentence)
    if 300 <= status < 400:  # noqa: PLR2004 - all of these point elsewhere
        raise WrongStoreError(ELSEWHERE)
    raise TeamStoreError(f"{FAILED} {status}.")


def _check_is_data(answer: Answer) -> None:
    """A page that asks for a login comes as 200; servers describe a 201 by a page of their own."""
    if answer.status not in {OK, MULTI_STATUS}:
        return
    if answer.headers.get("content-type", "").lower().startswith("text/html"):
        raise WrongStoreError(WEB_PAGE)
    check_no_web_page(answer.body)
    if answer.headers.get("content-encoding", "identity").lower() != "identity":
        raise WrongStoreError(NO_WEBDAV)  # asked not to pack it; nothing packed is unpacked here


def _told(error: BaseException) -> TeamStoreError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return RefusedError(NOT_TRUSTED)
        cause = cause.__cause__ or cause.__context__
    return OfflineError(OFFLINE)


def _trusted(place: WebdavPlace) -> ssl.SSLContext:
    """Whom the system trusts; nobody where the line is not encrypted, since reading it is slow."""
    if place.url.startswith("https:"):
        return ssl.create_default_context()
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _no_cookies() -> http.cookiejar.CookieJar:
    """Nextcloud takes a client that keeps its cookies for a browser, and refuses it."""
    policy = http.cookiejar.DefaultCookiePolicy(allowed_domains=[])
    return http.cookiejar.CookieJar(policy)


def _close(lines: list[_Line]) -> None:
    while lines:
        lines.pop().close()


_Kind = type[TeamStoreError]
_CONNECTED = frozenset({"connection.connect_tcp.complete", "connection.start_tls.complete"})
_HEADERS = MappingProxyType({"Accept-Encoding": "identity", "User-Agent": "Visitbook"})
_STATES = frozenset(
    {OK, CREATED, NO_CONTENT, MULTI_STATUS, NOT_FOUND, NOT_ALLOWED, CONFLICT, GONE, ALREADY_THERE}
)
_BUSY = frozenset({423, 425, 429, 503})
_MEANINGS: Mapping[int, tuple[_Kind, str]] = MappingProxyType(
    {
        401: (RefusedError, REFUSED),
        402: (RefusedError, REFUSED),
        403: (RefusedError, REFUSED),
        407: (RefusedError, REFUSED),
        413: (FullError, FULL),
        501: (WrongStoreError, NO_WEBDAV),
        408: (OfflineError, OFFLINE),
        500: (OfflineError, OFFLINE),
        502: (OfflineError, OFFLINE),
        504: (OfflineError, OFFLINE),
        507: (FullError, FULL),
    }
)
