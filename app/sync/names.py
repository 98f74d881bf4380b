"""What sealed files are called in a team's store: a few exact patterns, and nothing else is read.

    v1/team.vbt                                     the founding: marker and root of trust
    v1/<tag>/<device>/<seq>-<hash>.seg              a segment of one device in one scope
    v1/roster/<device>/<seq>-<hash>.seg             a segment of the roster
    v1/<tag>/<device>/<seq>-<hash>.snap             a snapshot of a scope's live heads
    v1/photos/<name>.bin                            a photo's sealed file
    v1/probe/<name>.tmp                             made and removed by a probe

Names are lower-case, so that no file system takes two for one. A copy that a folder's own client
made of a conflict bears another name, and is left alone.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

FOUNDING = "v1/team.vbt"
ROSTER = "roster"
PHOTOS = "v1/photos"
PROBES = "v1/probe"
SEGMENT, SNAPSHOT = "seg", "snap"
LARGEST_FILE = 64 * 1024 * 1024
"""No file in a team's store is larger, in bytes."""

_SEQ_DIGITS = 8
_HASH_DIGITS = 16
_STREAMED = re.compile(
    r"v1/(?P<scope>roster|[0-9a-f]{32})/(?P<device>[0-9a-f]{32})/"
    r"(?P<seq>[0-9]{8})-(?P<hash>[0-9a-f]{16})\.(?P<ending>seg|snap)"
)
_OTHERS = re.compile(r"v1/team\.vbt|v1/photos/[0-9a-f]{64}\.bin|v1/probe/[0-9a-f]{32}\.tmp")
_STREAM = re.compile(r"v1/(?:photos|probe|(?:roster|[0-9a-f]{32})(?:/[0-9a-f]{32})?)")


@dataclass(frozen=True, slots=True)
class StreamName:
    """The segments of one device in one scope; `scope` is a tag of 32 hex digits, or `roster`."""

    scope: str
    device: str

    def __str__(self) -> str:
        return f"v1/{self.scope}/{self.device}"


@dataclass(frozen=True, slots=True)
class FileName:
    """A file of a stream: its number there, from 1, and how its SHA-256 begins."""

    stream: StreamName
    seq: int
    hash: str
    ending: str = SEGMENT

    def __str__(self) -> str:
        return f"{self.stream}/{self.seq:0{_SEQ_DIGITS}d}-{self.hash}.{self.ending}"

    def fits(self, content: bytes) -> bool:
        """Whether these bytes are all of the file."""
        return hashlib.sha256(content).hexdigest()[:_HASH_DIGITS] == self.hash


def file_name(stream: StreamName, seq: int, content: bytes, ending: str = SEGMENT) -> FileName:
    """The name that a file of these bytes has as number `seq` of its stream."""
    return FileName(stream, seq, hashlib.sha256(content).hexdigest()[:_HASH_DIGITS], ending)


def read_name(name: str) -> FileName | None:
    """The segment or snapshot that has this name; None for any other."""
    found = _STREAMED.fullmatch(name)
    if found is None or int(found["seq"]) == 0:
        return None
    stream = StreamName(found["scope"], found["device"])
    return FileName(stream, int(found["seq"]), found["hash"], found["ending"])


def is_name(name: str) -> bool:
    """Whether a file of this name may lie in a team's store at all."""
    return _STREAMED.fullmatch(name) is not None or _OTHERS.fullmatch(name) is not None


def is_stream(stream: str) -> bool:
    """Whether files may be listed below this: a scope, a device's stream, photos or probes."""
    return _STREAM.fullmatch(stream) is not None
