"""An invitation opens with its code, and tells in words why it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.team import TeamRole
from app.errors import InputError, WrongCodeError
from app.sync import invitation as invitations
from app.sync.invitation import (
    MAGIC,
    Invitation,
    open_invitation,
    salt_of_invitation,
    seal_invitation,
)
from app.sync.keys import fresh_scope_key
from app.sync.record_file import open_parcel
from app.sync.unpacking import pack_plain
from tests.builders_team import BEGIN, SECRET, Invite

KEY, SALT = bytes(range(32)), bytes(range(16))
INVITE = Invite()
INVITATION = Invitation(
    team="7e" * 16,
    team_secret=SECRET,
    team_name="Westmarch maths",
    store_url="s3://westmarch/visitbook",
    store_secret="ID:canary-secret",
    invite_seed=INVITE.seed,
    role=TeamRole.ADVISER,
    expires=INVITE.expires,
    person="a1",
    invited_by="Sample Adviser",
    keys=(("team", fresh_scope_key()), ("project:p1", fresh_scope_key(2))),
)
CONTENT = seal_invitation(INVITATION, KEY, SALT)


def holding(plain):
    return invitations._FILE.seal(pack_plain(plain), KEY, SALT)


def test_an_invitation_comes_out_as_it_went_in():
    assert salt_of_invitation(CONTENT) == SALT
    assert open_invitation(CONTENT, KEY) == INVITATION
    assert INVITATION.invite == INVITE.id


def test_nothing_of_an_invitation_can_be_read_in_the_file_or_where_it_is_printed():
    for canary in (b"Westmarch", b"westmarch", b"canary", SECRET, INVITE.seed, b"project"):
        assert canary not in CONTENT
    shown = repr(INVITATION)
    assert "canary" not in shown
    for hidden in (SECRET, INVITE.seed, INVITATION.keys[0][1].key):
        assert repr(hidden) not in shown


def test_an_invitation_expires():
    assert not INVITATION.has_expired(BEGIN)
    assert INVITATION.has_expired(INVITE.expires + timedelta(seconds=1))


def test_a_wrong_code_is_told_from_damage():
    with pytest.raises(WrongCodeError, match="does not open this invitation"):
        open_invitation(CONTENT, bytes(32))
    with pytest.raises(InputError, match="damaged"):
        open_invitation(CONTENT[:-1] + bytes([CONTENT[-1] ^ 1]), KEY)


def test_a_byte_that_was_changed_is_noticed_at_every_place():
    for at in range(len(CONTENT)):
        changed = bytearray(CONTENT)
        changed[at] ^= 1 << at % 8
        with pytest.raises((InputError, WrongCodeError)):
            open_invitation(bytes(changed), KEY)


def test_half_a_copy_is_told_as_such_wherever_it_ends():
    for end in range(1, len(CONTENT)):
        with pytest.raises(InputError, match="only a part of it was copied"):
            open_invitation(CONTENT[:end], KEY)


@pytest.mark.parametrize("other", [b"", b"VISITBOOK RECORD\n" + bytes(90), MAGIC + bytes(2**21)])
def test_another_file_is_told_as_such(other):
    with pytest.raises(InputError, match="not an invitation"):
        salt_of_invitation(other)


def test_an_invitation_is_no_record():
    with pytest.raises(InputError, match="not a shared record"):
        open_parcel(CONTENT, KEY)


def test_an_invitation_of_a_newer_program_asks_for_that_program():
    with pytest.raises(InputError, match="newer version of Visitbook"):
        open_invitation(MAGIC + b"\x02" + CONTENT[len(MAGIC) + 1 :], KEY)


@pytest.mark.parametrize(
    "said",
    [
        *({"team": "x"}, {"team_secret": b""}, {"role": "owner"}, {"expires": "soon"}),
        *({"keys": [["team", 1, b""]]}, {"keys": [["team", 1]]}, {"invite_seed": None}),
        {"keys": [["team", 1, bytes(32)]] * 201},
    ],
)
def test_what_is_no_invitation_inside_is_refused_in_words(said):
    plain = {**invitations._to_plain(INVITATION), **said}
    with pytest.raises(InputError, match="damaged"):
        open_invitation(holding(plain), KEY)


@settings(max_examples=80, deadline=None)
@given(st.none() | st.booleans() | st.lists(st.text()) | st.dictionaries(st.text(), st.binary()))
def test_anything_else_inside_is_refused_in_words(plain):
    with pytest.raises(InputError, match="damaged"):
        open_invitation(holding(plain), KEY)


def test_an_invitation_for_somebody_new_names_no_person():
    new = replace(INVITATION, person="", keys=())
    assert open_invitation(seal_invitation(new, KEY, SALT), KEY) == new
