"""When a message is tried again, and when a person has to be told."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.outbox import PATIENCE, is_out_of_patience, try_again_at

NOW = datetime(2026, 1, 20, 9, tzinfo=UTC)


def test_a_message_waits_longer_each_time_and_at_last_an_hour():
    waits = [(try_again_at(attempts, NOW) - NOW).seconds // 60 for attempts in range(1, 8)]
    assert waits == [1, 5, 15, 60, 60, 60, 60]


@given(st.integers(1, 10_000))
def test_the_next_try_is_never_earlier_than_the_one_before_it_and_never_beyond_an_hour(attempts):
    now, later = try_again_at(attempts, NOW), try_again_at(attempts + 1, NOW)
    assert NOW < now <= later <= NOW + timedelta(hours=1)


def test_three_days_after_the_first_try_a_person_is_told():
    assert not is_out_of_patience(None, NOW)
    assert not is_out_of_patience(NOW, NOW + PATIENCE - timedelta(seconds=1))
    assert is_out_of_patience(NOW, NOW + PATIENCE)
