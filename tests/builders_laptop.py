"""A laptop as commands see it: its data folder, and what is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main

PASSPHRASE = "bar models in year four"


class Laptop:
    """One data folder, and the commands typed at it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def types(self, *words: object) -> tuple[int, str, str]:
        """The exit code, and what stood on the two outputs."""
        code = main([*map(str, words), "--data", str(self.folder)])
        told = self.capsys.readouterr()
        return code, told.out, told.err

    def does(self, *words: object):
        """The answer of a command that has to work."""
        code, out, err = self.types(*words, "--json")
        assert code == 0, err
        return json.loads(out)

    def is_refused(self, *words: object) -> str:
        """What a command says that has to fail: one line, in words, and no trace of the code."""
        code, out, err = self.types(*words)
        assert (code, out) == (1, "")
        assert err.strip().endswith("."), err
        assert "Traceback" not in err
        return err.strip()

    @property
    def database(self) -> Path:
        return self.folder / "visitbook.db"
