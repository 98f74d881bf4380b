"""What every team store does alike, so that nothing above can tell one from another."""

from __future__ import annotations

import hashlib
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import NameTakenError, NotThereError, TeamStoreError
from app.sync.names import FOUNDING, PHOTOS, PROBES, is_name, is_stream
from app.sync.stores import gather, guarding
from tests.builders_stores import (
    DEVICE,
    OTHER_DEVICE,
    OTHER_TAG,
    PHOTO,
    SCOPE,
    STREAM,
    every_kind,
    named,
)

ONE, OTHER = b"one sealed file", b"another sealed file"


def test_a_new_place_is_empty_and_may_be_prepared_twice(store, opener):
    again = opener()
    again.prepare()

    assert again.list(SCOPE).names == ()
    with pytest.raises(NotThereError):
        again.get(FOUNDING)


@pytest.mark.parametrize("content", [b"\0", bytes(range(256)) * 8, b"\r\n\x1a<x>\n"])
def test_a_file_comes_back_byte_by_byte_on_another_laptop(store, opener, content):
    for name in (*every_kind(content), FOUNDING):
        store.put_new(name, content)

    assert {opener().get(name) for name in (*every_kind(content), FOUNDING)} == {content}


def test_a_file_of_many_megabytes_comes_back_whole(store):
    content = hashlib.sha256(b"seed").digest() * (6 << 15)
    store.put_new(PHOTO, content)

    assert store.get(PHOTO) == content


def test_the_same_file_may_be_added_again_as_after_a_lost_answer(store, opener):
    store.put_new(named(ONE), ONE)
    store.put_new(named(ONE), ONE)
    opener().put_new(named(ONE), ONE)

    assert store.list(SCOPE).names == (named(ONE),)


@pytest.mark.parametrize("name", [FOUNDING, PHOTO, named(ONE)])
def test_other_content_under_a_taken_name_is_refused_and_the_first_stays(store, opener, name):
    store.put_new(name, ONE)
    with pytest.raises(NameTakenError, match="Nothing there was replaced"):
        opener().put_new(name, OTHER)
    with pytest.raises(NameTakenError):
        store.put_new(name, ONE + b"and more")

    assert store.get(name) == ONE


def together(*calls):
    """Makes calls at the same moment; what each raised, or None."""
    ready = threading.Barrier(len(calls))
    problems = [None] * len(calls)

    def make(number, call):
        ready.wait()
        try:
            call()
        except TeamStoreError as problem:
            problems[number] = problem

    threads = [threading.Thread(target=make, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


def test_of_two_laptops_that_found_a_team_at_once_one_wins(store, opener):
    for _ in range(5):
        stores = [opener(), opener()]
        problems = together(
            lambda store=stores[0]: store.put_new(FOUNDING, ONE),
            lambda store=stores[1]: store.put_new(FOUNDING, OTHER),
        )
        (lost,) = [problem for problem in problems if problem is not None]
        assert isinstance(lost, NameTakenError)
        assert store.get(FOUNDING) == (OTHER if problems[0] else ONE)
        store.remove(FOUNDING)


def test_two_windows_may_send_the_same_file_at_once(store, opener):
    for seq in range(1, 6):
        name, (first, second) = named(ONE, seq), (opener(), opener())
        calls = [lambda each=each, name=name: each.put_new(name, ONE) for each in (first, second)]
        assert together(*calls) == [None, None]
        assert store.get(name) == ONE


def test_a_list_has_what_lies_below_its_stream_and_nothing_else(store):
    mine = [named(ONE, seq) for seq in (10, 2, 1)]
    beside = named(ONE, device=OTHER_DEVICE)
    for name in (*mine, beside, named(ONE, tag=OTHER_TAG), PHOTO, FOUNDING):
        store.put_new(name, ONE)

    assert store.list(STREAM).names == tuple(sorted(mine))
    assert store.list(SCOPE).names == tuple(sorted([*mine, beside]))
    assert store.list(PHOTOS).names == (PHOTO,)
    assert store.list("v1/roster").names == ()
    assert store.list(f"v1/{'d' * 32}/{DEVICE}").names == ()


def test_a_list_of_many_files_is_whole_and_in_order(store):
    names = [named(ONE, seq) for seq in range(1, 1_102)]  # object storage gives 1,000 at a time
    for name in reversed(names):
        store.put_new(name, ONE)

    assert store.list(SCOPE).names == tuple(names)


def test_what_is_new_since_a_mark_is_in_the_next_list(store, opener):
    store.put_new(named(ONE, 1), ONE)
    first = store.list(SCOPE)
    opener().put_new(named(ONE, 2), ONE)
    second = store.list(SCOPE, first.mark)

    assert named(ONE, 2) in second.names
    assert store.list(SCOPE).names == (named(ONE, 1), named(ONE, 2))


def test_a_mark_of_another_store_hides_nothing(store):
    store.put_new(named(ONE), ONE)

    assert store.list(SCOPE, "99999999999999999999 'a mark of somewhere else").names == (
        named(ONE),
    )


def test_a_file_deleted_under_us_is_not_there_and_can_be_added_again(store, opener):
    store.put_new(named(ONE), ONE)
    opener().remove(named(ONE))

    assert store.list(SCOPE).names == ()
    with pytest.raises(NotThereError, match="or not yet"):
        store.get(named(ONE))
    store.put_new(named(ONE), ONE)
    assert store.get(named(ONE)) == ONE


def test_removing_what_is_not_there_is_no_error(store):
    store.remove(named(ONE))
    store.remove(PHOTO)


def test_a_probe_leaves_nothing_behind(store):
    store.probe()

    assert store.list(PROBES).names == ()


def test_a_file_larger_than_any_of_ours_is_not_fetched(store, monkeypatch):
    store.put_new(named(ONE), ONE)
    monkeypatch.setattr(guarding, "LARGEST_FILE", len(ONE) - 1)

    with pytest.raises(TeamStoreError, match="larger than any") as refused:
        store.get(named(ONE))
    assert not isinstance(refused.value, NotThereError)
    with pytest.raises(ValueError, match="larger than the largest"):
        store.put_new(named(OTHER), OTHER)


def test_a_list_without_end_is_not_taken(store, monkeypatch):
    for seq in (1, 2, 3):
        store.put_new(named(ONE, seq), ONE)
    monkeypatch.setattr(guarding, "MOST_FILES", 2)

    with pytest.raises(TeamStoreError, match="more files than any team makes"):
        store.list(SCOPE)


def test_an_empty_file_is_never_added(store):
    with pytest.raises(ValueError, match="neither empty"):
        store.put_new(named(b""), b"")


def test_many_files_are_gathered_in_order_with_what_went_wrong(store):
    names = [named(bytes([seq]), seq) for seq in range(1, 40)]
    for seq, name in enumerate(names, 1):
        if seq % 10:
            store.put_new(name, bytes([seq]))
    gathered = list(gather(store, names))

    assert [name for name, _ in gathered] == names
    for seq, (_, content) in enumerate(gathered, 1):
        assert content == bytes([seq]) if seq % 10 else isinstance(content, NotThereError)


def test_nothing_secret_is_in_its_repr(store):
    assert "canary" not in repr(store).lower()


BAD_NAMES = [
    "", "/", "v1", "v1/", "v1/team.vbt/", "/v1/team.vbt", "v1/../v1/team.vbt", "../v1/team.vbt",
    "V1/TEAM.VBT", "v1/team.vbt\n", "v1/team.vbt\0", "v1\\team.vbt", "C:/v1/team.vbt",
    named(ONE).upper(), named(ONE)[:-4] + " (1).seg", named(ONE)[:-4] + "-LAPTOP.seg",
    named(ONE) + ".tmp", f"{STREAM}/~$00000001.tmp", f"{STREAM}/%2e%2e/x.seg", "v1/photos/x.bin",
    f"{STREAM}/1-{'0' * 16}.seg",
    f"{STREAM}/\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0661-{'0' * 16}.seg",
    "v1/probe/../team.vbt",
]  # fmt: skip


def refuses(store, name):
    """Whether a store does nothing at all with a name that is none."""
    with pytest.raises(NotThereError):
        store.get(name)
    with pytest.raises(ValueError, match="called this"):
        store.put_new(name, ONE)
    with pytest.raises(ValueError, match="called this"):
        store.remove(name)


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_no_file_of_ours_has_is_never_used(store, name):
    refuses(store, name)


@pytest.mark.parametrize("stream", ["", "v1", "v1/", "v1/..", f"{SCOPE}/", f"{SCOPE}/..", "v1/%"])
def test_a_stream_that_is_none_is_never_listed(store, stream):
    with pytest.raises(ValueError, match="called this"):
        store.list(stream)


NAME_LIKE = st.one_of(
    st.text(max_size=20),
    st.from_regex(r"v1/[0-9a-g]{31,33}/[0-9A-F]{32}/[0-9]{7,9}-[0-9a-f]{16}\.(seg|snap|tmp)"),
    st.lists(
        st.sampled_from(["v1", "..", ".", "", "/", "\\", "team.vbt", "photos", "0" * 64 + ".bin"]),
        max_size=5,
    ).map("/".join),
)


@given(name=NAME_LIKE)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_outside_the_patterns_is_ever_asked_for(store, name):
    if not is_name(name):
        refuses(store, name)
    if not is_stream(name):
        with pytest.raises(ValueError, match="called this"):
            store.list(name)
