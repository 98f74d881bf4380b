"""The running order of a record's day, and its timer, which is kept on this laptop alone."""

from __future__ import annotations

import json
import tomllib
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any

from app.domain.running_order import Part, RunningOrder, Timer
from app.parts import App
from app.paths import resource_path

_HOUR = 60  # minutes


@cache
def _orders() -> dict[str, RunningOrder]:
    path = resource_path("running_order.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["order"]
    return {form_id: _order(row["parts"]) for row in rows for form_id in row["forms"]}


def running_order(form_id: str) -> RunningOrder | None:
    """How the day runs on which a form is filled in; None where nobody has said."""
    return _orders().get(form_id)


def _order(rows: list[dict[str, Any]]) -> RunningOrder:
    starts = time.fromisoformat(rows[0]["at"]) if "at" in rows[0] else None
    first = _minute(starts) if starts is not None else 0
    parts: list[Part] = []
    for row in rows:
        follows = parts[-1].ends if parts else 0
        begins = _minute(time.fromisoformat(row["at"])) - first if "at" in row else follows
        parts.append(Part(row["what"], row["minutes"], begins))
    return RunningOrder(tuple(parts), starts)


def _minute(of_day: time) -> int:
    return of_day.hour * _HOUR + of_day.minute


def timer_setting(record_id: str) -> str:
    """The name under which a record's timer is kept."""
    return f"timer:{record_id}"


def read_timer(app: App, record_id: str) -> Timer:
    """The timer of a record, also one that ran on while the program was closed."""
    with app.store.reading() as reader:
        text = reader.setting(timer_setting(record_id))
    try:
        kept = json.loads(text or "{}")
        since = kept.get("since")
        ran = timedelta(seconds=float(kept.get("ran", 0)))
        return Timer(ran, datetime.fromisoformat(since) if since else None)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return Timer()


def keep_timer(app: App, record_id: str, timer: Timer) -> Timer:
    """Keep the timer of a record on this laptop; one that was set back is forgotten."""
    kept = {
        "ran": timer.ran.total_seconds(),
        "since": timer.since.isoformat() if timer.since else None,
    }
    with app.store.unit_of_work() as work:
        work.keep_setting(timer_setting(record_id), json.dumps(kept) if timer.begun else None)
        work.commit()
    return timer
