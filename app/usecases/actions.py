"""Agreed actions, and the status each earlier one is given later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.actions import (
    MOST_ACTIONS,
    Action,
    ActionReview,
    ActionStatus,
    Confidence,
    Standing,
    standings,
)
from app.domain.calendar import in_words
from app.domain.changes import Done, Seen
from app.domain.records import Record, RecordState
from app.errors import InputError, NotFoundError, RuleError
from app.parts import App
from app.storage import Reader, UnitOfWork
from app.usecases.guards import draft, found_record, helps_with, own_school, taken_on


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action with the last status it was given, if any, and whether it counts itself."""

    action: Action
    review: ActionReview | None = None
    standing: Standing = Standing.COUNTS

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it, and not about a copy in its place."""
        if self.standing is not Standing.COUNTS:
            return False
        return self.review is None or not self.review.status.closes

    def is_late(self, today: date) -> bool:
        """Whether it is open and its day has passed."""
        return self.is_open and self.action.by is not None and self.action.by < today


def action_lines(
    actions: Iterable[Action], reviews: Iterable[ActionReview], records: Iterable[Record]
) -> tuple[ActionLine, ...]:
    """Each action with its last review, oldest first.

    A copy in one of `records` that was never finished leaves its original standing. The record of
    an action may be on a colleague's laptop alone: it was finished there.
    """
    actions = tuple(actions)
    stand = standings(actions, {record.id for record in records if _never_finished(record)})
    last: dict[str, ActionReview] = {}
    for review in sorted(reviews, key=lambda review: (review.on or date.min, review.id)):
        last[review.action_id] = review
    ordered = sorted(actions, key=lambda action: (action.record_id, action.number, action.id))
    return tuple(ActionLine(a, last.get(a.id), stand[a.id]) for a in ordered)


def _never_finished(record: Record) -> bool:
    return record.state is RecordState.DRAFT and record.revision == 1


def kept_lines(reader: Reader, **of: int | tuple[int, ...]) -> tuple[ActionLine, ...]:
    """The lines of all actions kept, or of those of one or some schools (`urn`)."""
    records = reader.find(Record, state=RecordState.DRAFT, **of)
    return action_lines(reader.find(Action, **of), reader.find(ActionReview, **of), records)


def earlier_actions(reader: Reader, record: Record) -> tuple[ActionLine, ...]:
    """The actions that `record` has to give a status: agreed before it, and not closed before it.

    Each comes with the review given at this record, if any.
    """
    reviews = reader.find(ActionReview, urn=record.urn)
    same = _records_of_same(reader, record)
    here = [review for review in reviews if review.record_id == record.id]
    before = [review for review in reviews if review.record_id != record.id]
    # The record of an action may be on its holder's laptop alone: then it came with this one.
    since = {r.id for r in same if _began(r) >= _began(record)}
    others = [a for a in reader.find(Action, urn=record.urn) if a.record_id not in since]
    if not record.urn:  # as many projects as there are have no URN
        ours = {r.id for r in same}
        others = [a for a in others if a.record_id in ours]
    open_before = {line.action.id for line in action_lines(others, before, same) if line.is_open}
    given = {review.action_id for review in here}
    wanted = [action for action in others if action.id in open_before | given]
    return action_lines(wanted, here, same)


def _records_of_same(reader: Reader, record: Record) -> tuple[Record, ...]:
    """The records of the same school, or of the same project."""
    if record.urn:
        return reader.find(Record, urn=record.urn)
    return reader.find(Record, urn=0, project_id=record.project_id)


def _began(record: Record) -> tuple[date, str]:
    return record.on, record.id


def add_action(
    app: App,
    record_id: str,
    *,
    what: str,
    who: str = "",
    by: date | None = None,
    known_by: str = "",
    support: str = "",
    confidence: Confidence | None = None,
    strand: str = "",
    carried_from: str = "",
) -> Done[Action]:
    """Agree an action at a draft record; at most five, so that they are kept."""
    if not what.strip():
        raise InputError("Please say what is to be done. No action has been added.")
    with app.store.unit_of_work() as work:
        record = draft(work, record_id)
        _check_day(record, by)
        _check_carried(work, record, carried_from)
        number = _next_number(work, record)
        action = Action(
            id=app.new_id(),
            urn=record.urn,
            record_id=record.id,
            number=number,
            reference=f"{record.reference}-A{number}",
            what=what.strip(),
            who=who.strip(),
            by=by,
            known_by=known_by.strip(),
            support=support.strip(),
            confidence=confidence,
            strand=strand,
            carried_from=carried_from,
        )
        work.save(action)
        return Done(action, work.commit())


def _check_day(record: Record, by: date | None) -> None:
    if by is not None and by < record.on:
        raise InputError(
            f"An action agreed on {in_words(record.on)} can’t be due before it, on {in_words(by)}. "
            "Nothing has been kept: check the day and the year."
        )


def _check_carried(work: UnitOfWork, record: Record, action_id: str) -> None:
    if action_id and not work.find(Action, id=action_id, urn=record.urn):
        raise NotFoundError(
            "There is no such earlier action of this school to carry on. No action has been added."
        )


def _next_number(work: UnitOfWork, record: Record) -> int:
    agreed = _agreed(work, record)
    _check_room(agreed)
    return _number_after(agreed)


def _agreed(work: UnitOfWork, record: Record) -> tuple[Action, ...]:
    return work.find(Action, record_id=record.id)


def _check_room(agreed: Sequence[Action]) -> None:
    if len(agreed) >= MOST_ACTIONS:
        raise RuleError(
            f"This record has {MOST_ACTIONS} agreed actions, and more are seldom kept. "
            "Remove one or join two before you add another."
        )


def _number_after(agreed: Iterable[Action]) -> int:
    return max((action.number for action in agreed), default=0) + 1


def change_action(app: App, action: Action, seen: Seen | None = None) -> Done[Action]:
    """Keep a changed action of a draft record."""
    with app.store.unit_of_work() as work:
        record = draft(work, action.record_id)
        _check_day(record, action.by)
        work.save(action, seen)
        return Done(action, work.commit())


def remove_action(app: App, action: Action, seen: Seen | None = None) -> Done[Action]:
    """Take an action out of a draft record."""
    with app.store.unit_of_work() as work:
        draft(work, action.record_id)
        work.delete(action, seen)
        return Done(action, work.commit())


def put_back_action(app: App, action: Action) -> Done[Action]:
    """Undo the removal of an action; one whose number was given again comes back as the last."""
    with app.store.unit_of_work() as work:
        record = draft(work, action.record_id)
        others = [other for other in _agreed(work, record) if other.id != action.id]
        if any(other.number == action.number for other in others):
            number = _number_after(others)
            action = replace(action, number=number, reference=f"{record.reference}-A{number}")
        _check_room(others)
        work.save(action)
        return Done(action, work.commit())


def give_status(
    app: App,
    action_id: str,
    status: ActionStatus,
    *,
    seen_of_it: str = "",
    record_id: str = "",
    seen: Seen | None = None,
) -> Done[ActionReview]:
    """Give an earlier action a status, with what was seen of it.

    It is given at the draft record named; where none is, at the newest draft of the school that
    has this action to review; where there is none, between visits. It counts as of the record's
    day, so that the latest visit has the last word, whichever was written up last.
    """
    with app.store.unit_of_work() as work:
        action = work.get(Action, action_id)
        if action.urn and not (record_id and helps_with(work, found_record(work, record_id))):
            own_school(work, action.urn)
        record = _draft_named(work, record_id, action) or _draft_that_reviews(work, action)
        review = _review(app, work, action, record.id if record else "")
        on = record.on if record else app.today()
        review = replace(review, status=status, seen=seen_of_it.strip(), on=on)
        work.save(review, seen)
        return Done(review, work.commit())


def move_statuses(work: UnitOfWork, record_id: str, on: date) -> None:
    """Statuses given at a record are of its day: where that is put right, so are they."""
    for review in work.find(ActionReview, record_id=record_id):
        work.save(replace(review, on=on))


def _draft_named(work: UnitOfWork, record_id: str, action: Action) -> Record | None:
    """The draft record named, if one is; it has to ask after the action."""
    if not record_id:
        return None
    record = draft(work, record_id)
    _check_asks(work, record, action)
    return record


def _check_asks(work: UnitOfWork, record: Record, action: Action) -> None:
    if not _asks_after(work, record, action):
        raise RuleError(
            f"{record.reference} does not ask after {action.reference}: a status is given at a "
            "later record of the same school. Nothing has been kept."
        )


def _asks_after(work: UnitOfWork, record: Record, action: Action) -> bool:
    return any(line.action.id == action.id for line in earlier_actions(work, record))


def _draft_that_reviews(work: UnitOfWork, action: Action) -> Record | None:
    drafts = work.find(Record, urn=action.urn, state=RecordState.DRAFT)
    for record in sorted(drafts, key=_began, reverse=True):
        if _asks_after(work, record, action):
            return record
    return None


def _review(app: App, work: UnitOfWork, action: Action, record_id: str) -> ActionReview:
    kept = work.find(ActionReview, action_id=action.id)
    for review in kept:
        if review.record_id == record_id:
            return review
    return ActionReview(app.new_id(), action.urn, action.id, record_id, ActionStatus.NOT_STARTED)


def actions_of(app: App, urn: int) -> tuple[ActionLine, ...]:
    """All actions of a school with their last status, oldest first."""
    with app.store.reading() as reader:
        taken_on(reader, urn)
        return kept_lines(reader, urn=urn)
