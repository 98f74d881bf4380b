"""What it means for a team when object storage refuses something.

The library tells the server's answer in its message alone: a status and the code in its XML. Its
words are read here and never passed on, since servers put the access key into them.
"""

from __future__ import annotations

import re

from app.errors import (
    BusyError,
    FullError,
    NotThereError,
    OfflineError,
    RefusedError,
    TeamStoreError,
    WrongStoreError,
)
from app.sync.stores.guarding import NOT_THERE, WEB_PAGE

SAFE = "What is on this laptop is safe"
OFFLINE = (
    f"The team’s object storage cannot be reached, or did not answer in time. {SAFE}; it is tried "
    "again later."
)
BUSY = f"The team’s object storage has too much to do just now. {SAFE}; it is tried again later."
REFUSED = (
    f"The team’s object storage does not let you in, or not do this. {SAFE}: check the access key "
    "and the secret key, or ask who looks after the bucket."
)
CLOCK = (
    f"The team’s object storage does not let you in because this laptop’s clock is wrong. {SAFE}: "
    "set the date and time, then sync again."
)
CERTIFICATE = (
    f"The team’s object storage could not prove who it is, so nothing was sent to it. {SAFE}: a "
    "network that asks you to log in first does this; otherwise check the server’s address."
)
FULL = f"There is no room left in the team’s object storage. {SAFE}, and is sent once there is."
NO_BUCKET = (
    f"There is no such bucket in the object storage. {SAFE}, and nothing counts as deleted: check "
    "the address of the store."
)
ELSEWHERE = (
    f"The team’s bucket is in another region, or the address is not one of object storage. {SAFE}: "
    "check the region and the endpoint in the address of the store."
)

_STATUS = re.compile(r"non-2xx status code: (\d{3})")
_CODE = re.compile(r"<Code>([A-Za-z]{1,64})</Code>")
_PAGE = re.compile(r"<!doctype html|<html", re.IGNORECASE)
_NO_S3 = ("Header missing", "Content-Length Header", "Got invalid")  # no S3 answers so
_Meaning = tuple[type[TeamStoreError], str]
_BY_CODE: dict[str, _Meaning] = {
    "NoSuchKey": (NotThereError, NOT_THERE),
    "NoSuchBucket": (WrongStoreError, NO_BUCKET),
    "PermanentRedirect": (WrongStoreError, ELSEWHERE),
    "AuthorizationHeaderMalformed": (WrongStoreError, ELSEWHERE),
    "IllegalLocationConstraintException": (WrongStoreError, ELSEWHERE),
    "RequestTimeTooSkewed": (RefusedError, CLOCK),
    "ExpiredToken": (RefusedError, REFUSED),
    "InvalidAccessKeyId": (RefusedError, REFUSED),
    "QuotaExceeded": (FullError, FULL),
    "XMinioStorageFull": (FullError, FULL),
    "SlowDown": (BusyError, BUSY),
}
_BY_STATUS: dict[int, _Meaning] = {
    400: (WrongStoreError, ELSEWHERE),
    401: (RefusedError, REFUSED),
    403: (RefusedError, REFUSED),
    404: (NotThereError, NOT_THERE),
    405: (WrongStoreError, ELSEWHERE),
    409: (BusyError, BUSY),  # a colleague adds the same name at this moment
    423: (BusyError, BUSY),
    429: (BusyError, BUSY),
    503: (BusyError, BUSY),
    507: (FullError, FULL),
}
_OFFLINE: _Meaning = (OfflineError, OFFLINE)


def told(problem: Exception) -> TeamStoreError:
    """The error, with its sentence, for what the library made of the server's answer."""
    kind, sentence = _meaning(str(problem))
    return kind(sentence)


def _meaning(words: str) -> _Meaning:
    code = _CODE.search(words)
    if code and code[1] in _BY_CODE:
        return _BY_CODE[code[1]]
    if _PAGE.search(words):
        return WrongStoreError, WEB_PAGE
    status = _STATUS.search(words)
    if status:
        return _BY_STATUS.get(int(status[1]), _OFFLINE)
    return _without_status(words)


def _without_status(words: str) -> _Meaning:
    if "InvalidCertificate" in words:
        return RefusedError, CERTIFICATE
    if "redirect without LOCATION" in words:
        return WrongStoreError, ELSEWHERE
    if any(sign in words for sign in _NO_S3):
        return WrongStoreError, WEB_PAGE
    return _OFFLINE
