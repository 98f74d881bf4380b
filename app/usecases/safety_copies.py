"""Safety copies: encrypted, one on the first start of a day, fourteen kept; and going back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app import vault
from app.domain.calendar import in_words
from app.parts import App
from app.storage import safety_copies as copies
from app.usecases.photos import sweep_photos


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A safety copy in a list: where it is, and when it was made, in words."""

    path: Path
    made: str


def make_daily_copy(app: App) -> Path | None:
    """Make today's copy if today has none yet; answers where it is."""
    return copies.daily_copy(app.store)


def care_for_today(app: App) -> Path | None:
    """Make today's copy if today has none yet, then sweep away the photos that nobody names."""
    made = make_daily_copy(app)
    if made is not None:
        sweep_photos(app)
    return made


def make_copy(app: App, target: Path | None = None) -> Path:
    """Make a safety copy in the data folder, or one that can be opened by itself in `target`."""
    return copies.backup(app.store, target)


def list_copies(folder: Path) -> tuple[Path, ...]:
    """The safety copies in a data folder, the newest first."""
    return copies.list_copies(folder)


def copies_in_words(folder: Path) -> tuple[CopyLine, ...]:
    """The safety copies in a data folder with the moment each was made, the newest first."""
    return tuple(CopyLine(path, _made(path.name)) for path in list_copies(folder))


def _made(name: str) -> str:
    """`Tue 20 Jan 2026, 09:00`, and why, from a copy's name."""
    day, _, rest = name[:17], name[17:18], name[18:]
    try:
        made = datetime.strptime(day, "%Y-%m-%d-%H%M%S")  # noqa: DTZ007 - the laptop's own time, as the name has it
    except ValueError:
        return name
    why = ", before an update" if rest.startswith("before") else ""
    return f"{in_words(made.date())}, {made:%H:%M}{why}"


def restore_copy(folder: Path, copy: Path, passphrase: str) -> Path:
    """Go back to a safety copy; answers where what was there is kept.

    The passphrase has to be right first, so that nobody else can turn the clock back: for a copy
    in this folder the one that opens the folder now; for a backup from elsewhere, which brings its
    own keys, and where the folder's keys are lost, the one the copy was made under.
    """
    place = copy if copy.is_dir() else copy.parent
    ours = copies.is_own_copy(folder, place) and vault.is_set_up(folder)
    keys = place if vault.is_set_up(place) and not ours else folder
    key = vault.unlock(keys, passphrase)
    return copies.restore(folder, copy, key=key)
