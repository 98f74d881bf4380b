"""Where a team's store is, as one line that people can write down and send each other.

    file:///home/adviser/Team    a folder; on Windows file:///C:/Team or file://server/share/Team
    s3://bucket/prefix?endpoint=https://objects.example.org&region=eu-west-2
    postgresql://user@host:5432/database?sslmode=verify-full
    webdav+https://user@host/remote/path

There is no secret in it: such a line ends up in notes, logs and the history of shells. For the same
reason no error here repeats any of it, since a password may stand where none belongs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from pathlib import Path
from types import MappingProxyType
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from app.errors import InputError

LONGEST_URL = 2_000  # characters
POSTGRES_PORT = 5432
DEFAULT_REGION = "us-east-1"  # what servers other than Amazon's expect where they have no regions

_SAFE = "Nothing has been changed:"
UNKNOWN = (
    f"This is not an address that a team’s store can have. {_SAFE} begin it with file:///, s3://, "
    "postgresql:// or webdav+https://."
)
TOO_LONG = f"The address of the team’s store is too long. {_SAFE} check what was pasted."
NOT_PLAIN = (
    f"The address of the team’s store has line breaks or other signs in it that no address has. "
    f"{_SAFE} copy it again, on its own."
)
HAS_PASSWORD = (
    f"The address of the team’s store must not have a password in it, since addresses are kept "
    f"and passed on. {_SAFE} take the password out and enter it in its own field."
)
HAS_FRAGMENT = f"The address of the team’s store has a # in it. {_SAFE} write it as %23."
HAS_QUERY = (
    f"The address of the team’s store has settings after a ? that are not known for it, or "
    f"are there twice. {_SAFE} take them out."
)
BAD_HOST = f"The address names no server, or not as servers are named. {_SAFE} check its name."
BAD_PORT = f"The port in the address is not a number from 1 to 65535. {_SAFE} check the address."
BAD_FOLDER = (
    f"The address names no folder that a team can have. {_SAFE} write its whole path, as in "
    "file:///C:/Team or file:///home/adviser/Team, without dots that lead upwards."
)
OTHER_COMPUTER = (
    f"A folder on another computer is opened by this address on Windows alone. {_SAFE} connect "
    "the folder first, then write the path that it has on this laptop."
)
BAD_BUCKET = (
    f"The address names no bucket, or not as buckets are named. {_SAFE} write "
    "s3://bucket/prefix with 3 to 63 lower-case letters, digits, dots and hyphens for the bucket."
)
BAD_PREFIX = (
    f"The part after the bucket cannot be used. {_SAFE} use letters, digits, dots, hyphens and "
    "underscores, with one / between the parts."
)
NO_REGION = (
    f"The address does not say where the bucket is. {_SAFE} write ?region=eu-west-2 (or another "
    "region) behind it, or ?endpoint= with the server’s address where it is not Amazon’s."
)
BAD_REGION = f"The region in the address is not one. {_SAFE} write it like region=eu-west-2."
BAD_ENDPOINT = (
    f"The endpoint in the address is not the address of a server. {_SAFE} write it like "
    "endpoint=https://objects.example.org."
)
NOT_ENCRYPTED = (
    f"The line to this server would not be encrypted, which is allowed only for a server on this "
    f"laptop. {_SAFE} use https, or for PostgreSQL sslmode=verify-full."
)
BAD_DATABASE = (
    f"The address does not name one database and its user. {_SAFE} write "
    "postgresql://user@host/database."
)
BAD_SSL = f"The sslmode in the address is not known. {_SAFE} use verify-full, verify-ca or require."
BAD_WEBDAV = (
    f"The address does not name a user and a folder. {_SAFE} write "
    "webdav+https://user@host/path, without dots that lead upwards."
)


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """A folder of this laptop's, or one that is mounted there."""

    folder: Path


@dataclass(frozen=True, slots=True)
class S3Place:
    """A prefix (may be blank) in a bucket; a blank endpoint means Amazon's own for the region."""

    bucket: str
    prefix: str
    endpoint: str
    region: str


@dataclass(frozen=True, slots=True)
class PostgresPlace:
    """A database; `options` are libpq's words for how the line is encrypted, always complete."""

    host: str
    port: int
    database: str
    user: str
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class WebdavPlace:
    """A folder of a WebDAV server: an https URL (http on this laptop) without user or closing /."""

    url: str
    user: str


Place = FolderPlace | S3Place | PostgresPlace | WebdavPlace


def read_place(url: str) -> Place:
    """The place that a URL names; raises InputError, which says what to write instead."""
    parts = _parts(url)
    reader = _READERS.get(parts.scheme)
    if reader is None:
        raise InputError(UNKNOWN)
    return reader(parts)


def is_loopback(host: str) -> bool:
    """Whether a host is this very laptop, so that nothing said to it can be overheard."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return any(address in network for network in _LOOPBACK)


_LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9])?|[0-9a-f:.]{2,45}")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_REGION = re.compile(r"[a-z0-9][a-z0-9-]{1,40}")
_DATABASE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.$-]{0,62}")
_DRIVE = re.compile(r"/[A-Za-z]:(?:/|$)")
_MOST_SETTINGS = 8
_LONGEST_USER = 200
_ENCRYPTED = frozenset({"verify-full", "verify-ca", "require"})
_UNENCRYPTED = frozenset({"disable", "allow", "prefer"})


def _parts(url: str) -> SplitResult:
    url = url.strip()
    if len(url) > LONGEST_URL:
        raise InputError(TOO_LONG)
    if not url.isprintable():
        raise InputError(NOT_PLAIN)
    try:
        parts = urlsplit(url)
        has_password = parts.password is not None
    except ValueError:  # its words may repeat what stands in the address
        raise InputError(BAD_HOST) from None
    if has_password:
        raise InputError(HAS_PASSWORD)
    if parts.fragment:
        raise InputError(HAS_FRAGMENT)
    return parts


def _folder(parts: SplitResult) -> FolderPlace:
    if parts.query:
        raise InputError(HAS_QUERY)
    path = folder_path(parts.netloc, unquote(parts.path), windows=os.name == "nt")
    return FolderPlace(Path(path))


def folder_path(server: str, path: str, *, windows: bool) -> str:
    """The folder's path in the words of the system; raises InputError. Both are unquoted."""
    steps = path.strip("/").split("/")
    unclear = ".." in steps or "." in steps or "\\" in path or not path.isprintable()
    if unclear or not path.startswith("/") or not path.strip("/"):
        raise InputError(BAD_FOLDER)
    if server not in {"", "localhost"}:
        return _share(server, path, windows=windows)
    if not windows:
        return path
    if _DRIVE.match(path) is None or len(steps) == 1:
        raise InputError(BAD_FOLDER)
    return path[1:]


def _share(server: str, path: str, *, windows: bool) -> str:
    if not windows:
        raise InputError(OTHER_COMPUTER)
    if _HOST.fullmatch(server.lower()) is None:
        raise InputError(BAD_HOST)
    return f"//{server}{path}"


def _s3(parts: SplitResult) -> S3Place:
    settings = _settings(parts, {"endpoint", "region"})
    if _BUCKET.fullmatch(parts.netloc) is None:
        raise InputError(BAD_BUCKET)
    prefix = parts.path.strip("/")
    if prefix and _PREFIX.fullmatch(prefix) is None:
        raise InputError(BAD_PREFIX)
    endpoint = _endpoint(settings["endpoint"]) if "endpoint" in settings else ""
    region = settings.get("region", DEFAULT_REGION if endpoint else "")
    if not region:
        raise InputError(NO_REGION)
    if _REGION.fullmatch(region) is None:
        raise InputError(BAD_REGION)
    return S3Place(parts.netloc, prefix, endpoint, region)


def _endpoint(url: str) -> str:
    parts = _parts(url)
    if parts.scheme not in {"http", "https"} or parts.query or parts.username is not None:
        raise InputError(BAD_ENDPOINT)
    return _web_address(parts, parts.scheme, BAD_ENDPOINT)


def _postgres(parts: SplitResult) -> PostgresPlace:
    settings = _settings(parts, {"sslmode", "sslrootcert"})
    database = unquote(parts.path[1:])
    if _DATABASE.fullmatch(database) is None:
        raise InputError(BAD_DATABASE)
    host = _host(parts)
    options = _encryption(settings, here=is_loopback(host))
    user = _user(parts, BAD_DATABASE)
    return PostgresPlace(host, _port(parts) or POSTGRES_PORT, database, user, options)


def _encryption(settings: dict[str, str], *, here: bool) -> Mapping[str, str]:
    """How the line is encrypted: the server has to prove who it is unless the address says less."""
    mode = settings.get("sslmode", "prefer" if here else "verify-full")
    if mode not in _ENCRYPTED | _UNENCRYPTED:
        raise InputError(BAD_SSL)
    if mode in _UNENCRYPTED and not here:
        raise InputError(NOT_ENCRYPTED)
    options = {"sslmode": mode, **settings}
    if mode == "verify-full":  # what the system trusts; libpq looks in the user's folder otherwise
        options.setdefault("sslrootcert", "system")
    return MappingProxyType(options)


def _webdav(parts: SplitResult) -> WebdavPlace:
    _settings(parts, set())
    user = _user(parts, BAD_WEBDAV)
    if ":" in user:  # Basic authentication would take what follows for the password
        raise InputError(BAD_WEBDAV)
    return WebdavPlace(_web_address(parts, parts.scheme.removeprefix("webdav+"), BAD_WEBDAV), user)


def _web_address(parts: SplitResult, scheme: str, sentence: str) -> str:
    """A clean http or https URL of a server and a path; encrypted unless it is on this laptop."""
    host = _host(parts)
    if scheme == "http" and not is_loopback(host):
        raise InputError(NOT_ENCRYPTED)
    port = _port(parts)
    where = f"[{host}]" if ":" in host else host
    path = parts.path.strip("/")
    steps = [unquote(step) for step in path.split("/")] if path else []
    if any(_leads_astray(step) for step in steps):
        raise InputError(sentence)
    written = "".join("/" + quote(step, safe="") for step in steps)
    return f"{scheme}://{where}{f':{port}' if port else ''}{written}"


def _leads_astray(step: str) -> bool:
    return step in {"", ".", ".."} or "/" in step or "\\" in step or not step.isprintable()


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if _HOST.fullmatch(host) is None or ".." in host:
        raise InputError(BAD_HOST)
    return host


def _port(parts: SplitResult) -> int | None:
    try:
        port = parts.port
    except ValueError:  # its words repeat what stands there, which may be half a password
        raise InputError(BAD_PORT) from None
    if port == 0:
        raise InputError(BAD_PORT)
    return port


def _user(parts: SplitResult, sentence: str) -> str:
    user = unquote(parts.username or "")
    if not user or len(user) > _LONGEST_USER or not user.isprintable():
        raise InputError(sentence)
    return user


def _settings(parts: SplitResult, known: set[str]) -> dict[str, str]:
    """What follows the ?, each of it once and known."""
    if not parts.query:
        return {}
    try:
        pairs = parse_qsl(
            parts.query, strict_parsing=True, keep_blank_values=True, max_num_fields=_MOST_SETTINGS
        )
    except ValueError:  # its words repeat what stands there
        raise InputError(HAS_QUERY) from None
    settings = dict(pairs)
    unfit = any(not value.isprintable() or not value for value in settings.values())
    if unfit or len(settings) < len(pairs) or not settings.keys() <= known:
        raise InputError(HAS_QUERY)
    return settings


_READERS: Mapping[str, Callable[[SplitResult], Place]] = MappingProxyType(
    {
        "file": _folder,
        "s3": _s3,
        "postgresql": _postgres,
        "webdav+https": _webdav,
        "webdav+http": _webdav,
    }
)
