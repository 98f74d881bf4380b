"""One team, its whole life, over each kind of store: made, joined, written in, settled, left."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from app.domain.records import Record
from app.domain.team import TeamRole
from app.errors import RefusedError
from app.usecases import compacting
from app.usecases.answering import answer
from app.usecases.records import start_record
from app.usecases.sync import sync_now
from app.usecases.team import create_team, invite, join_team, members, remove_member
from app.usecases.team_clashes import clashes, settle
from tests.builders import StillClock, an_app, with_school
from tests.builders_sharing import a_colleague, answers, notes
from tests.builders_teams import sync_all

pytestmark = pytest.mark.usefixtures("cheap_codes")
URN = 900001


@pytest.fixture
def clock():
    return StillClock()


@pytest.fixture
def asha(tmp_path, clock):
    app = an_app(tmp_path / "asha", clock)
    with_school(app)
    yield app
    app.store.close()


@pytest.fixture
def ben(tmp_path, clock):
    app = a_colleague(tmp_path / "ben", clock)
    yield app
    app.store.close()


@pytest.fixture
def folder_way(tmp_path):
    return (tmp_path / "Team").as_uri(), ""


@pytest.fixture
def s3_way(emulator):
    from tests.builders_buckets import KEYS

    place = emulator.place()
    return f"s3://{place.bucket}/{place.prefix}?endpoint={quote(place.endpoint)}", KEYS


@pytest.fixture
def postgres_way(postgres):
    from tests.builders_postgres import CHIEF, CHIEF_SECRET, empty_database

    with empty_database(postgres) as database:
        place = database.place
        yield f"postgresql://{CHIEF}@{place.host}:{place.port}/{place.database}", CHIEF_SECRET


@pytest.fixture
def wsgidav_way(wsgidav, quick_settling):
    return webdav_way(wsgidav)


@pytest.fixture
def apache_way(apache, quick_settling):
    return webdav_way(apache)


def webdav_way(server):
    from tests.builders_webdav import SECRET, USER

    scheme, _, rest = server.team().url.partition("://")
    return f"webdav+{scheme}://{USER}@{rest}", SECRET


@pytest.fixture(params=["folder", "s3", "postgres", "wsgidav", "apache"])
def way(request):
    """The URL of an empty place, and the secret that lets one in."""
    return request.getfixturevalue(f"{request.param}_way")


def test_a_team_lives_on_every_kind_of_store(asha, ben, way, tmp_path, clock, monkeypatch):
    monkeypatch.setattr(compacting, "MANY_SEGMENTS", 4)
    create_team(asha, *way, "Maths")
    invited = invite(asha, TeamRole.MANAGER, tmp_path / "ben.vbinvite").value
    join_team(ben, invited.path, invited.code)
    record = start_record(asha, URN, "visit_1").value.record.id
    answer(asha, record, "purpose", "Look at fractions")
    sync_all(asha, ben)
    assert notes(ben, record)["purpose"] == "Look at fractions"

    ref = next(ref for ref in answers(asha, record) if ref.endswith("/purpose"))
    answer(asha, record, "purpose", "Fractions")
    with ben.store.unit_of_work() as work:
        work.save_answers(work.get(Record, record), {ref: "Ratio"}, work.seen)
        work.commit()
    sync_all(asha, ben)
    (clash,) = clashes(asha)
    settle(asha, clash.id, "both")
    sync_all(asha, ben)
    assert clashes(ben) == ()
    assert {"Fractions", "Ratio"} <= set(notes(ben, record)["purpose"].split())

    for number in range(5):
        answer(asha, record, "purpose", f"Version {number}")
        sync_now(asha)
    sync_all(asha, ben)
    clock.go_on(days=8)
    sync_all(asha, ben)
    assert sync_now(asha).value.sent_again == sync_now(ben).value.sent_again == 0

    remove_member(asha, ben.me)
    assert [line.id for line in members(asha)] == [asha.me]
    with pytest.raises(RefusedError):
        sync_now(ben)
