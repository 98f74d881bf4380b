"""Spell checking for whoever holds this laptop: their own words, and what was meant by others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from app.domain.changes import Done
from app.domain.people import Adviser, KeyPerson
from app.domain.phrases import LearnedWord, Phrase
from app.domain.pupils import FocusPupil
from app.domain.schools import School
from app.domain.wording import WordLists
from app.domain.written_words import as_looked_up, words_to_check
from app.errors import InputError
from app.parts import App
from app.settings import SPELL_CHECK
from app.usecases.wording import lists_kept


@dataclass(frozen=True, slots=True)
class WritingKit:
    """What helps while writing: whether spelling is checked, the words to leave alone, phrases.

    `names` are words of this laptop's schools and people and its pupils' codes; nobody learned
    them, and no dictionary has them. `lists` are of what is worth a second look.
    """

    checks_spelling: bool
    learned: frozenset[str]
    names: frozenset[str]
    phrases: tuple[Phrase, ...]
    lists: WordLists

    @property
    def left_alone(self) -> frozenset[str]:
        """All words that are never marked."""
        return self.learned | self.names


def writing_kit(app: App) -> WritingKit:
    """What helps the adviser who writes on this laptop."""
    with app.store.reading() as reader:
        schools = reader.find(School)
        told = [f"{s.name} {s.la_name} {s.town} {s.street} {s.trust}" for s in schools]
        told += [person.name for person in reader.find(KeyPerson)]
        told += [adviser.name for adviser in reader.find(Adviser)]
        codes = {pupil.code for pupil in reader.find(FocusPupil)}
        return WritingKit(
            checks_spelling=SPELL_CHECK.read(reader),
            learned=frozenset(word.word for word in reader.find(LearnedWord)),
            names=frozenset({w.word for text in told for w in words_to_check(text)} | codes),
            phrases=reader.find(Phrase),
            lists=lists_kept(reader),
        )


def misspelt_words(app: App, words: Iterable[str]) -> frozenset[str]:
    """Those of `words` that no dictionary has. The first call reads the dictionary, 0.4 s."""
    return app.speller.unknown(words)


def suggestions(
    app: App, word: str, own_words: Collection[str], wanted: Callable[[], bool]
) -> tuple[str, ...]:
    """What may have been meant by `word`, at most six; ends early once `wanted` is False."""
    return app.speller.suggestions(word, own_words, wanted)


def learned_words(app: App) -> tuple[str, ...]:
    """The words that the adviser had learned, by the alphabet."""
    with app.store.reading() as reader:
        return tuple(sorted((w.word for w in reader.find(LearnedWord)), key=str.casefold))


def learn_word(app: App, word: str) -> Done[str]:
    """Leave `word` alone from now on. InputError where it is no word."""
    found = words_to_check(word.strip())
    if len(found) != 1 or found[0].word != as_looked_up(word.strip()):
        raise InputError(
            f"“{word.strip()}” is no single word that the spell check would look at. "
            "Nothing has been kept."
        )
    learned = found[0].word
    with app.store.unit_of_work() as work:
        work.save(LearnedWord(learned, learned))
        return Done(learned, work.commit())


def forget_word(app: App, word: str) -> Done[str]:
    """Check `word` again from now on; `learn_word` brings it back."""
    with app.store.unit_of_work() as work:
        work.delete(LearnedWord(word, word))
        return Done(word, work.commit())


def switch_spell_check(app: App, *, wanted: bool) -> bool:
    """Check spelling while words are written on this laptop, or do not."""
    with app.store.unit_of_work() as work:
        SPELL_CHECK.write(work, wanted)
        work.commit()
    return wanted
