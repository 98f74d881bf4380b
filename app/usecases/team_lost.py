"""A laptop is lost: what was on it, and when it was last heard of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.schools import School
from app.errors import NotFoundError
from app.parts import App
from app.storage import last_heard
from app.usecases.at_hand import team_kept
from app.usecases.roster import roster_of
from app.usecases.scope_keys import schools_read_by


@dataclass(frozen=True, slots=True)
class LostLaptops:
    """What a member's laptops hold, as far as this laptop can tell.

    `schools` are those whose records they may hold; `last_heard` is the moment of the last change
    that came from them, None where none did. All of it is encrypted there under the passphrase.
    """

    member: str
    laptops: int
    schools: tuple[School, ...]
    last_heard: datetime | None


def what_was_on(app: App, member: str) -> LostLaptops:
    """What was on a member's laptops. Raises NotFoundError for nobody of the team."""
    with app.store.reading() as reader:
        roster = roster_of(reader, team_kept(reader))
        found = [each for each in roster.laptops.values() if each.member == member]
        if not found:
            raise NotFoundError("Nobody in your team has that id. See `team members`.")
        schools = schools_read_by(reader, found)
        devices = [device for each in found for device in each.devices]
        at = last_heard(reader, devices)
    moment = datetime.fromtimestamp(at / 1000, UTC).astimezone() if at else None
    return LostLaptops(member, len(found), schools, moment)
