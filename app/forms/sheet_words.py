"""The words of the sheets: what a column heading and a type of question mean.

Sources: the XLSForm reference (xlsform.org) for types and columns, with the older spellings that
pyxform still takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from app.forms.dialects import BLANK, ENDS, REFUSED, one_word


class RowKind(Enum):
    """What a row of the survey sheet is."""

    QUESTION = auto()
    SELECT = auto()
    SELECT_FROM_FILE = auto()
    COMPUTED = auto()
    OUTSIDE_LIST = auto()
    BEGIN = auto()
    END = auto()
    NOT_YET = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class RowType:
    """A type cell taken apart: `select_one levels or_other`, `begin_group`, `text`.

    `word` is the type in one spelling, `list_name` the list of a select, blank elsewhere.
    """

    kind: RowKind
    word: str
    list_name: str = ""
    or_other: bool = False


NOT_YET = {
    "geopoint": "a place on a map",
    "geotrace": "a line on a map",
    "geoshape": "an area on a map",
    "start-geopoint": "where the device is",
    "background-geopoint": "where the device is",
    "audio": "a sound recording",
    "background-audio": "a sound recording",
    "video": "a film",
    "file": "any file",
    "barcode": "a barcode",
    "audit": "a log of every step",
    "osm": "places in OpenStreetMap",
    "select_one_external": "a list from the external_choices sheet",
    "begin_loop": "a loop over choices",
    **BLANK,
    **REFUSED,
}
"""Types of XLSForm that the program cannot ask, and what each would ask for."""
LEFT_OUT = {"audit", "background-audio", "background-geopoint", "start-geopoint", *BLANK}
"""Those of them that ask nothing of a person, so that a form works without them."""

QUESTIONS = {
    *("text", "integer", "decimal", "date", "time", "dateTime", "note", "acknowledge"),
    *("image", "range"),
}
COMPUTED = {
    *("calculate", "hidden", "start", "end", "today", "username", "deviceid"),
    *("phonenumber", "email", "simserial", "subscriberid"),
}
OUTSIDE_LISTS = {"csv-external", "xml-external"}
SELECTS = {"select_one", "select_multiple", "rank"}
SELECTS_FROM_FILE = {"select_one_from_file", "select_multiple_from_file"}
_BLOCKS = {f"{step}_{block}" for step in ("begin", "end") for block in ("group", "repeat")}

_OTHER_SPELLINGS = {
    "integer": ("int",),
    "text": ("string",),
    "dateTime": ("datetime", "date_time"),
    "acknowledge": ("trigger",),
    "image": ("photo",),
    "deviceid": ("imei", "device_id", "uri:deviceid"),
    "phonenumber": ("phone_number",),
    "start": ("start_time",),
    "end": ("end_time",),
    "geopoint": ("location", "gps"),
    "select_one": ("select1", "select_one_from"),
    "select_multiple": (
        *("select_multiple_from", "select_all_that_apply", "select_all_that_apply_from"),
    ),
    "begin_repeat": ("begin_lgroup", "begin_looped_group"),
    "end_repeat": ("end_lgroup", "end_looped_group"),
}
_ALIASES = {other: word for word, others in _OTHER_SPELLINGS.items() for other in others}
_KINDS = (
    (QUESTIONS, RowKind.QUESTION),
    (COMPUTED, RowKind.COMPUTED),
    (OUTSIDE_LISTS, RowKind.OUTSIDE_LIST),
    ({*NOT_YET, *ENDS}, RowKind.NOT_YET),
)
KNOWN_TYPES = tuple(sorted({*QUESTIONS, *COMPUTED, *SELECTS, *SELECTS_FROM_FILE, *_BLOCKS}))

_SELECT = re.compile(
    r"(?P<word>select[ _]one[ _]from[ _]file|select[ _]multiple[ _]from[ _]file|"
    r"select[ _]one[ _]external|select[ _]one from|select[ _]one|select1|select[ _]multiple from|"
    r"select[ _]multiple|select all that apply from|select all that apply|rank)"
    r"\s+(?P<list>\S+?)(?P<other>\s+(or[ _]other|or specify other))?",
    re.IGNORECASE,
)


def row_type(text: str) -> RowType:
    """What the type cell `text` says."""
    if found := _SELECT.fullmatch(text):
        return _select(_one_spelling(found["word"]), found["list"], bool(found["other"]))
    word = _one_spelling(text)
    if word.startswith("begin_loop"):
        word = "begin_loop"
    if word in _BLOCKS:
        return RowType(RowKind.BEGIN if word.startswith("begin") else RowKind.END, word)
    if word in SELECTS | SELECTS_FROM_FILE:
        return RowType(RowKind.SELECT, word)
    kinds = (kind for words, kind in _KINDS if word in words)
    return RowType(next(kinds, RowKind.UNKNOWN), word)


def _select(word: str, list_name: str, or_other: bool) -> RowType:  # noqa: FBT001 - a fact of the cell, not an option
    if word in NOT_YET:
        return RowType(RowKind.NOT_YET, word)
    kind = RowKind.SELECT_FROM_FILE if word in SELECTS_FROM_FILE else RowKind.SELECT
    return RowType(kind, word, list_name, or_other)


def _one_spelling(text: str) -> str:
    if text in {"dateTime", "start-geopoint"}:
        return text
    word = one_word("_".join(text.lower().split()))
    return _ALIASES.get(word, word)


SURVEY_COLUMNS = (
    *("type", "name", "label", "hint", "guidance_hint", "required", "required_message"),
    *("relevant", "constraint", "constraint_message", "calculation", "default", "appearance"),
    *("readonly", "choice_filter", "repeat_count", "parameters", "trigger", "image", "audio"),
    *("video", "big-image", "disabled", "bind", "control", "media", "instance", "body", "intent"),
    *("save_to", "autoplay", "rows", "note"),
)
CHOICES_COLUMNS = ("list_name", "name", "label", "image", "audio", "video", "media")
SETTINGS_COLUMNS = (
    *("form_title", "form_id", "version", "style", "namespaces", "instance_name"),
    *("default_language", "name", "public_key", "submission_url", "allow_choice_duplicates"),
    *("auto_send", "auto_delete", "client_editable", "clean_text_values", "prefix", "delimiter"),
    "attribute",
)

_OTHER_HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "survey": {
        "type": ("command",),
        "name": ("tag", "value"),
        "label": ("caption",),
        "relevant": ("relevance",),
        "calculation": ("calculate",),
        "readonly": ("read_only",),
        "repeat_count": ("count", "jr:count"),
        "constraint_message": ("constraining_message", "jr:constraintmsg"),
        "required_message": ("requiredmsg", "jr:requiredmsg"),
    },
    "choices": {"name": ("value",), "label": ("caption",)},
    "settings": {"form_id": ("id_string", "set_form_id"), "form_title": ("title",)},
}
_COLUMN_ALIASES = {
    sheet: {other: column for column, others in columns.items() for other in others}
    for sheet, columns in _OTHER_HEADINGS.items()
}
_OUTER = {"bind", "control", "body", "media"}
_PREFIXED = re.compile(r"[a-z_]+:[a-z_]+", re.IGNORECASE)


def column_of(heading: str, sheet: str) -> str:
    """The column that a heading means, without its language: `label::Cymraeg (cy)` is label.

    A mark such as `bind::vb:level` stays `bind::vb:level`.
    """
    steps = [step.strip() for step in heading.split("::")]
    if len(steps) == 1 and ":" in heading and not heading.lower().startswith("jr:"):
        steps = [step.strip() for step in heading.split(":")]
    outer = "_".join(steps[0].lower().split())
    if outer in _OUTER and len(steps) > 1:
        if _PREFIXED.fullmatch(steps[1]) and not steps[1].lower().startswith("jr:"):
            return f"{outer}::{steps[1]}"
        outer = "_".join(steps[1].lower().split())
    return _COLUMN_ALIASES.get(sheet, {}).get(outer, outer)
