"""Every error that a person may be shown, as one tree.

    VisitbookError                what happened, what is safe, what to do: one sentence or two
    ├── VaultError                the keys
    │   ├── WrongPassphraseError      also carries how long to wait before the next try
    │   ├── WrongRecoveryKeyError
    │   ├── WrongCodeError            the code does not open a shared record
    │   └── NotSetUpError             no data folder has been set up yet
    ├── StoreError                the data folder and the database in it
    │   ├── FolderInUseError          another window or command has the folder
    │   ├── ReadOnlyFolderError
    │   ├── DiskFullError
    │   ├── DamagedStoreError
    │   ├── UnreadableStoreError      no database of this program, or not with this key
    │   └── NewerStoreError           written by a newer version of the program
    ├── InputError                a file or a value from outside cannot be used
    │   ├── NotASchoolListError
    │   └── FormError                 a form cannot be used; carries every mistake found
    ├── NotFoundError             nothing here has that id, URN or reference
    ├── RuleError                 a rule of the work says no (an agreement is missing, ...)
    │   └── NotReadyError             a record has gaps and cannot be finished; carries them
    ├── ExportError               a document could not be written where it was wanted
    │   └── FileThereError            a file stands there, and nobody said to replace it
    ├── MailError                 the draft could not be made or opened
    ├── TeamStoreError            the place where a team's sealed files lie
    │   ├── OfflineError              it cannot be reached, or does not answer in time
    │   ├── BusyError                 it asks to be tried again later; carries when
    │   ├── RefusedError              it does not let this person in
    │   ├── FullError                 it has no room left
    │   ├── WrongStoreError           it is not this team's: emptied, unmounted, another's
    │   ├── NotThereError             it has no file of that name
    │   └── NameTakenError            it has other content under that name
    └── StoppedError              the person pressed stop; nothing is half done

Each carries the sentence that is shown. Nothing else is ever shown to a person, and what is in
these sentences is never content: no answer, no name of a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class VisitbookError(Exception):
    """The root: `str(error)` is the sentence the adviser is shown."""


class VaultError(VisitbookError):
    """Something about the keys."""


class WrongPassphraseError(VaultError):
    """The passphrase does not open the data. `wait` is how many seconds to wait before a try."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


class WrongRecoveryKeyError(VaultError):
    """The recovery key does not open the data."""


class WrongCodeError(VaultError):
    """The code does not open the shared record."""


class NotSetUpError(VaultError):
    """This data folder has no keys and no database yet."""


class StoreError(VisitbookError):
    """Something about the data folder or the database."""


class FolderInUseError(StoreError):
    """Another window or command is using this data folder."""


class ReadOnlyFolderError(StoreError):
    """The data folder cannot be written to."""


class DiskFullError(StoreError):
    """The disk is full; nothing was half written."""


class DamagedStoreError(StoreError):
    """The database file is damaged; safety copies can be restored."""


class UnreadableStoreError(StoreError):
    """The file is no database of this program's, or the key is not its key."""


class NewerStoreError(StoreError):
    """The database was written by a newer version of the program."""


class InputError(VisitbookError):
    """A file or a value from outside cannot be used."""


class NotASchoolListError(InputError):
    """The file is not a list of schools that this program can read."""


@dataclass(frozen=True, slots=True)
class FormMistake:
    """One mistake in a form: where it is (blank or 0 where unknown), what it is, what to do.

    `stops` is false for what is worth knowing although the form can be used as it is.
    """

    message: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    stops: bool = True

    def __str__(self) -> str:
        where = [self.sheet and f"sheet {self.sheet}", self.row and f"row {self.row}"]
        where.append(self.column and f"column {self.column}")
        place = ", ".join(str(part) for part in where if part)
        return f"{place}: {self.message}" if place else self.message


class FormError(InputError):
    """A form cannot be used. `mistakes` lists everything found, in the order of the sheets."""

    def __init__(self, message: str, mistakes: Sequence[FormMistake] = ()) -> None:
        super().__init__(message)
        self.mistakes = tuple(mistakes)


class NotFoundError(VisitbookError):
    """Nothing here has that id, URN or reference."""


class RuleError(VisitbookError):
    """A rule of the work says no."""


class NotReadyError(RuleError):
    """A record has gaps and cannot be finished. `gaps` lists them in the form's order."""

    def __init__(self, message: str, gaps: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.gaps = tuple(gaps)


class ExportError(VisitbookError):
    """A document could not be written where it was wanted."""


class FileThereError(ExportError):
    """A file stands where one is to be written, and nobody said to replace it."""


class MailError(VisitbookError):
    """The draft message could not be made or opened."""


class TeamStoreError(VisitbookError):
    """Something about the place where a team's sealed files lie; what is on the laptop is safe."""


class OfflineError(TeamStoreError):
    """The team's store cannot be reached, or does not answer in time: tried again later."""


class BusyError(TeamStoreError):
    """The team's store asks to be tried again later. `wait` is in seconds, 0 where it says none."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


class RefusedError(TeamStoreError):
    """The team's store does not let this person in, or what proves who it is does not hold."""


class FullError(TeamStoreError):
    """The team's store has no room left."""


class WrongStoreError(TeamStoreError):
    """What is there is not this team's store: another team's, emptied, unmounted, no store."""


class NotThereError(TeamStoreError):
    """The team's store has no file of that name."""


class NameTakenError(TeamStoreError):
    """The team's store has other content under that name, which is never replaced."""


class StoppedError(VisitbookError):
    """The person pressed stop; nothing is half done."""
