"""A team's recovery key is typed back as it was printed, and is no laptop's recovery key."""

from __future__ import annotations

import pytest

from app.errors import WrongRecoveryKeyError
from app.vault import fresh_team_key, recovery, secret_of_team_key


def test_a_printed_key_is_read_back_however_it_is_typed():
    printed = fresh_team_key()
    assert [len(group) for group in printed.split("-")] == [4] * 8
    secret = secret_of_team_key(printed)
    assert len(secret) == 20
    assert secret_of_team_key(printed.lower().replace("-", " ")) == secret


def test_a_slip_is_told_with_what_to_do():
    printed = fresh_team_key()
    slipped = ("1" if printed[0] != "1" else "2") + printed[1:]
    with pytest.raises(WrongRecoveryKeyError, match="slip in that team recovery key"):
        secret_of_team_key(slipped)


def test_a_laptops_recovery_key_is_not_taken_for_the_teams():
    laptops = recovery.to_text(recovery.fresh_secret())
    with pytest.raises(WrongRecoveryKeyError, match="has 32 letters and digits; 28 were typed"):
        secret_of_team_key(laptops)
    with pytest.raises(WrongRecoveryKeyError):
        recovery.from_text(fresh_team_key())
