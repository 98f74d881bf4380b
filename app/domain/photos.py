"""Photos of work and displays, which stand with a record. Never of children or of adults."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo of a record; its picture is a sealed file beside the database.

    `file_name` is what the form's answer holds, such as `0192….jpg`. `key` opens the sealed file
    (32 bytes in hex, used for this photo alone) and `sha256`, in hex, is of the sealed bytes.
    `width` and `height` are in pixels, upright; `size` is that of the picture in bytes. A `private`
    one answers a private question, so it is for its author alone, key and all.
    """

    id: str
    urn: int
    record_id: str
    file_name: str
    key: str = field(repr=False)
    sha256: str
    width: int
    height: int
    size: int
    caption: str = ""
    private: bool = False
