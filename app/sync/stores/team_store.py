"""What every store of a team can do: four calls, and one to tidy up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Listing:
    """Names of files, sorted, and the mark to hand in when asking for what is new since."""

    names: tuple[str, ...]
    mark: str = ""


class TeamStore(Protocol):
    """A place for a team's sealed files, by the names of `app.sync.names`.

    Every call raises a TeamStoreError, each reason in words, and ends in a time that is bounded:
    a store that hangs is one that cannot be reached. `parallel` is how many files are wisely
    fetched at a time.
    """

    parallel: int

    def prepare(self) -> None:
        """Make what the store itself needs before the first file; a new team alone asks for it."""
        ...

    def list(self, stream: str, mark: str = "") -> Listing:
        """The files below `stream`, those that are new since `mark` at least."""
        ...

    def get(self, name: str) -> bytes:
        """A file's bytes; NotThereError where there is none of that name."""
        ...

    def put_new(self, name: str, content: bytes) -> None:
        """Add a file. The same bytes again are fine; NameTakenError where others are there."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away; none of that name is no error."""
        ...

    def probe(self) -> None:
        """Make sure that this is a store one can write in: add, list, read back, remove."""
        ...
