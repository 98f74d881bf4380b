"""What only SurveyCTO and KoboToolbox know, and what to do about it in a form that is taken over.

Sources: SurveyCTO's guide to form definitions and KoboToolbox's to questions. What asks nothing of
a person stays blank here, everything else is refused by its name with what to use in its place.
"""

from __future__ import annotations

import re

BLANK = {
    "caseid": "the case of SurveyCTO’s case management",
    "comments": "SurveyCTO’s comments on each question",
    "text_audit": "SurveyCTO’s log of every step",
    "audio_audit": "SurveyCTO’s sound recording",
    "speed_violations": "SurveyCTO’s log of quick answers",
    "sensor_statistic": "SurveyCTO’s measures of the device",
    "sensor_stream": "SurveyCTO’s measures of the device",
    "devicephonenum": "the telephone number of the device",
}
"""Types of row that a device fills in by itself: the row stays, its answer stays blank."""

REFUSED = {
    "calculate_here": "SurveyCTO’s value that is worked out when a page is reached",
    "begin_kobomatrix": "KoboToolbox’s table of questions",
    "begin_score": "KoboToolbox’s table of scores",
    "score__row": "KoboToolbox’s table of scores",
    "begin_rank": "KoboToolbox’s ranking",
    "rank__level": "KoboToolbox’s ranking",
    "begin_literacytest": "KoboToolbox’s literacy test",
}
"""Types of row that cannot be asked, and what each is."""

ENDS = {"end_kobomatrix", "end_score", "end_rank", "end_literacytest", "end_loop"}
"""What ends a block that is refused where it begins: nothing more is said of it."""

REMEDIES = {
    "calculate_here": "Use calculate; with a trigger column it works out when that one changes.",
    "begin_kobomatrix": "Use begin_group, with a question for each cell of the table.",
    "begin_score": "Use begin_group with the appearance table-list, and a select_one for each row.",
    "score__row": "Use select_one with the list of the scores.",
    "begin_rank": "Use the type rank with a list.",
    "rank__level": "Use the type rank with a list.",
    "begin_loop": "Use begin_repeat, or write the questions out.",
    "select_one_external": "Use select_one_from_file with a .csv file.",
    "barcode": "Ask for it as text.",
}
USUAL_REMEDY = "Remove the row, or ask for it in words with a text question."

_PREFIXES = ("speed_violations", "sensor_statistic", "sensor_stream")
_MISSING = re.compile(r"There is no function called ([\w:.-]+)\(\)\.")
_OF_THE_DEVICE = (
    *("duration", "device-info", "phone-call-log", "phone-call-duration", "plug-in-metadata"),
    *("collect-is-phone-app", "username", "version", "imei", "form-version"),
)
_INSTEAD = {
    "index": "Write position(..) for it.",
    "choice-label": "Write jr:choice-name(value, '${question}') for it.",
    "relevant": "Write the other question’s condition in its place.",
    "lower": "Leave letters as they were typed, or compare with each spelling.",
    "linebreak": "Put a line break into the cell.",
    "sum-if": "Write sum(${question}[condition]).",
    "count-if": "Write count(${repeat}[condition]).",
    "min-if": "Write min(${question}[condition]).",
    "max-if": "Write max(${question}[condition]).",
    "join-if": "Write join(', ', ${question}[condition]).",
    "rank-value": "Sort outside the form.",
    "rank-index": "Sort outside the form.",
    "count-items": "Write count-selected(${question}).",
    "item-at": "Write selected-at(${question}, place).",
    "item-present": "Write selected(${question}, value).",
}


def one_word(word: str) -> str:
    """A dialect's type in one spelling, without what it measures: `sensor_stream light_level`."""
    return next((prefix for prefix in _PREFIXES if word.startswith(prefix)), word)


def instead_of(error: str) -> str:
    """What to do about an unknown function that `error` names; blank where nothing is known."""
    found = _MISSING.search(error)
    if found is None:
        return ""
    name = found[1]
    if name in _OF_THE_DEVICE:
        return " It is of SurveyCTO’s devices: remove the row."
    return f" {_INSTEAD[name]}" if name in _INSTEAD else ""


def refused_appearance(word: str) -> str:
    """Why a form with this appearance cannot work as its author meant; blank where it can."""
    if word.startswith("search("):
        return (
            "A list that is filled by search() cannot be offered. Use select_one_from_file with "
            "the .csv file, and a choice_filter."
        )
    return ""
