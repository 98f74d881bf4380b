"""Of an action and those that carry it on, one counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.actions import Action, Standing, standings

NAMES = "abcdef"


@st.composite
def carrying(draw):
    """Actions that carry on one another in any order, even round in a ring, some in drafts."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    froms = {name: draw(st.sampled_from(["", *NAMES])) for name in names}
    drafts = {name for name in names if draw(st.booleans())}
    return [Action(n, 900001, n, 1, n, "Plan", carried_from=froms[n]) for n in names], drafts


def together(actions):
    """The actions in groups of those that are joined by being carried on."""
    group = {action.id: {action.id} for action in actions}
    for action in actions:
        if action.carried_from in group:
            joined = group[action.id] | group[action.carried_from]
            group.update(dict.fromkeys(joined, joined))
    return group.values()


@given(carrying())
def test_of_actions_that_carry_on_one_another_one_at_least_counts(drawn):
    actions, drafts = drawn
    stand = standings(actions, drafts)
    for group in together(actions):
        assert any(stand[name] is Standing.COUNTS for name in group)


@given(st.integers(1, 6), st.sets(st.integers(0, 5)))
def test_of_a_chain_the_last_that_was_agreed_counts_alone(length, drafts):
    names = NAMES[:length]
    froms = ("", *names)
    actions = [
        Action(n, 900001, n, 1, n, "Plan", carried_from=froms[i]) for i, n in enumerate(names)
    ]
    stand = standings(actions, {NAMES[at] for at in drafts})
    agreed = [name for at, name in enumerate(names) if at not in drafts]
    counting = [name for name in names if stand[name] is Standing.COUNTS]
    assert counting == [agreed[-1] if agreed else names[0]]
