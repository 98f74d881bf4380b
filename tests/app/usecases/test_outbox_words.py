"""What the outbox says of a message: where it stands, and how much needs a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.outbox import OutboxState
from app.usecases.outbox import OutboxView
from app.usecases.outbox_words import standing, summary
from tests.builders import NOW
from tests.builders_outbox import ACCOUNT, an_item


def test_a_message_says_when_it_is_tried_again_and_why():
    soon, later = NOW + timedelta(minutes=5), NOW + timedelta(days=1)
    assert standing(an_item(), NOW) == "Waits to be sent."
    put_off = an_item(attempts=2, said="Later.", next_attempt=soon)
    assert standing(put_off, NOW) == "Tried twice. Later. Next try at 09:05."
    assert standing(an_item(next_attempt=later), NOW) == "Next try Wed 21 Jan 2026, 09:00."


def test_no_next_try_is_promised_while_nothing_is_sent_by_itself():
    put_off = an_item(attempts=2, said="Later.", next_attempt=NOW + timedelta(minutes=5))
    assert standing(put_off, NOW, held=True) == "Tried twice. Later."
    trouble = replace(ACCOUNT, trouble="A wrong password.")
    views = [OutboxView((put_off,), account, NOW) for account in (ACCOUNT, trouble, None)]
    assert [view.is_held for view in views] == [False, True, True]


def test_a_message_that_waited_overnight_says_of_which_day_its_paper_is():
    assert "20 Jan 2026" not in standing(an_item(), NOW + timedelta(hours=3))
    assert "20 Jan 2026" in standing(an_item(), NOW + timedelta(days=1))
    sent = an_item(state=OutboxState.SENT, sent_at=NOW + timedelta(days=1))
    assert "20 Jan 2026" not in standing(sent, NOW + timedelta(days=1))


def test_a_message_that_was_sent_says_when_and_to_whom_not():
    sent = an_item(state=OutboxState.SENT, sent_at=NOW, said="Not to the chair.")
    assert (
        standing(sent, NOW + timedelta(days=1)) == "Sent Tue 20 Jan 2026, 09:00. Not to the chair."
    )


@pytest.mark.parametrize("state", [OutboxState.REFUSED, OutboxState.UNSURE, OutboxState.SENDING])
def test_every_other_state_has_its_words_and_the_last_news(state):
    words = standing(an_item(state=state, said="The news."), NOW)
    assert words.endswith("The news.")
    assert len(words) > len("The news.")


def test_the_summary_counts_what_waits_and_what_needs_a_person():
    def view(*states):
        items = tuple(an_item(at, state=state) for at, state in enumerate(states))
        return OutboxView(items, ACCOUNT, NOW)

    state = OutboxState
    assert summary(view()) == summary(view(state.SENT)) == ""
    assert summary(view(state.WAITING)) == "1 message waits"
    assert summary(view(state.WAITING, state.SENDING)) == "2 messages wait"
    both = view(state.WAITING, state.REFUSED, state.UNSURE)
    assert summary(both) == "1 message waits, 2 messages need you"
