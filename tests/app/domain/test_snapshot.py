"""Snapshots go to canonical JSON and back without loss."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.snapshot import (
    Snapshot,
    SnapshotAnswer,
    SnapshotGroup,
    SnapshotPanel,
    from_json,
    snapshot_hash,
    to_json,
)

words = st.text(max_size=40)
facts = st.dictionaries(words, words, max_size=4)
answers = st.builds(SnapshotAnswer, words, words, words, words, words, words, facts, facts)
panels = st.builds(SnapshotPanel, words, words, words, words)
groups = st.recursive(
    st.builds(SnapshotGroup, words, words, words, st.tuples(answers | panels), words, facts),
    lambda inner: st.builds(
        SnapshotGroup, words, words, words, st.tuples(inner, answers), words, facts
    ),
    max_leaves=4,
)
snapshots = st.builds(
    Snapshot,
    *[words] * 6,
    st.integers(1, 9),
    words,
    facts,
    st.lists(groups, max_size=3).map(tuple),
    st.lists(facts, max_size=3).map(tuple),
)


@given(snapshots)
def test_what_comes_back_from_json_is_what_went_in(snapshot):
    assert from_json(to_json(snapshot)) == snapshot


@given(snapshots, words)
def test_a_changed_word_changes_the_hash(snapshot, title):
    changed = Snapshot(
        **{name: getattr(snapshot, name) for name in Snapshot.__slots__}
        | {"title": snapshot.title + "x" + title}
    )
    assert snapshot_hash(to_json(changed)) != snapshot_hash(to_json(snapshot))
