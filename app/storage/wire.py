"""What the change log calls things: a fixed kind, a scope rule and fixed field names for each.

These names leave the laptop and outlive every version of the program, so they stand here apart
from attribute and column names: renaming a column never changes a name below, and a test freezes
them all, with what a field holds that was never logged. Adding a field adds a name; a name is never
used again for something else.

Fields beyond those of a dataclass: `deleted` of every kind, `answer:<ref>` of a record, and the
two fields of a snapshot, whose id is `<record id>.<revision>`. No field
is of one laptop alone: settings and compiled forms are not logged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cached_property
from typing import Any

from app.domain.actions import Action, ActionReview
from app.domain.changes import DELETED, FieldValue
from app.domain.follow_through import RecordStep
from app.domain.own_forms import FormFile, OwnForm
from app.domain.people import Adviser, KeyPerson
from app.domain.photos import Photo
from app.domain.phrases import LearnedWord, Phrase
from app.domain.projects import Cohort, Membership, Project, Window
from app.domain.pupils import FocusPupil
from app.domain.records import (
    Evidence,
    HandedOver,
    MetPerson,
    PassedOn,
    ProducedDocument,
    Record,
)
from app.domain.school_days import Holiday
from app.domain.schools import School
from app.domain.section_duties import SectionDuty
from app.domain.visits import Visit
from app.storage.scopes import (
    ScopeRule,
    itself,
    of_photo,
    of_project,
    of_record,
    of_school,
    of_writer,
    team,
)
from app.storage.tables.columns import moment_text, words_text

ANSWER = "answer:"
RECORD = "record"
SNAPSHOT = "snapshot"
SNAPSHOT_CONTENT, SNAPSHOT_HASH = "content", "sha256"


@dataclass(frozen=True, slots=True)
class About:
    """The thing that a change is about, in the log's words."""

    scope: str
    kind: str
    id: str


@dataclass(frozen=True)
class WireKind:
    """How things of one type are called in the log. `names` maps attributes to field names.

    `blank` says what fields hold that were never logged, so that a new thing logs only what was
    said of it. It is written down here and not read off the dataclass: every version of the
    program has to take an absent field for the same value, whatever its own default has become.
    """

    type: type[Any]
    kind: str
    scope: ScopeRule
    names: Mapping[str, str]
    blank: Mapping[str, FieldValue]

    def about(self, thing: Any, by: str) -> About:
        """What changes of `thing` are about, made by the adviser with the id `by`."""
        return About(self.scope(thing, by), self.kind, thing.id)

    def values(self, thing: Any) -> dict[str, FieldValue]:
        """Every field of `thing` as the log holds it."""
        return {name: to_wire(getattr(thing, at)) for at, name in self.names.items()}

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """The attribute that each field name stands for."""
        return {name: at for at, name in self.names.items()}


def to_wire(value: object) -> FieldValue:
    """A value as the log holds it: ISO 8601 text, wire words, a list of words as JSON text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return words_text(value)
    return _plain(value)


def _plain(value: object) -> FieldValue:
    if isinstance(value, str | int | float):
        return value
    raise TypeError(f"the log has no form for a {type(value).__name__}")


def _names(pairs: str) -> dict[str, str]:
    """`attribute=wire_name` pairs, apart by spaces."""
    return dict(pair.split("=") for pair in pairs.split())


def _blank(
    words: str = "", *, none: str = "", no: str = "", **held: FieldValue
) -> dict[str, FieldValue]:
    """What fields hold that were never logged: no words, nothing, no, or the value that is held."""
    return {
        **dict.fromkeys(words.split(), ""),
        **dict.fromkeys(none.split()),
        **dict.fromkeys(no.split(), False),
        **held,
        DELETED: False,
    }


WIRE_KINDS = (
    WireKind(
        Adviser,
        "adviser",
        team,
        _names("name=name role=role email=email organisation=organisation"),
        _blank("email organisation"),
    ),
    WireKind(
        KeyPerson,
        "key_person",
        of_school,
        _names(
            "urn=urn role=role name=name email=email telephone=telephone "
            "safeguarding_lead=safeguarding_lead receives_notes=receives_notes"
        ),
        _blank("name email telephone", no="safeguarding_lead receives_notes"),
    ),
    WireKind(
        School,
        "school",
        of_school,
        _names(
            "name=name la_name=la_name kind=kind status=status phase=phase low_age=low_age "
            "high_age=high_age trust=trust street=street town=town postcode=postcode "
            "telephone=telephone pupils=pupils adviser_id=adviser agreement_date=agreement_date "
            "by_hand=by_hand given_up=given_up"
        ),
        _blank(
            "la_name kind phase trust street town postcode telephone adviser",
            none="low_age high_age pupils agreement_date given_up",
            no="by_hand",
            status="open",
        ),
    ),
    WireKind(
        Project,
        "project",
        itself,
        _names(
            "title=title academic_year=academic_year organisation=organisation aim=aim "
            "phases=phases contact=contact note_days=note_days keep_until=keep_until "
            "quality_one_in=quality_one_in"
        ),
        _blank(
            "organisation aim contact",
            none="keep_until",
            phases="[]",
            note_days=5,
            quality_one_in=0,
        ),
    ),
    WireKind(Cohort, "cohort", of_project, _names("project_id=project title=title"), _blank()),
    WireKind(
        Membership,
        "membership",
        of_school,
        _names("project_id=project cohort_id=cohort urn=urn"),
        _blank(),
    ),
    WireKind(
        Window,
        "window",
        of_project,
        _names("project_id=project visit_kind=visit_kind label=label opens=opens closes=closes"),
        _blank(),
    ),
    WireKind(
        Visit,
        "visit",
        of_school,
        _names(
            "urn=urn kind=kind on=on project_id=project starts=starts ends=ends purpose=purpose "
            "meeting=meeting adviser_id=adviser state=state"
        ),
        _blank("project purpose meeting adviser", none="starts ends", state="planned"),
    ),
    WireKind(
        Record,
        RECORD,
        of_record,
        _names(
            "urn=urn form_id=form form_version=form_version title=title reference=reference "
            "on=on visit_id=visit project_id=project adviser_id=adviser state=state "
            "revision=revision started_at=started_at finished_at=finished_at "
            "snapshot_hash=snapshot_sha256"
        ),
        _blank(
            "visit project adviser snapshot_sha256",
            none="started_at finished_at",
            state="draft",
            revision=1,
        ),
    ),
    WireKind(
        MetPerson,
        "met_person",
        of_school,
        _names("urn=urn record_id=record role=role name=name"),
        _blank("name"),
    ),
    WireKind(
        Evidence,
        "evidence",
        of_school,
        _names("urn=urn record_id=record source=source where=where count=count seen=seen"),
        _blank("where seen", count=1),
    ),
    WireKind(PassedOn, "passed_on", of_writer, _names("urn=urn at=at role=role"), _blank()),
    WireKind(
        Action,
        "action",
        of_school,
        _names(
            "urn=urn record_id=record number=number reference=reference what=what who=who by=by "
            "known_by=known_by support=support confidence=confidence strand=strand "
            "carried_from=carried_from"
        ),
        _blank("who known_by support strand carried_from", none="by confidence"),
    ),
    WireKind(
        ActionReview,
        "action_review",
        of_school,
        _names("urn=urn action_id=action record_id=record status=status seen=seen on=on"),
        _blank("seen", none="on"),
    ),
    WireKind(
        FocusPupil,
        "focus_pupil",
        of_school,
        _names(
            "urn=urn code=code year=year disadvantaged=disadvantaged send=send eal=eal "
            "prior=prior starting_point=starting_point target=target helps=helps "
            "review_date=review_date status=status note=note"
        ),
        _blank(
            "year prior starting_point target helps note",
            none="disadvantaged send eal review_date",
            status="not_yet",
        ),
    ),
    WireKind(
        ProducedDocument,
        "document",
        of_school,
        _names(
            "urn=urn record_id=record kind=kind file_name=file_name sha256=sha256 at=at "
            "revision=revision"
        ),
        _blank(revision=1),
    ),
    WireKind(
        HandedOver,
        "handover",
        of_school,
        _names("urn=urn record_id=record document_id=document recipients=recipients how=how at=at"),
        _blank(),
    ),
    WireKind(
        RecordStep,
        "record_step",
        of_school,
        _names(
            "urn=urn record_id=record revision=revision stage=stage on=on at=at adviser_id=adviser "
            "role=role words=words"
        ),
        _blank("adviser role words"),
    ),
    WireKind(
        Holiday, "holiday", team, _names("la=la first=first last=last what=what"), _blank("what")
    ),
    WireKind(
        SectionDuty,
        "section_duty",
        of_school,
        _names("urn=urn record_id=record section=section adviser_id=adviser"),
        _blank(),
    ),
    WireKind(
        Photo,
        "photo",
        of_photo,
        _names(
            "urn=urn record_id=record file_name=file_name key=key sha256=sha256 width=width "
            "height=height size=size caption=caption private=private"
        ),
        _blank("caption", no="private"),
    ),
    WireKind(
        OwnForm,
        "own_form",
        team,
        _names("form_id=form version=version title=title xml=xml about=about withdrawn=withdrawn"),
        _blank("about", no="withdrawn"),
    ),
    WireKind(
        FormFile,
        "form_file",
        team,
        _names("own_form_id=own_form name=name content=content"),
        _blank(),
    ),
    WireKind(
        Phrase,
        "phrase",
        of_writer,
        _names("words=words abbreviation=abbreviation heading=heading"),
        _blank("abbreviation heading"),
    ),
    WireKind(LearnedWord, "learned_word", of_writer, _names("word=word"), _blank()),
)
"""Every synced type, in the order of their nouns."""
