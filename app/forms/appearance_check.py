"""What is wrong with the words in the appearance column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.errors import FormMistake
from app.forms.dialects import refused_appearance
from app.forms.sheet_words import LEFT_OUT
from app.forms.survey_rows import SurveyRow, did_you_mean

PANELS = (
    "panel-actions",
    "panel-earlier-actions",
    "panel-evidence",
    "panel-people",
    "panel-pupils",
)
IGNORED_APPEARANCES = {
    *("map", "placement-map", "image-map", "signature", "draw", "annotate", "new", "new-front"),
    *("bearing", "printer", "counter", "picker", "rating", "ex", "intent", "url", "masked"),
    *("month-year", "year", "ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar"),
}
_TAKEN = (
    *("multiline", "minimal", "autocomplete", "search", "likert", "field-list", "table-list"),
    *("quick", "quickcompact", "compact", "columns", "columns-pack", "columns-flex", "list"),
    *("list-nolabel", "label", "no-calendar", "numbers", "thousands-sep", "horizontal", "vertical"),
    *("horizontal-compact", "no-ticks", "no-collapse", "no-buttons", "hidden", "text", "spinner"),
    "at-risk",  # a note with it has a button that shows whom to tell
)
"""What is shown as it says, and what other programs lay out and is sound without here."""
_WIDTH = re.compile(r"w\d{1,2}|h\d{1,2}|columns-\d{1,2}|compact-\d{1,2}")
_ARGUMENTS = re.compile(r"\([^()]*\)")


def appearance_mistakes(rows: Iterable[SurveyRow]) -> Iterator[FormMistake]:
    """Every appearance that cannot work, and a remark on each that changes nothing."""
    for row in rows:
        if row.type.word in LEFT_OUT:
            continue
        for word in _ARGUMENTS.sub("()", row.text("appearance")).split():
            yield from _about(row, word)


def _about(row: SurveyRow, word: str) -> Iterator[FormMistake]:
    plain = word.partition(":")[0].partition("(")[0]
    if word.startswith("panel-"):
        if word not in PANELS:
            hint = did_you_mean(word, PANELS) or f" There are: {', '.join(PANELS)}."
            yield row.mistake("appearance", f"There is no panel called {word}.{hint}")
    elif refused := refused_appearance(word):
        yield row.mistake("appearance", refused)
    elif plain in IGNORED_APPEARANCES or plain.startswith("custom-"):
        message = f"Visitbook shows this question without the appearance {plain}."
        yield row.mistake("appearance", message, stops=False)
    elif word not in _TAKEN and not _WIDTH.fullmatch(word):
        hint = did_you_mean(word, (*_TAKEN, *PANELS)) or " Take it out, or write another word."
        message = f"There is no appearance called {word}, so it changes nothing.{hint}"
        yield row.mistake("appearance", message, stops=False)
