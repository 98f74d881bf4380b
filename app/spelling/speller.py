"""Whether a word is spelt as the British dictionary has it, and what may have been meant.

The dictionary is Hunspell's, read in pure Python: about 0.4 s and 40 MB, so it is built when
somebody first writes, off the window's thread, and then kept for as long as the program runs.
"""

from __future__ import annotations

import re
import threading
import time
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from app.domain.written_words import WrittenWord, is_among, words_to_check
from app.paths import resource_path

if TYPE_CHECKING:
    from spylls.hunspell import Dictionary

MOST_SUGGESTED = 6
LONGEST_LOOK = 0.4  # seconds for suggestions; a last step of the search may run over it once

# Oxford spelling: -ize is as British as -ise, in words that came from Greek. The dictionary has
# -ise alone. These are never written with a z, whatever their sound.
_IZE = re.compile(r"iz(?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)")
_ALWAYS_ISE = re.compile(
    r"(?:advert|adv|ar|chast|circumc|compr|comprom|dem|desp|dev|disgu|enterpr|exc|exerc|expert|"
    r"franch|improv|inc|merchand|prem|prom|prec|conc|rev|superv|surm|surpr|telev|ra|pra|no|po|"
    r"bru|cru|r|w)is"
)

_building = threading.Lock()


class Speller:
    """Looks words up. Made at once; the dictionary is read at the first question, in any thread."""

    def knows(self, word: str) -> bool:
        """Whether a dictionary has `word`: the British one, or that of the field's own words."""
        if is_among(word, field_words()):
            return True
        return any(_dictionary().lookup(form) for form in _forms(word))

    def unknown(self, words: Iterable[str]) -> frozenset[str]:
        """Those of `words` that no dictionary has."""
        return frozenset(word for word in words if not self.knows(word))

    def misspelt(self, text: str, left_alone: Collection[str] = ()) -> tuple[WrittenWord, ...]:
        """The words of `text` that no dictionary has and that are not among those left alone."""
        return tuple(
            written
            for written in words_to_check(text)
            if not is_among(written.word, left_alone) and not self.knows(written.word)
        )

    def suggestions(
        self,
        word: str,
        own_words: Collection[str] = (),
        wanted: Callable[[], bool] = lambda: True,
    ) -> tuple[str, ...]:
        """What may have been meant by `word`, the likeliest first, at most six.

        The search ends early once `wanted` is False, and answers with what it has.
        """
        found: dict[str, None] = {}
        until = time.monotonic() + LONGEST_LOOK
        for suggestion in _dictionary().suggest(word):
            found[suggestion] = None
            if len(found) >= MOST_SUGGESTED or time.monotonic() > until or not wanted():
                break
        return _merged(word, tuple(found), (*own_words, *field_words()))


def _forms(word: str) -> tuple[str, ...]:
    """`word`, and what it stands for in a dictionary without accents and without Oxford's -ize."""
    plain = word
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word)
        plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    with_s = _IZE.sub("is", plain.lower())
    oxford = with_s if with_s != plain.lower() and not _ALWAYS_ISE.match(with_s) else plain
    return tuple(dict.fromkeys((word, plain, oxford)))


def _merged(word: str, found: Sequence[str], own: Iterable[str]) -> tuple[str, ...]:
    """What was found, with up to two of the own words: first where they are more like `word`."""
    spelt = {each.lower(): each for each in own}
    near = [_cased(spelt[each], word) for each in get_close_matches(word.lower(), spelt, 2, 0.84)]
    likest = _likeness(word, found[0]) if found else 0
    before = [each for each in near if _likeness(word, each) > likest]
    return tuple(dict.fromkeys((*before, *found[:2], *near, *found[2:])))[:MOST_SUGGESTED]


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, first.lower(), second.lower()).ratio()


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() and word.islower() else word


@cache
def field_words() -> frozenset[str]:
    """The field's own words that the dictionary lacks, as they ship."""
    text = resource_path("spelling", "field_words.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(line for line in lines if line)


def _dictionary() -> Dictionary:
    with _building:
        return _built()


@cache
def _built() -> Dictionary:
    from app.spelling.reading import read_dictionary

    return read_dictionary(resource_path("spelling", "index"))
