"""A copy a day, fourteen kept; going back deletes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from app.domain.changes import Head
from app.domain.schools import School
from app.errors import (
    DamagedStoreError,
    DiskFullError,
    ExportError,
    NotFoundError,
    UnreadableStoreError,
)
from app.storage import backup, check_copy, daily_copy, list_copies, restore
from app.storage.tables.changes import changes as log


def keep(store, school):
    with store.unit_of_work() as work:
        work.save(school)
        return work.commit()


def schools(store):
    with store.reading() as reader:
        return reader.find(School)


@pytest.fixture
def keys(folder, store):
    (folder / "keys.json").write_text("the keys then")
    return folder / "keys.json"


def test_the_first_start_of_a_day_makes_a_copy_that_can_be_opened_by_itself(
    opened, store, school, folder, keys
):
    keep(store, school)
    copy = daily_copy(store)
    assert copy.name.startswith("2026-01-20-")
    assert list_copies(folder) == (copy,)
    assert daily_copy(store) is None
    assert (copy / "keys.json").read_text() == "the keys then"
    assert schools(opened(copy)) == (school,)


def test_fourteen_copies_are_kept_and_the_oldest_go(store, folder, clock):
    for _ in range(17):
        daily_copy(store)
        clock.at += timedelta(days=1)
    days = [copy.name[:10] for copy in list_copies(folder)]
    assert len(days) == 14
    assert days[0] == "2026-02-05"
    assert days[-1] == "2026-01-23"


def test_a_clock_that_ran_ahead_does_not_cost_the_newest_copy(store, folder, clock):
    clock.at += timedelta(days=3650)
    for _ in range(14):
        daily_copy(store)
        clock.at += timedelta(days=1)
    clock.at -= timedelta(days=3660)
    copy = daily_copy(store)
    assert copy in list_copies(folder)
    assert len(list_copies(folder)) == 14


def test_restoring_moves_what_was_there_aside(opened, store, school, folder, keys):
    keep(store, school)
    copy = daily_copy(store)
    keep(store, replace(school, town="Eastmarch"))
    store.close()
    keys.write_text("the keys now")
    aside = restore(folder, copy)
    assert schools(opened()) == (school,)
    assert keys.read_text() == "the keys now"
    assert [each.town for each in schools(opened(aside))] == ["Eastmarch"]
    assert list_copies(folder) == (copy,)


def test_a_restored_database_goes_on_under_a_new_device_so_that_no_number_is_used_twice(
    opened, store, school, folder
):
    keep(store, school)
    copy = daily_copy(store)
    later = keep(store, replace(school, trust="West Trust"))
    store.close()
    restore(folder, copy)
    again = opened()
    (change,) = keep(again, replace(school, trust="East Trust"))
    assert change.head.device == again.device != store.device
    assert change.head != later[0].head
    again.close()
    assert opened().device == again.device


def logged(store):
    with store.reading() as reader:
        return reader.changes()


def seal(store, *, through):
    """As when everything up to that arrival has been put into a segment."""
    with store.unit_of_work() as work:
        work.connection.execute(
            update(log).where(log.c.arrival <= through).values(sealed_in="a.seg")
        )
        work.commit()


def restored(opened, store, folder):
    """The store as it goes on from a copy that was made of it now."""
    copy = daily_copy(store)
    store.close()
    restore(folder, copy)
    return opened()


def test_what_was_not_sent_before_a_restore_is_issued_again_as_the_new_devices(
    opened, store, school, folder
):
    keep(store, school)
    with store.reading() as reader:
        seal(store, through=reader.seen)
    sent = logged(store)
    keep(store, replace(school, town="Eastmarch", trust="West Trust"))
    waiting = logged(store)[len(sent) :]
    again = restored(opened, store, folder)
    kept = logged(again)
    assert kept[: len(sent)] == sent
    assert kept[len(sent) :] == tuple(
        replace(change, head=Head(again.device, at)) for at, change in enumerate(waiting, 1)
    )
    assert {base.device for change in kept[len(sent) :] for base in change.bases} == {store.device}
    (later,) = keep(again, replace(school, town="Southmarch", trust="West Trust"))
    place = [change.field for change in waiting].index("town") + 1
    assert (later.head, later.bases) == (Head(again.device, place), waiting[place - 1].bases)
    (new,) = keep(again, replace(school, town="Southmarch", trust="West Trust", pupils=210))
    assert new.head == Head(again.device, len(waiting) + 1)


def test_a_base_that_is_issued_again_is_named_by_its_new_name(opened, store, school, folder):
    keep(store, school)
    with store.unit_of_work() as work:
        first = work.changes()
        base = json.dumps([[first[0].head.device, first[0].head.seq], ["other", 4]])
        work.connection.execute(update(log).where(log.c.arrival == 2).values(bases=base))
        work.commit()
    again = restored(opened, store, folder)
    assert logged(again)[1].bases == tuple(sorted((Head(again.device, 1), Head("other", 4))))


def test_a_restore_that_is_cut_off_at_its_first_opening_goes_on_at_the_next(
    opened, store, school, folder, monkeypatch
):
    keep(store, school)
    copy = daily_copy(store)
    store.close()
    restore(folder, copy)

    def cut_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("app.storage.change_log._reissued", cut_off)
        with pytest.raises(KeyboardInterrupt):
            opened()
    again = opened()
    heads = [change.head for change in logged(again)]
    assert heads == [Head(again.device, at) for at in range(1, len(heads) + 1)]
    assert again.device != store.device


def test_restoring_takes_the_journal_of_a_killed_program_aside_too(opened, store, school, folder):
    copy = daily_copy(store)
    keep(store, school)
    assert (folder / "visitbook.db-wal").stat().st_size > 0
    aside = restore(folder, copy)  # as after a kill: the journal is still there
    store.close()
    assert (aside / "visitbook.db-wal").exists()
    assert schools(opened()) == ()


def test_a_backup_goes_where_it_is_wanted_with_the_keys_beside_it(
    opened, store, school, tmp_path, keys
):
    keep(store, school)
    target = backup(store, tmp_path / "stick" / "visitbook")
    assert (target / "keys.json").read_text() == "the keys then"
    assert schools(opened(target)) == (school,)


def test_a_backup_never_replaces_another(store, tmp_path):
    backup(store, tmp_path / "stick")
    with pytest.raises(ExportError, match="already holds"):
        backup(store, tmp_path / "stick")


def test_a_backup_that_cannot_be_written_says_so(store, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="your data is unchanged"):
        backup(store, tmp_path / "file" / "inside")


def test_a_backup_without_a_place_is_one_more_safety_copy(store, folder, clock):
    assert list_copies(folder) == ()
    first, second = backup(store), backup(store, now=clock().astimezone())
    assert list_copies(folder) == (second, first)


def test_a_backup_from_elsewhere_brings_its_keys(opened, store, school, folder, tmp_path, keys):
    keep(store, school)
    stick = backup(store, tmp_path / "stick")
    store.close()
    keys.write_text("other keys")
    aside = restore(folder, stick / "visitbook.db")
    assert keys.read_text() == "the keys then"
    assert (aside / "keys.json").read_text() == "other keys"
    new = tmp_path / "new laptop"
    new.mkdir()
    restore(new, stick)
    assert (new / "keys.json").read_text() == "the keys then"
    assert schools(opened(new)) == (school,)


def test_a_copy_is_read_through_before_it_takes_the_place(store, folder, key, record):
    with store.unit_of_work() as work:
        work.save_answers(record, {f"/q{n}": "x" * 500 for n in range(200)}, work.seen)
        work.commit()
    copy = daily_copy(store)
    store.close()
    before = (folder / "visitbook.db").read_bytes()
    check_copy(copy, key)
    with pytest.raises(UnreadableStoreError):
        restore(folder, copy, key=bytes(32))
    content = bytearray((copy / "visitbook.db").read_bytes())
    content[len(content) - 4000] ^= 0xFF
    (copy / "visitbook.db").write_bytes(content)
    with pytest.raises(DamagedStoreError):
        restore(folder, copy, key=key)
    assert (folder / "visitbook.db").read_bytes() == before


def test_restoring_what_is_no_copy_says_so(folder, store, tmp_path):
    with pytest.raises(NotFoundError, match="no safety copy"):
        restore(folder, tmp_path / "nothing")


def test_a_copy_that_fails_leaves_no_half_copy_and_no_older_one_goes(
    store, folder, clock, monkeypatch
):
    first = daily_copy(store)
    clock.at += timedelta(days=1)

    def full(_):
        raise OSError(28, "full")

    with monkeypatch.context() as patched:
        patched.setattr(store, "_copy", full)
        with pytest.raises(DiskFullError):
            daily_copy(store)
    assert list_copies(folder) == (first,)
    second = daily_copy(store)
    assert set((folder / "safety-copies").iterdir()) == {first, second}


def test_a_damaged_database_is_not_copied_over_good_copies(opened, store, folder, record, clock):
    with store.unit_of_work() as work:
        work.save_answers(record, {f"/q{n}": "x" * 500 for n in range(200)}, work.seen)
        work.commit()
    first = daily_copy(store)
    store.close()
    path = folder / "visitbook.db"
    content = bytearray(path.read_bytes())
    content[len(content) - 4000] ^= 0xFF
    path.write_bytes(content)
    clock.at += timedelta(days=1)
    with pytest.raises(DamagedStoreError):
        daily_copy(opened())
    assert list_copies(folder) == (first,)
