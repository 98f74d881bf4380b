"""Photos go to the team's store and come from there: sealed files that nobody there can open.

A photo's file is there before the change that names it; what is written comes first, photos after.
"""

from __future__ import annotations

import hashlib

from app import sync
from app.domain.photos import Photo
from app.errors import DamagedStoreError, NotFoundError, NotThereError, TeamStoreError
from app.parts import App
from app.storage import keep_sealed, photos_waiting, read_sealed, sealed_since
from app.usecases.at_hand import AtHand

_LOOKED = "photos_looked_for"
"""The setting with the day on which it was last looked whether the team's store has all photos."""


def send_photos(app: App, at_hand: AtHand) -> int:
    """Put the files there that waiting segments name; one that is not on this laptop is left."""
    with app.store.reading() as reader:
        waiting = photos_waiting(reader)
    sent = 0
    for done, sha256 in enumerate(waiting):
        at_hand.report(done, len(waiting), "Sending photos …")
        content = _sealed(app, sha256)
        if content is None:
            continue  # whoever took it has it
        name = _name(at_hand, sha256)
        at_hand.store.put_new(name, content)
        if at_hand.store.get(name) != content:
            raise NotThereError(
                "A photo that was just written is not what can be read there now. Nothing here is "
                "lost: it will be sent again at the next sync."
            )
        sent += 1
    return sent


def send_photos_again(app: App, at_hand: AtHand) -> int:
    """Once a day, put files there that are here and are there no more; answers how many.

    Whoever has a photo may do so: its author's laptop may have left the team.
    """
    today = app.today().isoformat()
    here = sealed_since(app.folder)
    with app.store.reading() as reader:
        if reader.setting(_LOOKED) == today:
            return 0
        held = {photo.sha256 for photo in reader.find(Photo)} & here.keys()
    there = set(at_hand.store.list(sync.PHOTOS).names) if held else set()
    lost = sorted(sha256 for sha256 in held if _name(at_hand, sha256) not in there)
    for done, sha256 in enumerate(lost):
        at_hand.report(done, len(lost), "Sending photos …")
        content = _sealed(app, sha256)
        if content is not None:
            at_hand.store.put_new(_name(at_hand, sha256), content)
    with app.store.unit_of_work() as work:
        work.keep_setting(_LOOKED, today)
        work.commit()
    return len(lost)


def take_photos(app: App, at_hand: AtHand) -> int:
    """Fetch the files of photos that are named here and are not here; answers how many are late."""
    here = sealed_since(app.folder)
    with app.store.reading() as reader:
        wanted = {photo.sha256 for photo in reader.find(Photo)} - here.keys()
    named = {_name(at_hand, sha256): sha256 for sha256 in sorted(wanted)}
    late = 0
    for done, (name, content) in enumerate(sync.gather(at_hand.store, list(named))):
        at_hand.report(done, len(named), "Taking in photos …")
        if isinstance(content, NotThereError):
            late += 1
        elif isinstance(content, TeamStoreError):
            raise content
        elif hashlib.sha256(content).hexdigest() == named[name]:
            keep_sealed(app.folder, content)
        else:
            late += 1  # not all of it is there, or it is not the photo: never shown either way
    return late


def _sealed(app: App, sha256: str) -> bytes | None:
    """A photo's sealed file; None where this laptop has none that is whole."""
    try:
        return read_sealed(app.folder, sha256)
    except (NotFoundError, DamagedStoreError):
        return None


def _name(at_hand: AtHand, sha256: str) -> str:
    return sync.photo_name(at_hand.team.team_secret, sha256)
