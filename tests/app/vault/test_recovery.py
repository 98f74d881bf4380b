"""A recovery key is read as people write and type, and a slip is noticed before it is tried."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import vault
from app.errors import WrongRecoveryKeyError
from app.vault import recovery

secrets = st.integers(min_value=0, max_value=2**135 - 1).filter(lambda n: n % 37 < 32)


def test_a_recovery_key_is_seven_groups_of_four_without_letters_that_are_misread(made):
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}", made.recovery_key)


def test_fresh_secrets_hold_135_random_bits():
    drawn = [recovery.fresh_secret() for _ in range(200)]

    assert len(set(drawn)) == 200
    assert max(drawn).bit_length() > 128


@given(secrets)
def test_every_secret_is_read_back_from_its_text(secret):
    assert recovery.from_text(recovery.to_text(secret)) == secret


@pytest.mark.parametrize(
    "mangle",
    [
        str.lower,
        lambda text: text.replace("-", ""),
        lambda text: text.replace("-", " "),
        lambda text: text.replace("-", " \u2013 "),
        lambda text: f"  {text}\n",
        lambda text: text.replace("0", "o").replace("1", "l"),
        lambda text: text.replace("0", "O").replace("1", "I"),
    ],
)
def test_case_spaces_dashes_and_look_alikes_are_forgiven(folder, made, mangle):
    assert vault.unlock_with_recovery(folder, mangle(made.recovery_key)) == made.key


@given(secrets, st.integers(0, 27), st.integers(1, 31))
def test_every_single_wrong_letter_is_noticed(secret, place, step):
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    text = list(recovery.to_text(secret).replace("-", ""))
    text[place] = letters[(letters.index(text[place]) + step) % 32]

    with pytest.raises(WrongRecoveryKeyError, match="slip"):
        recovery.from_text("".join(text))


def test_every_swapped_pair_is_noticed():
    secret = recovery.fresh_secret()
    text = recovery.to_text(secret).replace("-", "")
    for at in range(len(text) - 1):
        swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if swapped != text:
            with pytest.raises(WrongRecoveryKeyError, match="slip"):
                recovery.from_text(swapped)


def test_a_letter_that_no_recovery_key_has_is_named(made):
    with pytest.raises(WrongRecoveryKeyError, match="no “U” in it"):
        recovery.from_text("U" + made.recovery_key[1:])


@pytest.mark.parametrize("length", [0, 4, 27, 29, 1000])
def test_a_key_of_a_wrong_length_says_how_many_were_typed(length):
    typed = "".join(itertools.islice(itertools.cycle("7K3M"), length))

    with pytest.raises(WrongRecoveryKeyError, match=f"{length} were typed"):
        recovery.from_text(typed)


def test_no_recovery_error_repeats_what_was_typed(made):
    with pytest.raises(WrongRecoveryKeyError) as caught:
        recovery.from_text(made.recovery_key[:-2])

    assert made.recovery_key[:4] not in str(caught.value)
