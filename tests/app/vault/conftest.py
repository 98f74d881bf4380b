"""Keys made at a low cost, so that a test does not wait for Argon2id's full price."""

import pytest

from app import vault
from app.vault import Cost

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "Visitbook"


@pytest.fixture
def made(folder):
    return vault.set_up(folder, PASSPHRASE, cost=CHEAP)
