"""The file with which somebody joins a team, opened by a code said aloud: `.vbinvite`.

It holds what a laptop needs before it is one of the team: where the team's store is and who may go
there, the team's secret, the key that proves the invitation, and the keys it may have at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.team import TeamRole
from app.errors import InputError
from app.sync.coded_file import CodedFile, Sentences
from app.sync.entries import moment_text
from app.sync.frame import LAST_EPOCH
from app.sync.keys import ID_DIGITS, KEY_BYTES, ScopeKey, verify_key_of
from app.sync.plain import digits, listed, moment, named, number, octets, several, text
from app.sync.unpacking import pack_plain, unpack_plain

MAGIC = b"VISITBOOK INVITATION\n"
VERSION = 1
SUFFIX = ".vbinvite"
LARGEST_INVITATION = 1024 * 1024
"""The largest file that is made or read, in bytes."""

MOST_KEYS = 200
_LONGEST_WORDS = 2_000
_FILE = CodedFile(
    MAGIC,
    VERSION,
    b"visitbook invitation, check of the code",
    Sentences(
        not_ours=(
            "This file is not an invitation of Visitbook. Nothing has been changed: "
            "choose the file as your team's manager sent it."
        ),
        newer=(
            "This invitation was made by a newer version of Visitbook. Nothing has been changed: "
            "install the newest version to join."
        ),
        cut_short=(
            "This file is not complete: only a part of it was copied. Nothing has been changed: "
            "copy it again, or ask your team's manager to send it again."
        ),
        changed=(
            "This invitation is damaged, or somebody changed it after it was made. Nothing has "
            "been changed here: ask your team's manager for a new one."
        ),
        wrong_code=(
            "That code does not open this invitation. Nothing has been changed: each invitation "
            "has its own code, so ask your team's manager for the one that belongs to this file."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is in the file.

    `store_url` and `store_secret` lead to the team's store; `invite_seed` signs for the one who
    joins; `person` is the member who is to have a further laptop, blank for somebody new;
    `invited_by` is the name that is shown; `keys` are scopes with a key each.
    """

    team: str
    team_secret: bytes = field(repr=False)
    team_name: str
    store_url: str
    store_secret: str = field(repr=False)
    invite_seed: bytes = field(repr=False)
    role: TeamRole
    expires: datetime
    person: str = ""
    invited_by: str = ""
    keys: tuple[tuple[str, ScopeKey], ...] = ()

    @property
    def invite(self) -> str:
        """What the invitation is called in the roster."""
        return verify_key_of(self.invite_seed).hex()

    def has_expired(self, now: datetime) -> bool:
        """Whether nobody can join by it any more."""
        return now > self.expires


def seal_invitation(invitation: Invitation, key: bytes, salt: bytes) -> bytes:
    """The file that `key` opens, which was made with `salt`."""
    return _FILE.seal(pack_plain(_to_plain(invitation)), key, salt)


def salt_of_invitation(content: bytes) -> bytes:
    """The salt that the key of a file is made with. Raises InputError, each reason in words."""
    return _FILE.salt_of(_bounded(content))


def open_invitation(content: bytes, key: bytes) -> Invitation:
    """What is in a file. Raises WrongCodeError or InputError, each reason in words."""
    inside = _FILE.open(_bounded(content), key)
    try:
        return _invitation(named(unpack_plain(inside)))
    except (ValueError, TypeError) as problem:
        raise InputError(_FILE.sentences.changed) from problem


def _bounded(content: bytes) -> bytes:
    if len(content) > LARGEST_INVITATION:
        raise InputError(_FILE.sentences.not_ours)
    return content


def _to_plain(invitation: Invitation) -> dict[str, Any]:
    return {
        "team": invitation.team,
        "team_secret": invitation.team_secret,
        "team_name": invitation.team_name,
        "store_url": invitation.store_url,
        "store_secret": invitation.store_secret,
        "invite_seed": invitation.invite_seed,
        "role": invitation.role.value,
        "expires": moment_text(invitation.expires),
        "person": invitation.person,
        "invited_by": invitation.invited_by,
        "keys": [[scope, each.epoch, each.key] for scope, each in invitation.keys],
    }


def _invitation(plain: dict[str, Any]) -> Invitation:
    return Invitation(
        team=digits(plain["team"], ID_DIGITS),
        team_secret=octets(plain["team_secret"], KEY_BYTES, KEY_BYTES),
        team_name=text(plain["team_name"], _LONGEST_WORDS),
        store_url=text(plain["store_url"], _LONGEST_WORDS),
        store_secret=text(plain["store_secret"], _LONGEST_WORDS),
        invite_seed=octets(plain["invite_seed"], KEY_BYTES, KEY_BYTES),
        role=TeamRole(plain["role"]),
        expires=moment(plain["expires"]),
        person=text(plain["person"], _LONGEST_WORDS),
        invited_by=text(plain["invited_by"], _LONGEST_WORDS),
        keys=several(plain["keys"], MOST_KEYS, _key),
    )


def _key(plain: object) -> tuple[str, ScopeKey]:
    scope, epoch, key = listed(plain, 3)
    return text(scope, _LONGEST_WORDS), ScopeKey(
        number(epoch, LAST_EPOCH), octets(key, KEY_BYTES, KEY_BYTES)
    )
