"""The names of the log leave the laptop and are fixed for ever."""

from __future__ import annotations

from dataclasses import MISSING, field, fields, make_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from app.domain.changes import DELETED
from app.domain.people import Adviser
from app.domain.photos import Photo
from app.domain.phrases import Phrase
from app.domain.projects import Cohort, Membership, Project, Window
from app.domain.records import Evidence, PassedOn, Record, RecordState
from app.domain.schools import School, Urn
from app.storage import scopes, wire
from app.storage.kinds import KINDS, Kind
from app.storage.wire import WIRE_KINDS, to_wire

# Never edit a name that was released: laptops that share their work know these, not the code's.
FROZEN = {
    "adviser": "name role email organisation",
    "key_person": "urn role name email telephone safeguarding_lead receives_notes",
    "school": (
        "name la_name kind status phase low_age high_age trust street town postcode telephone "
        "pupils adviser agreement_date by_hand given_up"
    ),
    "project": (
        "title academic_year organisation aim phases contact note_days keep_until quality_one_in"
    ),
    "cohort": "project title",
    "membership": "project cohort urn",
    "window": "project visit_kind label opens closes",
    "visit": "urn kind on project starts ends purpose meeting adviser state",
    "record": (
        "urn form form_version title reference on visit project adviser state revision "
        "started_at finished_at snapshot_sha256"
    ),
    "met_person": "urn record role name",
    "evidence": "urn record source where count seen",
    "passed_on": "urn at role",
    "action": (
        "urn record number reference what who by known_by support confidence strand carried_from"
    ),
    "action_review": "urn action record status seen on",
    "focus_pupil": (
        "urn code year disadvantaged send eal prior starting_point target helps review_date "
        "status note"
    ),
    "document": "urn record kind file_name sha256 at revision",
    "handover": "urn record document recipients how at",
    "record_step": "urn record revision stage on at adviser role words",
    "holiday": "la first last what",
    "section_duty": "urn record section adviser",
    "photo": "urn record file_name key sha256 width height size caption private",
    "own_form": "form version title xml about withdrawn",
    "form_file": "own_form name content",
    "phrase": "words abbreviation heading",
    "learned_word": "word",
}
# What a field holds that was never logged. A thing's default may change one day, and is logged from
# then on; what is here may not: laptops with older and newer programs read the same log.
FROZEN_BLANKS = {
    "adviser": {
        "email": "",
        "organisation": "",
    },
    "key_person": {
        "name": "",
        "email": "",
        "telephone": "",
        "safeguarding_lead": False,
        "receives_notes": False,
    },
    "school": {
        "la_name": "",
        "kind": "",
        "status": "open",
        "phase": "",
        "low_age": None,
        "high_age": None,
        "trust": "",
        "street": "",
        "town": "",
        "postcode": "",
        "telephone": "",
        "pupils": None,
        "adviser": "",
        "agreement_date": None,
        "by_hand": False,
        "given_up": None,
    },
    "project": {
        "organisation": "",
        "aim": "",
        "phases": "[]",
        "contact": "",
        "note_days": 5,
        "keep_until": None,
        "quality_one_in": 0,
    },
    "cohort": {},
    "membership": {},
    "window": {},
    "visit": {
        "project": "",
        "starts": None,
        "ends": None,
        "purpose": "",
        "meeting": "",
        "adviser": "",
        "state": "planned",
    },
    "record": {
        "visit": "",
        "project": "",
        "adviser": "",
        "state": "draft",
        "revision": 1,
        "started_at": None,
        "finished_at": None,
        "snapshot_sha256": "",
    },
    "met_person": {
        "name": "",
    },
    "evidence": {
        "where": "",
        "count": 1,
        "seen": "",
    },
    "passed_on": {},
    "action": {
        "who": "",
        "by": None,
        "known_by": "",
        "support": "",
        "confidence": None,
        "strand": "",
        "carried_from": "",
    },
    "action_review": {
        "seen": "",
        "on": None,
    },
    "focus_pupil": {
        "year": "",
        "disadvantaged": None,
        "send": None,
        "eal": None,
        "prior": "",
        "starting_point": "",
        "target": "",
        "helps": "",
        "review_date": None,
        "status": "not_yet",
        "note": "",
    },
    "document": {
        "revision": 1,
    },
    "handover": {},
    "record_step": {"adviser": "", "role": "", "words": ""},
    "holiday": {"what": ""},
    "section_duty": {},
    "photo": {"caption": "", "private": False},
    "own_form": {"about": "", "withdrawn": False},
    "form_file": {},
    "phrase": {"abbreviation": "", "heading": ""},
    "learned_word": {},
}
FROZEN_ATTRIBUTES = {
    "adviser_id": "adviser",
    "project_id": "project",
    "cohort_id": "cohort",
    "visit_id": "visit",
    "record_id": "record",
    "action_id": "action",
    "document_id": "document",
    "own_form_id": "own_form",
    "form_id": "form",
    "snapshot_hash": "snapshot_sha256",
}


def test_the_wire_names_are_frozen():
    assert {each.kind: " ".join(each.names.values()) for each in WIRE_KINDS} == FROZEN
    assert (DELETED, wire.ANSWER, wire.SNAPSHOT) == ("deleted", "answer:", "snapshot")
    assert (wire.SNAPSHOT_CONTENT, wire.SNAPSHOT_HASH) == ("content", "sha256")


@pytest.mark.parametrize("each", WIRE_KINDS, ids=lambda each: each.kind)
def test_each_name_stands_for_the_attribute_it_was_given_to(each):
    for attribute, name in each.names.items():
        assert name == FROZEN_ATTRIBUTES.get(attribute, attribute)


@pytest.mark.parametrize("each", WIRE_KINDS, ids=lambda each: each.kind)
def test_every_field_but_the_identity_has_a_name_of_its_own(each):
    identity = KINDS[each.type].identity.key
    attributes = {field.name for field in fields(each.type)} - {identity}
    assert set(each.names) == attributes
    assert len(set(each.names.values())) == len(attributes)
    assert DELETED not in each.names.values()


def test_the_blanks_are_frozen():
    assert {each.kind: each.blank for each in WIRE_KINDS} == {
        kind: {**blank, "deleted": False} for kind, blank in FROZEN_BLANKS.items()
    }


@pytest.mark.parametrize("each", WIRE_KINDS, ids=lambda each: each.kind)
def test_a_default_that_changes_is_noticed(each):
    """Where one has to change, take its name out of here by hand; the blank above stays."""
    defaults = {field.name: field.default for field in fields(each.type)}
    held = {name: defaults[at] for at, name in each.names.items() if defaults[at] is not MISSING}
    assert {name: to_wire(value) for name, value in held.items()} == FROZEN_BLANKS[each.kind]


def test_a_default_that_changed_is_logged(store, monkeypatch):
    """As a later version of the program would save a new thing."""
    said = [(f.name, f.type, f.default) for f in fields(Evidence)]
    now = [(name, kind, 2 if name == "count" else held) for name, kind, held in said]
    later = make_dataclass(
        "Evidence",
        [
            (name, kind) if held is MISSING else (name, kind, field(default=held))
            for name, kind, held in now
        ],
        frozen=True,
    )
    kind = KINDS[Evidence]
    monkeypatch.setitem(KINDS, later, Kind(replace(kind.wire, type=later), kind.table, kind.order))
    with store.unit_of_work() as work:
        work.save(later("e", 900001, "r", "books"))
        changes = work.commit()
    assert ("count", 2) in {(change.field, change.value) for change in changes}


def scope_of(thing, by=""):
    return KINDS[type(thing)].wire.scope(thing, by)


def test_what_has_a_urn_belongs_to_the_school_and_the_rest_to_project_or_team():
    assert scope_of(School(Urn(900001), "A")) == "school:900001"
    assert scope_of(Membership("m", "p", "c", 900002)) == "school:900002"
    assert scope_of(Project("p", "A", 2025)) == "project:p"
    assert scope_of(Cohort("c", "p", "A")) == "project:p"
    day = date(2025, 10, 1)
    assert scope_of(Window("w", "p", "visit_1", "October", day, day)) == "project:p"
    assert scope_of(Adviser("a", "Sample Adviser", "sle"), "b") == "team"


def test_a_record_without_a_school_belongs_to_its_project_and_what_stands_with_it_to_the_team():
    day = date(2025, 10, 1)
    about_all = Record("r", 0, "training_record", "1", "A", "R1", day, project_id="p")
    assert scope_of(about_all) == "project:p"
    assert scope_of(replace(about_all, urn=900001)) == "school:900001"
    photo = Photo("f", 0, "r", "f.jpg", "00", "00", 1, 1, 1)
    assert scope_of(photo) == "team"
    assert scope_of(replace(photo, urn=900001)) == "school:900001"
    assert scope_of(Phrase("p", "A"), "asha") == "adviser:asha"


def test_that_a_concern_was_passed_on_belongs_to_whoever_wrote_it():
    passed = PassedOn("p", 900001, datetime(2026, 1, 20, 9, tzinfo=UTC), "headteacher")
    assert scope_of(passed, "me") == scopes.own_scope("me") == "adviser:me"


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("ä", "ä"),
        (RecordState.DRAFT, "draft"),
        (date(2026, 1, 2), "2026-01-02"),
        (time(13, 30), "13:30:00"),
        (("a b", "ä"), '["a b","ä"]'),
        (datetime(2026, 7, 1, 9, tzinfo=UTC), "2026-07-01T09:00:00+00:00"),
        (
            datetime(2026, 7, 1, 9, tzinfo=timezone(timedelta(hours=1))),
            "2026-07-01T08:00:00+00:00",
        ),
    ],
)
def test_values_have_one_form_on_the_wire(value, held):
    assert to_wire(value) == held


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        to_wire(datetime(2026, 7, 1, 9))  # noqa: DTZ001 - the mistake itself


def test_a_value_that_the_log_has_no_form_for_is_refused():
    with pytest.raises(TypeError, match="no form"):
        to_wire({"a": 1})


def test_a_photo_that_answers_a_private_question_is_for_its_author_alone_key_and_all():
    photo = Photo("f", 900001, "r", "f.jpg", "00", "00", 1, 1, 1, private=True)
    assert scope_of(photo, "me") == "adviser:me"
