"""Finding words in a record that is open: in what is asked, offered and answered, in every section.

Private answers are found too: it is one's own screen, and nothing of it is kept or printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.forms.definition import Group, Item, Question, QuestionKind, Repeat, Section
from app.forms.session import FormSession
from app.usecases.section_titles import section_title

_EXCERPT = 90  # letters of what was found that are shown
_LEAD = 24  # letters shown before the word that was found
_CHOOSING = {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK}


@dataclass(frozen=True, slots=True)
class Found:
    """One place that holds the words. `where` says in what: question, hint, choice or answer.

    `title` is what the place is called there, `words` the piece of text around what was found.
    """

    ref: str
    section: str
    section_title: str
    title: str
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A place that can be found: its pieces of text, and all of them as compared."""

    ref: str
    code: str
    section: Section
    title: str
    pieces: tuple[tuple[str, str], ...]
    compared: str


class FindInRecord:
    """Searches one live form. `forget` has it read the form again, once something has changed."""

    def __init__(self, session: FormSession) -> None:
        self._session = session
        self._places: list[_Place] | None = None
        self._titles: dict[str, str] = {}
        self._choices: dict[str, str] = {}

    def forget(self) -> None:
        """Something was answered: what was read is no longer how it is."""
        self._places = None

    def read(self) -> None:
        """Read the form where it is not read, so that the next search has only to look."""
        if self._places is None:
            self._places = list(self._read())

    def find(self, words: str) -> tuple[Found, ...]:
        """The places that hold every one of `words`, in the form's order.

        A prompt whose code it is comes first: `QA4` goes to QA4.
        """
        wanted = words.casefold().split()
        if not wanted:
            return ()
        self.read()
        assert self._places is not None
        code = "".join(wanted)
        coded = [place for place in self._places if place.code == code]
        held = [p for p in self._places if all(word in p.compared for word in wanted)]
        return tuple(
            [self._found(place, "question", place.title) for place in coded]
            + [self._shown(place, wanted) for place in held if place not in coded]
        )

    def _shown(self, place: _Place, wanted: list[str]) -> Found:
        """A place with the first of its pieces that holds the most of what is wanted."""
        where, text = max(
            place.pieces, key=lambda piece: sum(word in piece[1].casefold() for word in wanted)
        )
        return self._found(place, where, excerpt(text, wanted))

    def _found(self, place: _Place, where: str, words: str) -> Found:
        section = place.section
        title = self._titles[section.path]
        return Found(place.ref, section.path, title, place.title, where, words)

    def _read(self) -> Iterator[_Place]:
        session = self._session
        self._choices = {}
        for section in session.definition.sections:
            if session.is_relevant(section.path):
                self._titles[section.path] = section_title(session, section)
                yield from self._in(section, section.items, "", "", "")

    def _in(
        self, section: Section, items: tuple[Item, ...], path: str, ref: str, within: str
    ) -> Iterator[_Place]:
        for item in items:
            own = ref + item.path.removeprefix(path)
            if isinstance(item, Repeat):
                for number, row in enumerate(self._session.rows(own), start=1):
                    yield from self._in(section, item.items, item.path, row, f"Row {number}")
            elif self._session.is_relevant(own):
                yield from self._at(section, item, own, within)

    def _at(
        self, section: Section, item: Group | Question, ref: str, within: str
    ) -> Iterator[_Place]:
        label = self._session.label(ref)
        if isinstance(item, Group):
            if label:
                yield _place(ref, item.name, section, label, [("question", label)])
            yield from self._in(section, item.items, item.path, ref, label or within)
            return
        if item.kind is not QuestionKind.CALCULATED:
            title = f"{within} · {label}" if within and label else label or within
            yield _place(ref, item.name, section, title, self._pieces(item, ref, label))

    def _pieces(self, question: Question, ref: str, label: str) -> list[tuple[str, str]]:
        session = self._session
        value = session.value(ref) if question.kind is not QuestionKind.NOTE else ""
        chooses = question.kind in _CHOOSING
        answer = session.choice_label(ref, value) if value and chooses else value
        pieces = (
            ("question", label),
            ("answer", answer),
            ("hint", session.hint(ref)),
            ("choice", self._offered(question, ref) if chooses else ""),
        )
        return [(where, text) for where, text in pieces if text]

    def _offered(self, question: Question, ref: str) -> str:
        """What may be chosen, read once for all rows that ask the same."""
        if question.path not in self._choices:
            offered = self._session.choices(ref)
            labels = (f"{c.label} {c.extra.get('descriptor', '')}".strip() for c in offered)
            self._choices[question.path] = "; ".join(labels)
        return self._choices[question.path]


def excerpt(text: str, wanted: list[str]) -> str:
    """A line of `text` around the first of the words that it holds."""
    line = " ".join(text.split())
    compared = line.casefold()
    at = min((found for word in wanted if (found := compared.find(word)) >= 0), default=0)
    start = 0 if at <= _LEAD else line.rfind(" ", 0, at - _LEAD + 1) + 1
    said = line[start : start + _EXCERPT]
    return f"{'…' if start else ''}{said}{'…' if start + _EXCERPT < len(line) else ''}"


def _place(
    ref: str, code: str, section: Section, title: str, pieces: list[tuple[str, str]]
) -> _Place:
    compared = "\n".join(text for _where, text in pieces).casefold()
    return _Place(ref, code.casefold(), section, title, tuple(pieces), compared)
