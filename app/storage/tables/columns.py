"""What tables are built from: the one metadata, and columns that keep the domain's values as text.

Days and times are kept in ISO 8601, moments in UTC, words of an enum as their wire word, and
several words as a JSON list: all can be read by eye and none depends on this program's classes.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, Integer, MetaData, Text
from sqlalchemy.types import TypeDecorator

metadata = MetaData()


class Day(TypeDecorator[date]):
    """A day, such as `2026-01-31`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Any) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, _dialect: Any) -> date | None:
        return None if value is None else date.fromisoformat(value)


class TimeOfDay(TypeDecorator[time]):
    """A time of day on the school's clock, such as `13:30:00`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: time | None, _dialect: Any) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, _dialect: Any) -> time | None:
        return None if value is None else time.fromisoformat(value)


class Moment(TypeDecorator[datetime]):
    """A moment, kept and given back in UTC."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> str | None:
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, _dialect: Any) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Word(TypeDecorator[StrEnum]):
    """One of an enum's words."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | str | None, _dialect: Any) -> str | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, _dialect: Any) -> StrEnum | None:
        return None if value is None else self.words(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """Several words in order, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Any) -> str | None:
        return None if value is None else words_text(value)

    def process_result_value(self, value: str | None, _dialect: Any) -> tuple[str, ...] | None:
        return None if value is None else tuple(json.loads(value))


def moment_text(moment: datetime) -> str:
    """`moment` in UTC as ISO 8601; a moment without a zone is a mistake of the caller's."""
    if moment.tzinfo is None:
        raise ValueError("a moment must say its time zone")
    return moment.astimezone(UTC).isoformat()


def words_text(words: tuple[object, ...]) -> str:
    """`words` as a JSON list, without spaces."""
    return json.dumps(list(words), ensure_ascii=False, separators=(",", ":"))


def identity() -> Column[str]:
    """The id that never meets another device's."""
    return Column("id", Text, primary_key=True, nullable=False)


def text(name: str, *, index: bool = False) -> Column[str]:
    """Text that may be blank and is never null."""
    return Column(name, Text, nullable=False, index=index)


def number(name: str, *, index: bool = False) -> Column[int]:
    """A whole number that is always there."""
    return Column(name, Integer, nullable=False, index=index)


def flag(name: str) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean(create_constraint=False), nullable=False)


def hidden() -> Column[bool]:
    """Whether the thing was deleted: the row is kept, since a later edit brings it back."""
    return flag("deleted")
