"""A WebDAV server that shows a folder, and goes wrong in the requests that it is told to."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import unquote

from tests.builders_hostile_web import Asked, answer

Trouble = Callable[[Asked], bytes | list[bytes] | None]
_FOLDER = "<d:resourcetype><d:collection/></d:resourcetype>"
_FILE = "<d:resourcetype/>"


def shows(
    folder: Path, trouble: Trouble = lambda _: None
) -> Callable[[Asked], bytes | list[bytes]]:
    """What a server of that folder says; what `trouble` says instead, where it says anything."""

    def says(asked: Asked) -> bytes | list[bytes]:
        path = folder / unquote(asked.path).strip("/").partition("/")[2]
        return trouble(asked) or _ANSWERS[asked.method](path, asked)

    return says


def _get(path: Path, asked: Asked) -> bytes:
    if not path.is_file():
        return answer("404 Not Found")
    content = path.read_bytes()
    body = b"" if asked.method == "HEAD" else content
    return answer("200 OK", body, f"Content-Length: {len(content)}")


def _put(path: Path, asked: Asked) -> bytes:
    if not path.parent.is_dir():
        return answer("409 Conflict")
    if path.exists():
        return answer("412 Precondition Failed")
    path.write_bytes(asked.body)
    return answer("201 Created")


def _make(path: Path, _asked: Asked) -> bytes:
    if path.exists():
        return answer("405 Method Not Allowed")
    if not path.parent.is_dir():
        return answer("409 Conflict")
    path.mkdir()
    return answer("201 Created")


def _remove(path: Path, _asked: Asked) -> bytes:
    path.unlink(missing_ok=True)
    return answer("204 No Content")


def _list(path: Path, asked: Asked) -> bytes:
    if not path.exists():
        return answer("404 Not Found")
    within = sorted(path.iterdir()) if "depth: 1" in asked.head.lower() and path.is_dir() else []
    told = "".join(
        f"<d:response><d:href>/team/{escape(each.name)}</d:href><d:propstat><d:prop>"
        f"{_FOLDER if each.is_dir() else _FILE}</d:prop></d:propstat></d:response>"
        for each in (path, *within)
    )
    body = f'<d:multistatus xmlns:d="DAV:">{told}</d:multistatus>'.encode()
    return answer("207 Multi-Status", body, "Content-Type: application/xml")


_ANSWERS = {
    "GET": _get,
    "HEAD": _get,
    "PUT": _put,
    "MKCOL": _make,
    "DELETE": _remove,
    "PROPFIND": _list,
}
