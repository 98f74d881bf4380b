"""How long a team's sync takes over a folder: much at first, little later, and two hundred laptops.

The floor packs, compresses, seals and writes the same words to one file, and at the other side
reads it, opens it and keeps the rows with one executemany in a file of the same encryption. Syncing
also logs every field, signs, joins by the merge rule and reads back.
"""

from __future__ import annotations

import random
import resource
import secrets
import sys
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from statistics import median
from time import perf_counter

import pytest

from app import sync
from app.domain.changes import Change, Head, Stamp
from app.domain.records import Evidence
from app.domain.team import TeamRole
from app.storage import kept_team, scope_keys_kept
from app.usecases.roster import say_in_roster
from app.usecases.sync import sync_now
from tests.benchmarks.measuring import Row, clocked, ms
from tests.builders import KEY, an_app
from tests.builders_sharing import a_colleague
from tests.builders_teams import LateClock, let_in, made_team, sync_all

pytestmark = [pytest.mark.benchmark, pytest.mark.usefixtures("cheap_codes")]
ITEMS, WORDS, TIMES = 5_000, 200, 3
LAPTOPS, SEGMENTS, THINGS = 200, 20, 10
URN = 900001
VOCABULARY = [f"word{number}" for number in range(4_000)]


def items(first: int) -> list[Evidence]:
    """Notes of 200 words, all different."""
    chance = random.Random(first)
    words = (" ".join(chance.choices(VOCABULARY, k=WORDS)) for _item in range(ITEMS))
    numbered = enumerate(words, first)
    return [Evidence(f"e{n}", URN, "r1", "lesson", seen=said) for n, said in numbered]


def saved(app, things) -> None:
    with app.store.unit_of_work() as work:
        for thing in things:
            work.save(thing)
        work.commit()


def test_five_thousand_items_go_up_and_come_down(tell, tmp_path):
    taken: dict[str, list[float]] = {}

    for turn in range(TIMES):
        for name, took in one_turn(tmp_path / str(turn), items(turn * ITEMS)):
            taken.setdefault(name, []).append(took)
    for name, words, aim in (
        ("up", "first up to a folder", "≤ 1,000 ms"),
        ("down", "first down from a folder", "≤ 1,500 ms"),
    ):
        ours, floor = median(taken[name]), median(taken[f"floor {name}"])
        measure = f"5,000 items of 200 words, {words} (median of {TIMES})"
        tell(Row(measure, ms(ours), ms(floor), f"{ours / floor:.1f}x", aim))
    for name, words in (("ten up", "10 changes up"), ("ten down", "10 changes down")):
        tell(Row(f"{words}, 5,000 items behind them", ms(median(taken[name])), aim="≤ 50 ms"))
    tell(Row("A sync with nothing new", ms(median(taken["nothing"])), aim="≤ 50 ms"))


def one_turn(place, things):
    """What each step took, by name."""
    asha, ben = two_in_a_team(place)
    saved(asha, things)
    yield "floor up", clocked(partial(floor_up, place, things))
    yield "up", clocked(partial(sync_now, asha))
    yield "floor down", clocked(partial(floor_down, place))
    yield "down", clocked(partial(sync_now, ben))
    for _again in range(3):
        saved(asha, [replace(thing, seen=f"{thing.seen} more") for thing in things[:10]])
        yield "ten up", clocked(partial(sync_now, asha))
        yield "ten down", clocked(partial(sync_now, ben))
    yield "nothing", clocked(partial(sync_now, ben))
    asha.store.close()
    ben.store.close()


def two_in_a_team(place):
    place.mkdir()
    asha = an_app(place / "asha", LateClock())
    ben = a_colleague(place / "ben", LateClock())
    made_team(asha, place / "store")
    let_in(asha, ben, place, TeamRole.MANAGER)
    sync_all(asha, ben)
    return asha, ben


def floor_up(place, things) -> None:
    import msgpack
    import zstandard
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    plain = msgpack.packb([[t.id, t.urn, t.record_id, t.source, t.seen] for t in things])
    packed = zstandard.ZstdCompressor(level=3).compress(plain)
    (place / "floor").write_bytes(AESGCM(KEY).encrypt(bytes(12), packed, None))


def floor_down(place) -> None:
    import msgpack
    import zstandard
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    packed = AESGCM(KEY).decrypt(bytes(12), (place / "floor").read_bytes(), None)
    rows = msgpack.unpackb(zstandard.ZstdDecompressor().decompress(packed))
    app = an_app(place / f"floor{secrets.token_hex(4)}")
    with app.store.unit_of_work() as work:
        work.connection.exec_driver_sql("CREATE TABLE bare (a, b, c, d, e)")
        driver = work.connection.connection.driver_connection
        driver.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?)", rows)
        work.commit()
    app.store.close()


def test_two_hundred_laptops_are_pulled_in(tell, tmp_path):
    asha = an_app(tmp_path / "asha", LateClock())
    made_team(asha, tmp_path / "store")
    fill_by_two_hundred(asha)
    before = _peak()
    began = perf_counter()
    result = sync_now(asha).value
    took = (perf_counter() - began) * 1000
    asha.store.close()
    many = LAPTOPS * SEGMENTS * THINGS * 5
    assert result.received == many
    measure = f"{many:,} changes of {LAPTOPS} laptops in {LAPTOPS * SEGMENTS:,} segments, pulled in"
    tell(Row(measure, ms(took), aim="≤ 10,000 ms"))
    tell(Row("Memory while they are (peak; before)", f"{_peak()} MB; {before} MB", aim="≤ 300 MB"))


def fill_by_two_hundred(app) -> None:
    """As two hundred advisers' laptops would leave the team's store: holidays of their areas."""
    with app.store.reading() as reader:
        team = kept_team(reader)
        (key,) = [key for key in scope_keys_kept(reader) if key.scope == "team"]
    store = sync.open_team_store(team.url, "")
    at, invited, laptops = app.clock(), [], []
    for number in range(LAPTOPS):
        seed, keys = secrets.token_bytes(32), sync.fresh_laptop_keys()
        device, invite = sync.fresh_device(keys), sync.verify_key_of(seed).hex()
        invited.append(sync.Invited(invite, TeamRole.ADVISER, at + timedelta(days=9)))
        who = (invite, f"m{number}", keys.verify_key, keys.recipient, device.name, device.nonce)
        joined = sync.Joined(*who, (), at)
        joined = replace(joined, proof=sync.sign(seed, sync.proven(team.id, joined)))
        place = sync.SegmentPlace(team.id, sync.ROSTER, device.name, device.nonce, 1)
        put(store, sync.seal_roster(place, [joined], keys))
        laptops.append((f"m{number}", keys, device))
    with app.store.unit_of_work() as work:
        own = sync.laptop_keys_from_bytes(team.laptop_keys)
        say_in_roster(app, work, team, own, invited)
        work.commit()
    sync_now(app)
    tag = sync.scope_tag(team.team_secret, "team")
    for member, keys, device in laptops:
        previous, numbers = sync.FIRST, count(1)
        for seq in range(1, SEGMENTS + 1):
            place = sync.SegmentPlace(team.id, tag, device.name, device.nonce, seq, previous)
            changes = holidays(member, device.name, seq, numbers)
            sealed = sync.seal_segment(place, changes, sync.ScopeKey(key.epoch, key.key), keys)
            previous = sync.file_hash(sealed.content)
            put(store, sealed)


def put(store, sealed) -> None:
    store.put_new(str(sealed.name), sealed.content)


def holidays(member, device, segment, numbers) -> list[Change]:
    chance = random.Random(f"{member} {segment}")
    said = {"la": member, "first": "2026-02-16", "last": "2026-02-20", "deleted": False}
    return [
        Change(
            *("team", "holiday", f"{member}-{segment}-{thing}", field, value),
            head=Head(device, seq := next(numbers)),
            stamp=Stamp(1_768_000_000_000 + seq, 0),
            by=member,
        )
        for thing in range(THINGS)
        for field, value in {**said, "what": " ".join(chance.choices(VOCABULARY, k=6))}.items()
    ]


def _peak() -> int:
    """The most memory that this process ever held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
