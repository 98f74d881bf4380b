"""Records in a list: each with what it is about, whether it was handed over, and its stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.follow_through import Stage
from app.domain.projects import Project
from app.domain.records import Record
from app.domain.schools import School
from app.parts import App
from app.storage import Reader
from app.usecases.guards import taken_on
from app.usecases.handing_over import is_for_school, last_handed
from app.usecases.stages import stages_of


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record in a list, with the name of its school, or of the project it is about.

    `handed_over` is when the revision that is finished was last handed over, and `stage` where it
    stands. `stays` tells of a finished one that no school is sent.
    """

    record: Record
    school_name: str
    handed_over: datetime | None = None
    stage: Stage = Stage.DRAFT
    stays: bool = False


def list_records(app: App, urn: int | None = None) -> tuple[RecordLine, ...]:
    """Records, the newest first; of one school, or of all."""
    with app.store.reading() as reader:
        if urn is not None:
            taken_on(reader, urn)
        records = reader.find(Record) if urn is None else reader.find(Record, urn=urn)
        names = _names(reader)
        found = {record.id: record for record in records}
        handed = last_handed(reader, records)
        stages = stages_of(reader, records)
        stays = {record_id for record_id in stages if not is_for_school(reader, found[record_id])}
    newest_first = sorted(records, key=lambda record: (record.on, record.id), reverse=True)
    return tuple(
        RecordLine(
            record,
            names.get(record.urn or record.project_id, ""),
            handed[record.id].at if record.id in handed else None,
            stages.get(record.id, Stage.DRAFT),
            record.id in stays,
        )
        for record in newest_first
    )


def _names(reader: Reader) -> dict[int | str, str]:
    """What records are about: schools by URN, projects by id."""
    names: dict[int | str, str] = {school.urn: school.name for school in reader.find(School)}
    return names | {project.id: project.title for project in reader.find(Project)}
