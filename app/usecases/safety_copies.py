"""Safety copies: encrypted, one on the first start of a day, fourteen kept; and going back."""

from __future__ import annotations

from pathlib import Path

from app import vault
from app.parts import App
from app.storage import safety_copies as copies

LAST_COPY = "last_safety_copy"


def make_daily_copy(app: App) -> Path | None:
    """Make today's copy if today has none yet; answers where it is."""
    today = app.today().isoformat()
    with app.store.reading() as reader:
        if reader.setting(LAST_COPY) == today:
            return None
    return make_copy(app)


def make_copy(app: App, target: Path | None = None) -> Path:
    """Make a safety copy, in the data folder or in `target`."""
    path = copies.backup(app.store, target, now=app.clock())
    with app.store.unit_of_work() as work:
        work.keep_setting(LAST_COPY, app.today().isoformat())
        work.commit()
    return path


def list_copies(folder: Path) -> tuple[Path, ...]:
    """The safety copies in a data folder, the newest first."""
    return tuple(copies.list_copies(folder))


def restore_copy(folder: Path, copy: Path, passphrase: str) -> Path:
    """Go back to a safety copy; answers where what was there is kept.

    The passphrase has to be right first, so that nobody else can turn the clock back.
    """
    vault.unlock(folder, passphrase)
    return copies.restore(folder, copy)
