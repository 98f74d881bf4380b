"""A team's store in a bucket of object storage that speaks S3: Amazon's, or one of its own kind.

A file is added on the condition that there is none of its name. Some servers do not know that
condition and would replace what is there, so the name is looked for first; a colleague who comes in
between is found by reading back, which the caller does before it calls anything sent.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store as Bucket

from app.errors import InputError, NotThereError
from app.sync.names import FOUNDING, LARGEST_FILE, PROBES, is_name
from app.sync.stores.guarding import (
    check_no_web_page,
    check_same,
    check_size,
    few_enough,
    listable,
    probe_store,
    removable,
    sendable,
    wanted,
)
from app.sync.stores.in_time import SLOWEST, Errand
from app.sync.stores.s3_errors import told
from app.sync.stores.team_store import Listing
from app.sync.stores.urls import S3Place

if TYPE_CHECKING:  # the library has these names for type checkers alone
    from obstore.store import S3Credential

Result = TypeVar("Result")

PARALLEL = 16
_RETRIES = 2
_PAGE, _PAGE_TRIES = 1_000, 2  # names that a server gives at a time
_LARGE = 1024 * 1024
_CONNECTING = 10.0  # seconds
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(milliseconds=200), timedelta(seconds=2)
NOT_KEYS = (
    "The key of the object storage is not complete. Nothing has been changed: enter the access "
    "key, a colon and the secret key, as in ACCESS:SECRET."
)


class S3Store:
    """Objects below a prefix; `keys` are ACCESS:SECRET. Raises InputError where they are not."""

    def __init__(self, place: S3Place, keys: str, time_limit: float = 30.0) -> None:
        self.parallel = PARALLEL
        self._place = place
        self._keys = _read_keys(keys)
        self._limit = time_limit
        self._bucket = _bucket(place, self._keys, time_limit)

    def __repr__(self) -> str:
        return f"S3Store({self._place!r})"

    def prepare(self) -> None:
        """A bucket needs nothing, and has to be there: raises TeamStoreError where it is not."""
        self.list(PROBES)

    def list(self, stream: str, mark: str = "") -> Listing:  # noqa: ARG002 - a bucket knows no order
        """All files below `stream`, sorted."""
        listing = Errand(partial(self._listed, listable(stream)))
        names = self._asked(lambda: listing.go(_PAGE_TRIES * self._limit))
        if not names:
            self._check_answers()
        return Listing(names)

    def get(self, name: str) -> bytes:
        """A file's bytes."""
        content = self._asked(lambda: self._read(wanted(name)))
        check_no_web_page(content)
        return content

    def put_new(self, name: str, content: bytes) -> None:
        """Add a file; what is there is not replaced."""
        sendable(name, content)
        if self._is_there(name):
            check_same(self.get(name), content)
            return
        try:
            self._asked(lambda: self._put(name, content))
        except AlreadyExistsError:
            check_same(self.get(name), content)

    def remove(self, name: str) -> None:
        """Take a file away; none of that name is no error."""
        removable(name)
        with contextlib.suppress(NotThereError):
            self._asked(lambda: obstore.delete(self._bucket, name))

    def probe(self) -> None:
        """Make sure that one can add, list, read back and remove in the bucket."""
        probe_store(self)

    def _asked(self, call: Callable[[], Result]) -> Result:
        """What the server answers; its own words may hold the access key, so they end here."""
        try:
            return call()
        except AlreadyExistsError:
            raise
        except (BaseError, OSError) as problem:
            raise told(problem) from None

    def _listed(self, stream: str, go_on: Callable[[], None]) -> tuple[str, ...]:
        return tuple(sorted(filter(is_name, few_enough(self._paths(stream, go_on)))))

    def _paths(self, stream: str, go_on: Callable[[], None]) -> Iterator[str]:
        for page in obstore.list(self._bucket, stream, chunk_size=_PAGE):
            go_on()
            yield from (each["path"] for each in page)

    def _read(self, name: str) -> bytes:
        answer = obstore.get(self._bucket, name)
        check_size(answer.meta["size"])
        return bytes(answer.bytes())

    def _put(self, name: str, content: bytes) -> None:
        bucket = self._bucket
        if len(content) > _LARGE:  # on a slow line it takes longer to send than to be given up
            bucket = _bucket(self._place, self._keys, self._limit + len(content) / SLOWEST)
        obstore.put(bucket, name, content, mode="create", use_multipart=False)

    def _is_there(self, name: str) -> bool:
        try:
            self._asked(lambda: obstore.head(self._bucket, name))
        except NotThereError:
            return False
        return True

    def _check_answers(self) -> None:
        """A login page is read as an empty list, so an empty one is believed on a second answer."""
        with contextlib.suppress(NotThereError):
            self.get(FOUNDING)


def _read_keys(keys: str) -> tuple[str, str]:
    access, colon, secret = keys.strip().partition(":")
    if not (access and colon and secret and keys.isprintable()):
        raise InputError(NOT_KEYS)
    return access, secret


def _bucket(place: S3Place, keys: tuple[str, str], time_limit: float) -> Bucket:
    access, secret = keys

    def credential() -> S3Credential:
        return {
            "access_key_id": access,
            "secret_access_key": secret,
            "token": None,
            "expires_at": None,
        }

    endpoint = place.endpoint or f"https://s3.{place.region}.amazonaws.com"
    limit = timedelta(seconds=time_limit)
    return Bucket(
        place.bucket,
        prefix=place.prefix or None,
        # Each is said, since what is not would be taken from the laptop's environment.
        config={
            "endpoint": endpoint,
            "aws_endpoint_url_s3": endpoint,
            "region": place.region,
            "virtual_hosted_style_request": False,
            "conditional_put": "etag",
            "disable_bulk_delete": True,
            "skip_signature": False,
        },
        client_options={
            "allow_http": endpoint.startswith("http:"),
            "connect_timeout": timedelta(seconds=min(_CONNECTING, time_limit)),
            "read_timeout": limit,  # for the answer to begin, and then for each piece of it
            "timeout": limit + timedelta(seconds=LARGEST_FILE / SLOWEST),
        },
        retry_config={
            "max_retries": _RETRIES,
            "retry_timeout": limit,
            "backoff": {"init_backoff": _FIRST_PAUSE, "max_backoff": _LONGEST_PAUSE, "base": 2},
        },
        credential_provider=credential,
    )
