"""A wrong passphrase says so and slows down, and a wrong clock locks nobody out."""

import pytest

from app import vault
from app.errors import WrongPassphraseError

PASSPHRASE = "correct horse battery"
NOON = 1_800_000_000.0


class Clock:
    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def wrong_try(folder, clock):
    with pytest.raises(WrongPassphraseError) as caught:
        vault.unlock(folder, "not the passphrase", clock=clock)
    return caught.value


def fail(folder, clock, times):
    for _ in range(times):
        clock.now += wrong_try(folder, clock).wait


def test_the_wait_grows_from_nothing_to_a_minute(folder, made, clock):
    waits = []
    for _ in range(11):
        waits.append(wrong_try(folder, clock).wait)
        clock.now += waits[-1]

    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_wrong_passphrase_says_so_in_words(folder, made, clock):
    assert str(wrong_try(folder, clock)) == (
        "That passphrase does not open the data. Nothing is lost. "
        "Check Caps Lock and the keyboard's language, or use your recovery key."
    )
    fail(folder, clock, 2)
    assert "Try again in 2 seconds" in str(wrong_try(folder, clock))


def test_even_the_right_passphrase_waits_until_the_time_is_over(folder, made, clock):
    fail(folder, clock, 4)
    assert wrong_try(folder, clock).wait == 4

    clock.now += 3
    with pytest.raises(WrongPassphraseError, match="try again in 1 second") as early:
        vault.unlock(folder, PASSPHRASE, clock=clock)
    assert early.value.wait == 1

    clock.now += 1
    assert vault.unlock(folder, PASSPHRASE, clock=clock) == made.key


def test_a_try_that_comes_too_early_does_not_lengthen_the_wait(folder, made, clock):
    fail(folder, clock, 4)
    wrong_try(folder, clock)
    for _ in range(5):
        assert wrong_try(folder, clock).wait == 4

    clock.now += 4
    assert wrong_try(folder, clock).wait == 8


def test_a_right_passphrase_starts_the_count_afresh(folder, made, clock):
    fail(folder, clock, 5)
    vault.unlock(folder, PASSPHRASE, clock=clock)

    assert wrong_try(folder, clock).wait == 0


def test_the_recovery_key_opens_at_once_while_the_passphrase_waits(folder, made, clock):
    fail(folder, clock, 4)
    wrong_try(folder, clock)

    assert vault.unlock_with_recovery(folder, made.recovery_key) == made.key
    assert vault.unlock(folder, PASSPHRASE, clock=clock) == made.key


def test_a_clock_put_back_a_year_costs_one_wait_and_no_more(folder, made, clock):
    fail(folder, clock, 5)
    clock.now -= 365 * 24 * 3600

    assert wrong_try(folder, clock).wait == 4
    clock.now += 4
    assert vault.unlock(folder, PASSPHRASE, clock=clock) == made.key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"failures": -5, "last": 0}',
        '{"failures": "many", "last": 0}',
        '{"failures": 9, "last": NaN}',
        '{"failures": 9, "last": Infinity}',
        '{"failures": Infinity, "last": 0}',
    ],
)
def test_a_spoilt_count_locks_nobody_out(folder, made, clock, text):
    (folder / "attempts.json").write_text(text)

    assert vault.unlock(folder, PASSPHRASE, clock=clock) == made.key


def test_a_count_beyond_belief_still_waits_no_more_than_a_minute(folder, made, clock):
    (folder / "attempts.json").write_text(f'{{"failures": {10**30}, "last": {NOON}}}')

    assert wrong_try(folder, clock).wait == 60


def test_a_folder_that_cannot_be_written_still_tells_right_from_wrong(
    folder, made, clock, monkeypatch
):
    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    wrong_try(folder, clock)
    assert vault.unlock(folder, PASSPHRASE, clock=clock) == made.key
