"""Where things are: the resources that ship with the program, and the folder of a person's data."""

from __future__ import annotations

import sys
from pathlib import Path

KEY_FILE = "keys.json"  # of a data folder: its keys, sealed; a folder that has it is set up


def resource_path(*parts: str) -> Path:
    """The path of a shipped resource, from a clone and from the frozen program alike."""
    unpacked = getattr(sys, "_MEIPASS", None)
    root = Path(unpacked) if unpacked else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)


def data_folder() -> Path:
    """The data folder used where none is named: the one this system keeps for programs.

    It stays on this device (never in a roaming profile), since the database is made for one
    device; nothing is created here.
    """
    from platformdirs import user_data_path

    return user_data_path("Visitbook", appauthor=False, roaming=False)
