"""A form that asks for photos, and records of it."""

from __future__ import annotations

from app.usecases.photos import add_photo
from app.usecases.records import start_record
from tests.builders_forms import asks, bind, group, repeat, xform
from tests.builders_pictures import a_photo

WALL, BOOK, OWN, LATER = (
    "/data/walls/wall",
    "/data/books/row/book",
    "/data/private/own",
    "/data/walls/later",
)


def upload(path, label="The working wall"):
    """A question that is answered with a photo."""
    return f'<upload mediatype="image/*" ref="{path}"><label>{label}</label></upload>'


FORM = xform(
    "<walls><note/><wall/><later/></walls><books><row><book/><say/></row></books>"
    "<private><own/></private>",
    model="".join(
        [
            bind("/data/walls/note", type="string"),
            f'<bind nodeset="{WALL}" type="binary" orx:max-pixels="800"/>',
            bind(LATER, type="binary", relevant="/data/walls/note = 'more'"),
            bind(BOOK, type="binary"),
            bind("/data/books/row/say", type="string"),
            bind(OWN, type="binary"),
        ]
    ),
    body=group("/data/walls", asks("/data/walls/note"), upload(WALL), upload(LATER, "Later"))
    + group(
        "/data/books",
        repeat("/data/books/row", upload(BOOK, "A book"), asks("/data/books/row/say")),
    )
    + group("/data/private", upload(OWN, "My own")),
)


def with_photo_form(app):
    """Keep the form."""
    with app.store.unit_of_work() as work:
        work.keep_form("a_form", "3", "A form", FORM, "")
        work.commit()


def a_photo_record(app, urn=900001):
    """The id of a draft of the form."""
    with_photo_form(app)
    return start_record(app, urn, "a_form").value.record.id


def a_record_with_a_photo(app, caption="Bar models in Year 4", **drawn):
    """The id of a draft with a photo of a wall, and the photo."""
    record_id = a_photo_record(app)
    return record_id, add_photo(app, record_id, "wall", a_photo(**drawn), caption).value
