"""Names and contents of files in a team's store, as the program makes them."""

from __future__ import annotations

from app.sync.names import ROSTER, SNAPSHOT, StreamName, file_name

TAG, OTHER_TAG = "a" * 32, "b" * 32
DEVICE, OTHER_DEVICE = "0" * 31 + "1", "0" * 31 + "2"
SCOPE = f"v1/{TAG}"
STREAM = f"{SCOPE}/{DEVICE}"
PHOTO = "v1/photos/" + "c" * 64 + ".bin"


def named(content: bytes, seq: int = 1, *, tag: str = TAG, device: str = DEVICE) -> str:
    """The name of a segment with this content."""
    return str(file_name(StreamName(tag, device), seq, content))


def every_kind(content: bytes) -> list[str]:
    """A name of each kind that lies below a stream."""
    stream = StreamName(TAG, DEVICE)
    return [
        named(content),
        str(file_name(stream, 1, content, SNAPSHOT)),
        str(file_name(StreamName(ROSTER, DEVICE), 1, content)),
        PHOTO,
    ]
