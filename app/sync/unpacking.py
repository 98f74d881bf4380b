"""Plain values as compressed msgpack, and back within bounds: size, depth and counts.

Whoever wrote what is read may be a stranger. So nothing is built before it is sure how large it
is, and whatever is not as we write it raises ValueError, never anything else.
"""

from __future__ import annotations

from app.sync.plain import MOST_CHANGES

MOST_UNPACKED = 64 * 1024 * 1024
_WINDOW = 1 << 27
_MOST_NAMES = 32
_MOST_VALUES = 5_000_000
"""In all lists together: empty lists take a byte each packed, and fifty times that in memory."""


class TooLargeError(Exception):
    """What is to be packed is more than anybody would unpack."""


def pack(plain: object, level: int) -> bytes:
    """Plain values as msgpack, compressed with zstandard. Raises TooLargeError."""
    import zstandard

    packed = pack_plain(plain)
    if len(packed) > MOST_UNPACKED:
        raise TooLargeError
    return zstandard.ZstdCompressor(level=level).compress(packed)


def pack_plain(plain: object) -> bytes:
    """Plain values as msgpack alone, for what is short."""
    import msgpack

    packed: bytes = msgpack.packb(plain)
    return packed


def unpack(packed: bytes | memoryview) -> object:
    """What `pack` packed. Raises ValueError for anything else."""
    import zstandard

    try:
        plain = _expanded(packed)
    except zstandard.ZstdError as problem:
        raise ValueError("the packed part cannot be expanded") from problem
    return unpack_plain(plain)


def unpack_plain(plain: bytes) -> object:
    """The values in uncompressed msgpack. Raises ValueError where there are none, or too many."""
    import msgpack

    counted = _Counted()
    try:
        return msgpack.unpackb(
            plain,
            max_array_len=MOST_CHANGES,
            max_map_len=_MOST_NAMES,
            max_ext_len=0,
            list_hook=counted.list,
            object_hook=counted.names,
        )
    except (msgpack.UnpackException, TypeError, OverflowError, RecursionError) as problem:
        raise ValueError("the packed part cannot be read") from problem


def _expanded(packed: bytes | memoryview) -> bytes:
    """The packed part, never more of it than there may be."""
    import zstandard

    size = zstandard.get_frame_parameters(packed).content_size
    if size > MOST_UNPACKED:  # as well where it is not said
        raise ValueError("the packed part grows beyond any that is made")
    return zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompress(packed)


class _Counted:
    """Counts what stands in lists and under names while they are unpacked."""

    def __init__(self) -> None:
        self._values = 0

    def list(self, some: list[object]) -> list[object]:
        self._count(len(some) + 1)
        return some

    def names(self, some: dict[object, object]) -> dict[object, object]:
        self._count(len(some) + 1)
        return some

    def _count(self, more: int) -> None:
        self._values += more
        if self._values > _MOST_VALUES:
            raise ValueError("the packed part holds more than any that is made")
