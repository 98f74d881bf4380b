"""Phrases that an adviser often writes: keeping them, a first set of them, files of them."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.changes import Done, Seen
from app.domain.pasted import whole
from app.domain.phrases import Phrase, as_abbreviation
from app.domain.search_words import words_of
from app.errors import InputError
from app.parts import App
from app.paths import resource_path
from app.storage import UnitOfWork
from app.usecases.files_outside import check_outside, read_outside, write_outside

COLUMNS = ("Heading", "Abbreviation", "Phrase")
_LONGEST_PHRASE = 2_000
_ENOUGH = 40  # characters of a phrase to know it by
_LARGEST_FILE = 2 * 2**20  # bytes; a thousand phrases are a tenth of it


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All phrases, by heading; `seen` goes back with a change to one."""

    phrases: tuple[Phrase, ...]
    seen: Seen


def phrase_book(app: App) -> PhraseBook:
    """The phrases of whoever holds this laptop, by heading and words."""
    with app.store.reading() as reader:
        return PhraseBook(_in_order(reader.find(Phrase)), reader.seen)


def matching(phrases: Iterable[Phrase], search: str) -> tuple[Phrase, ...]:
    """Those in which every word of `search` begins a word, in their order; all for none."""
    wanted = words_of(search)

    def fits(phrase: Phrase) -> bool:
        said = words_of(f"{phrase.words} {phrase.abbreviation} {phrase.heading}")
        return all(any(word.startswith(each) for word in said) for each in wanted)

    return tuple(filter(fits, phrases))


def save_phrase(app: App, phrase: Phrase, seen: Seen | None = None) -> Done[Phrase]:
    """Keep a phrase, new where its id is blank; InputError where it cannot be used as it is."""
    with app.store.unit_of_work() as work:
        phrase = _checked(phrase)
        others = {p.abbreviation.casefold(): p for p in work.find(Phrase) if p.id != phrase.id}
        taken = others.get(phrase.abbreviation.casefold()) if phrase.abbreviation else None
        if taken is not None:
            raise InputError(
                f"{phrase.abbreviation} already stands for “{_beginning(taken.words)}”. "
                "Nothing has been kept."
            )
        phrase = replace(phrase, id=phrase.id or app.new_id())
        work.save(phrase, seen)
        return Done(phrase, work.commit())


def delete_phrase(app: App, phrase: Phrase, seen: Seen | None = None) -> Done[Phrase]:
    """Take a phrase away; `save_phrase` brings it back."""
    with app.store.unit_of_work() as work:
        work.delete(phrase, seen)
        return Done(phrase, work.commit())


def starter_phrases() -> tuple[Phrase, ...]:
    """The phrases that ship with the program, to begin with; their ids are their keys."""
    rows = tomllib.loads(resource_path("phrases.toml").read_text(encoding="utf-8"))["phrase"]
    return tuple(Phrase(r["key"], r["words"], r["abbreviation"], r["heading"]) for r in rows)


def add_starter_phrases(app: App) -> Done[int]:
    """Keep the phrases that ship with the program; answers how many are new.

    Their ids are the same on each laptop of one adviser, so they never stand there twice.
    """
    phrases = (replace(p, id=f"{app.me}:{p.id}") for p in starter_phrases())
    with app.store.unit_of_work() as work:
        return Done(_add(work, phrases), work.commit())


def save_phrases_as(app: App, path: Path) -> Path:
    """Write all phrases to a CSV file, which a spreadsheet opens and `import_phrases` reads.

    Raises ExportError where nothing can be written.
    """
    from app.exports import harmless

    check_outside(app, path)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for phrase in phrase_book(app).phrases:
        cells = (phrase.heading, phrase.abbreviation, phrase.words)
        rows.writerow([harmless(cell) for cell in cells])
    write_outside(path, text.getvalue().encode("utf-8-sig"))
    return path


def import_phrases(app: App, path: Path) -> Done[int]:
    """Keep the phrases of a CSV file that are new; answers how many. All of them or none.

    Raises InputError where the file is not such a list, naming the row.
    """
    phrases = [_read(row, at) for at, row in enumerate(_rows(path), start=2) if any(row.values())]
    with app.store.unit_of_work() as work:
        new = (replace(phrase, id=app.new_id()) for phrase in phrases)
        return Done(_add(work, new), work.commit())


def _add(work: UnitOfWork, phrases: Iterable[Phrase]) -> int:
    """Keep those whose words are not there yet; an abbreviation that is taken is left out."""
    kept = work.find(Phrase)
    words = {phrase.words.casefold() for phrase in kept}
    taken = {phrase.abbreviation.casefold() for phrase in kept}
    count = 0
    for phrase in phrases:
        if phrase.words.casefold() in words:
            continue
        free = phrase.abbreviation.casefold() not in taken
        work.save(phrase if free else replace(phrase, abbreviation=""))
        words.add(phrase.words.casefold())
        taken.add(phrase.abbreviation.casefold())
        count += 1
    return count


def _checked(phrase: Phrase) -> Phrase:
    words = whole(phrase.words).strip()
    if not words:
        raise InputError("Please give the words of the phrase. Nothing has been kept.")
    if len(words) > _LONGEST_PHRASE:
        raise InputError(
            f"A phrase has at most {_LONGEST_PHRASE:,} characters. Nothing has been kept."
        )
    abbreviation = as_abbreviation(whole(phrase.abbreviation))
    heading = " ".join(whole(phrase.heading).split())
    return replace(phrase, words=words, abbreviation=abbreviation, heading=heading)


def _rows(path: Path) -> list[dict[str, str]]:
    from app.exports import as_entered

    content = read_outside(path, _LARGEST_FILE)
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise _not_a_list(path) from problem
    heading = tuple(cell.strip().casefold() for cell in rows[0]) if rows else ()
    if not {name.casefold() for name in COLUMNS} <= set(heading):
        raise _not_a_list(path)
    return [dict(zip(heading, map(as_entered, row), strict=False)) for row in rows[1:]]


def _read(row: dict[str, str], at: int) -> Phrase:
    heading, abbreviation, words = (row.get(name.casefold(), "") for name in COLUMNS)
    try:
        return _checked(Phrase("", words, abbreviation, heading))
    except InputError as problem:
        raise InputError(f"Row {at}: {problem}") from problem


def _not_a_list(path: Path) -> InputError:
    names = ", ".join(COLUMNS)
    return InputError(
        f"{path.name} is no list of phrases: a CSV file with the columns {names}. "
        "Nothing has been changed."
    )


def _in_order(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """By heading, those without one last."""
    return tuple(
        sorted(phrases, key=lambda p: (not p.heading, p.heading.casefold(), p.words.casefold()))
    )


def _beginning(words: str) -> str:
    return words if len(words) <= _ENOUGH else f"{words[:_ENOUGH].rstrip()} …"
