"""Photos of work and displays: added to a record, listed."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.opening import Commands, add_command, plain, reading, say, writing
from app.domain.photos import Photo
from app.usecases import photos

_SECRET = ("key",)


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    add = add_command(commands, "add-photo", _add, "answer a question of a record with a photo")
    add.add_argument("record", metavar="RECORD")
    add.add_argument("ref", metavar="REF", help="as start-record prints them, or a name")
    add.add_argument("file", type=Path, metavar="FILE", help="JPEG, PNG, WebP, GIF, BMP or TIFF")
    add.add_argument("--caption", default="", metavar="TEXT", help="what it shows")
    listed = add_command(commands, "photos", _photos, "list the photos of a record")
    listed.add_argument("record", metavar="RECORD")


def _add(args: argparse.Namespace) -> None:
    content = photos.picture_file(args.file)
    with writing(args) as app:
        photo = photos.add_photo(app, args.record, args.ref, content, args.caption).value
    say(args, _told(photo), f"Photo added: {_words(photo)}\n{photos.REMINDER}")


def _photos(args: argparse.Namespace) -> None:
    with reading(args) as app:
        found = photos.photos_by_ref(app, args.record)
    lines = [f"{ref}  {_words(photo)}" for ref, photo in found.items()]
    value = [{"ref": ref, **_told(photo)} for ref, photo in found.items()]
    say(args, value, "\n".join(lines) or "This record has no photos.")


def _told(photo: Photo) -> dict[str, object]:
    """What may leave the program: never the key."""
    return {name: value for name, value in plain(photo).items() if name not in _SECRET}


def _words(photo: Photo) -> str:
    size = f"{photo.width} × {photo.height}, {max(1, photo.size // 1024)} KB"
    return f"{photo.file_name}  {size}{f'  {photo.caption}' if photo.caption else ''}"
