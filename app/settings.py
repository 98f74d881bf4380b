"""Every setting, declared once: its name, its default, what it may be, and what it means.

    minutes = settings.LOCK_AFTER_MINUTES.read(reader)
    settings.LOCK_AFTER_MINUTES.write(work, 15)

Settings are kept as text under their name, by whatever has `setting` and `keep_setting`: the
encrypted store, or for the few that are `needed_locked` the plain file of `DeviceFile`, since the
unlock window already has a text size and colours. What cannot be read any more counts as unset.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from app.errors import InputError
from app.files import make_folder, replace_file

T = TypeVar("T")
_LONGEST_FILE = 64 * 1024


class Kept(Protocol):
    """Where settings can be read."""

    def setting(self, name: str) -> str | None:
        """The text kept under `name`, or None."""
        ...


class Keeper(Protocol):
    """Where settings can be kept."""

    def keep_setting(self, name: str, text: str) -> None:
        """Keep `text` under `name`."""
        ...


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting. `parse` turns kept text into a value and raises ValueError for nonsense.

    `meaning` is the sentence beside it on the settings page; `choices` is empty where any value
    that parses will do. `needed_locked` settings live outside the encrypted store and so hold
    nothing about the work.
    """

    name: str
    default: T
    meaning: str
    parse: Callable[[str], T]
    choices: tuple[T, ...] = ()
    needed_locked: bool = False

    def read(self, kept: Kept) -> T:
        """The value kept, or the default."""
        text = kept.setting(self.name)
        if text is None:
            return self.default
        try:
            return self._checked(text)
        except ValueError:
            return self.default

    def write(self, keeper: Keeper, value: T) -> None:
        """Keep `value`; raises InputError where the setting cannot be that."""
        text = _to_text(value)
        try:
            self._checked(text)
        except ValueError as problem:
            raise InputError(f"“{text}” will not do here. {self.meaning}") from problem
        keeper.keep_setting(self.name, text)

    def _checked(self, text: str) -> T:
        value = self.parse(text)
        if self.choices and value not in self.choices:
            raise ValueError("not one of the choices")
        return value


class DeviceFile:
    """`settings.json` in the data folder, unencrypted: how this laptop's window looks."""

    NAME = "settings.json"

    def __init__(self, folder: Path) -> None:
        self._path = folder / self.NAME

    def setting(self, name: str) -> str | None:
        """The text kept under `name`; None where there is none or the file is spoilt."""
        return self._texts().get(name)

    def keep_setting(self, name: str, text: str) -> None:
        """Keep `text`; raises StoreError where the folder cannot be written."""
        texts = self._texts() | {name: text}
        make_folder(self._path.parent)
        replace_file(self._path, (json.dumps(texts, indent=1) + "\n").encode())

    def _texts(self) -> dict[str, str]:
        try:
            with self._path.open("rb") as file:
                content = json.loads(file.read(_LONGEST_FILE))
        except (OSError, ValueError, RecursionError):
            return {}
        rows = content.items() if isinstance(content, dict) else ()
        return {name: text for name, text in rows if isinstance(text, str)}


def _to_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _yes_or_no(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise ValueError("neither yes nor no")
    return text == "yes"


def _folder(text: str) -> Path | None:
    if text in {"", "None"}:
        return None
    folder = Path(text)
    if not folder.is_absolute():
        raise ValueError("not a whole path")
    return folder


def _own_text(text: str) -> str | None:
    """A text of one's own, also a blank one; None for the one that ships."""
    return None if text == "None" else text


_AS_SHIPPED: str | None = None

TEXT_PERCENT = Setting(
    name="text_percent",
    default=100,
    meaning="Text size: 100 % is as designed, 200 % is twice as large.",
    parse=int,
    choices=(100, 125, 150, 175, 200),
    needed_locked=True,
)
COLOUR_SCHEME = Setting(
    name="colour_scheme",
    default="system",
    meaning="Colours: as the system has them, light, dark, or high contrast.",
    parse=str,
    choices=("system", "light", "dark", "high_contrast"),
    needed_locked=True,
)
REMEMBER_UNLOCK = Setting(
    name="remember_unlock",
    default=False,
    meaning="Remember the key in this system's own key store, so that Visitbook opens by itself.",
    parse=_yes_or_no,
    needed_locked=True,
)
LOCK_AFTER_MINUTES = Setting(
    name="lock_after_minutes",
    default=10,
    meaning="Lock after so many minutes without a key or a click; 0 means never.",
    parse=int,
    choices=(0, 2, 5, 10, 15, 30, 60),
)
SYNC_MINUTES = Setting(
    name="sync_minutes",
    default=15,
    meaning="Sync with the team by itself every so many minutes; 0 means only by hand.",
    parse=int,
    choices=(0, 5, 15, 30, 60),
)
EXPORT_FOLDER = Setting(
    name="export_folder",
    default=None,
    meaning="Where finished PDFs and e-mail drafts go: a folder you choose. "
    "Anyone who can open that folder can read them.",
    parse=_folder,
)
HEADS_NAMES = Setting(
    name="heads_names",
    default=False,
    meaning="Keep headteachers' names when a school register is imported.",
    parse=_yes_or_no,
)
SPELL_CHECK = Setting(
    name="spell_check",
    default=True,
    meaning="Mark words that the British dictionary does not have.",
    parse=_yes_or_no,
)
BLAMING_WORDS = Setting(
    name="blaming_words",
    default=_AS_SHIPPED,
    meaning="Words that may read as blame, one a line.",
    parse=_own_text,
)
TOO_STRONG_WORDS = Setting(
    name="too_strong_words",
    default=_AS_SHIPPED,
    meaning="Words that may be too strong, one a line.",
    parse=_own_text,
)
FIRST_NAMES = Setting(
    name="first_names",
    default=_AS_SHIPPED,
    meaning="First names that are pointed out, one a line.",
    parse=_own_text,
)

ALL: tuple[
    Setting[int] | Setting[str] | Setting[str | None] | Setting[bool] | Setting[Path | None], ...
] = (
    TEXT_PERCENT,
    COLOUR_SCHEME,
    REMEMBER_UNLOCK,
    LOCK_AFTER_MINUTES,
    SYNC_MINUTES,
    EXPORT_FOLDER,
    HEADS_NAMES,
    SPELL_CHECK,
    BLAMING_WORDS,
    TOO_STRONG_WORDS,
    FIRST_NAMES,
)
