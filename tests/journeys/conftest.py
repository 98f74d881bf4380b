"""What journeys share."""

from __future__ import annotations

import pytest

from app.vault import Cost


@pytest.fixture
def quick_stretch(monkeypatch):
    """A passphrase that costs little to try: the stretch itself is measured where it is tested."""
    monkeypatch.setattr("app.vault.keys.Cost", lambda: Cost(memory_kib=64, passes=1, lanes=1))
