"""What is worth a second look while writing, by lists that everybody may change for themselves."""

from __future__ import annotations

from collections.abc import Mapping

from app import reference
from app.domain.wording import WordLists
from app.errors import InputError
from app.parts import App
from app.settings import BLAMING_WORDS, FIRST_NAMES, TOO_STRONG_WORDS, Kept, Setting

BLAMING, TOO_STRONG, NAMES = "blaming", "too_strong", "first_names"
MOST_WORDS = 3_000
_LONGEST_WORD = 60
_SETTINGS: Mapping[str, Setting[str | None]] = {
    BLAMING: BLAMING_WORDS,
    TOO_STRONG: TOO_STRONG_WORDS,
    NAMES: FIRST_NAMES,
}


def word_lists(app: App) -> WordLists:
    """The lists as whoever holds this laptop has them."""
    with app.store.reading() as reader:
        return lists_kept(reader)


def lists_kept(kept: Kept) -> WordLists:
    """The lists as they are kept, those that ship where none of one's own is."""
    shipped = reference.word_lists()
    own = {kind: setting.read(kept) for kind, setting in _SETTINGS.items()}
    lists = {
        kind: getattr(shipped, kind) if text is None else tuple(text.splitlines())
        for kind, text in own.items()
    }
    return WordLists(shipped.longest_sentence, **lists)


def keep_words(app: App, kind: str, text: str) -> WordLists:
    """Keep one list, a word or short phrase a line; InputError where it can be none."""
    words = tuple(dict.fromkeys(" ".join(line.split()) for line in text.splitlines()))
    words = tuple(word for word in words if word)
    if len(words) > MOST_WORDS or any(len(word) > _LONGEST_WORD for word in words):
        raise InputError(
            f"Give at most {MOST_WORDS:,} words, one a line, each of at most {_LONGEST_WORD} "
            "letters. Nothing has been changed."
        )
    return _keep(app, kind, "\n".join(words))


def words_as_shipped(app: App, kind: str) -> WordLists:
    """Go back to the list that ships."""
    return _keep(app, kind, None)


def _keep(app: App, kind: str, text: str | None) -> WordLists:
    with app.store.unit_of_work() as work:
        _SETTINGS[kind].write(work, text)
        work.commit()
    return word_lists(app)
