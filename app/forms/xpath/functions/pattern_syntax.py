"""Reads the patterns of `regex()` into a tree: what Java, JavaScript and Python have in common.

Letters, sets, groups, alternatives, repetitions, anchors, looking ahead. What a matcher without
backtracking cannot answer, such as referring back to a group, is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.forms.xpath.errors import XPathError

LONGEST = 1_000
_DEEPEST = 30
_MOST_TIMES = 9_999


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter out of a set; `classes` holds any of `dDwWsS`, `folded` takes either case."""

    ranges: tuple[tuple[str, str], ...] = ()
    classes: str = ""
    negated: bool = False
    folded: bool = False

    def python(self) -> str:
        """The set as Python's own matcher writes it."""
        parts = [f"{_code(low)}-{_code(high)}" for low, high in self.ranges]
        parts += [f"\\{name}" for name in self.classes]
        return f"[{'^' if self.negated else ''}{''.join(parts)}]"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place and no letter: `start`, `end`, `edge` of a word, or `inside` (no edge)."""

    place: str


@dataclass(frozen=True, slots=True)
class Series:
    """One thing after another."""

    parts: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Alternatives."""

    options: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Something so many times; `most` is None for any number."""

    part: Pattern
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What must, or must not, follow; it takes no letter itself."""

    part: Pattern
    wanted: bool


Pattern = Letter | Mark | Series | Either | Repeat | Ahead

ANY = Letter((("\n", "\n"),), negated=True)
_SIGNS: dict[str, Pattern] = {".": ANY, "^": Mark("start"), "$": Mark("end")}
_MARKS = {"b": Mark("edge"), "B": Mark("inside"), "A": Mark("start")}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}
_TIMES = re.compile(r"\{([0-9]{1,4})(,?)([0-9]{0,4})\}")
_GROUP = re.compile(r"\((?:\?(?::|=|!|P?<[A-Za-z_]\w*>))?")
_HEX = re.compile(r"u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})")


def read_pattern(text: str) -> Pattern:
    """The tree of `text`; raises XPathError where it is no pattern that can be used here."""
    if len(text) > LONGEST:
        raise XPathError(f"A pattern may have at most {LONGEST:,} characters.")
    folded = text.startswith("(?i)")
    reader = _Reader(text, 4 if folded else 0, folded=folded)
    tree = reader.either()
    if reader.more():
        raise reader.wrong("a bracket is closed that was never opened")
    return tree


class _Reader:
    def __init__(self, text: str, place: int, *, folded: bool) -> None:
        self._text = text
        self._place = place
        self._folded = folded
        self._depth = 0

    def more(self) -> bool:
        """Whether anything is left."""
        return self._place < len(self._text)

    def wrong(self, reason: str) -> XPathError:
        """The refusal of this pattern."""
        return XPathError(f"The pattern {self._text!r} cannot be used: {reason}.")

    def either(self) -> Pattern:
        """Alternatives up to a closing bracket or the end."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self.wrong("its brackets are nested too deeply")
        options = [self._series()]
        while self._accept("|"):
            options.append(self._series())
        self._depth -= 1
        return options[0] if len(options) == 1 else Either(tuple(options))

    def _series(self) -> Pattern:
        parts: list[Pattern] = []
        while self.more() and self._text[self._place] not in "|)":
            parts.append(self._repeated(self._one()))
        return parts[0] if len(parts) == 1 else Series(tuple(parts))

    def _accept(self, mark: str) -> bool:
        if self._text.startswith(mark, self._place):
            self._place += len(mark)
            return True
        return False

    def _take(self) -> str:
        if not self.more():
            raise self.wrong("it ends too early")
        self._place += 1
        return self._text[self._place - 1]

    def _one(self) -> Pattern:
        letter = self._text[self._place]
        if letter == "(":
            return self._group()
        self._place += 1
        if letter == "[":
            return self._set()
        if letter == "\\":
            return self._escape()
        if letter in "*+?":
            raise self.wrong(f"nothing stands before {letter!r} to be repeated")
        return _SIGNS.get(letter) or self._plain(letter)

    def _plain(self, letter: str) -> Letter:
        return Letter(((letter, letter),), folded=self._folded)

    # Groups and repetitions

    def _group(self) -> Pattern:
        match = _GROUP.match(self._text, self._place)
        assert match is not None
        self._place = match.end()
        if self._accept("?"):
            raise self.wrong("it has a kind of group that is not known here")
        inner = self.either()
        if not self._accept(")"):
            raise self.wrong("a bracket is opened and never closed")
        if match[0] in {"(?=", "(?!"}:
            return Ahead(inner, wanted=match[0] == "(?=")
        return inner

    def _repeated(self, part: Pattern) -> Pattern:
        while (times := self._times()) is not None:
            if isinstance(part, (Mark, Ahead)):
                raise self.wrong("a place cannot be repeated")
            part = Repeat(part, *times)
            # Fewest first or most first: whether there is a match is the same.
            self._accept("?")
            if self._accept("+"):
                raise self.wrong("it repeats without giving back")
        return part

    def _times(self) -> tuple[int, int | None] | None:
        for mark, times in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._accept(mark):
                return times
        match = _TIMES.match(self._text, self._place)
        if match is None:
            return None
        self._place = match.end()
        least = int(match[1])
        most = least if not match[2] else int(match[3]) if match[3] else None
        if max(least, most or 0) > _MOST_TIMES or (most is not None and most < least):
            raise self.wrong(f"{match[0]} is no number of times")
        return least, most

    # Letters

    def _escape(self) -> Pattern:
        letter = self._text[self._place : self._place + 1]
        if letter in _MARKS:
            self._place += 1
            return _MARKS[letter]
        if letter in {"z", "Z"}:
            self._place += 1
            return Mark("end")
        low, classes = self._escaped()
        return Letter(classes=classes) if classes else self._plain(low)

    def _escaped(self) -> tuple[str, str]:
        """The letter that an escape stands for, or the name of its class."""
        match = _HEX.match(self._text, self._place)
        if match:
            self._place = match.end()
            return chr(int(match[1] or match[2], 16)), ""
        letter = self._take()
        if letter in "dDwWsS":
            return "", letter
        if letter in _CONTROLS:
            return _CONTROLS[letter], ""
        if letter.isascii() and letter.isalnum():
            raise self.wrong(f"\\{letter} is not known here")
        return letter, ""

    def _set(self) -> Letter:
        negated = self._accept("^")
        ranges: list[tuple[str, str]] = []
        classes: list[str] = []
        first = True
        while first or not self._accept("]"):
            low, named = self._member()
            classes.append(named)
            if not named:
                ranges.append((low, self._upper(low)))
            first = False
        return Letter(tuple(ranges), "".join(classes), negated, self._folded)

    def _member(self) -> tuple[str, str]:
        letter = self._take()
        return self._escaped() if letter == "\\" else (letter, "")

    def _upper(self, low: str) -> str:
        after = self._text[self._place : self._place + 2]
        if len(after) < 2 or after[0] != "-" or after[1] == "]":  # noqa: PLR2004 - a sign, a letter
            return low
        self._place += 1
        high, named = self._member()
        if named or high < low:
            raise self.wrong("a range of letters runs backwards")
        return high


def _code(letter: str) -> str:
    return f"\\U{ord(letter):08x}"


def python_pattern(tree: Pattern) -> str:
    """`tree` as Python's own matcher reads it."""
    match tree:
        case Letter():
            return f"(?i:{tree.python()})" if tree.folded else tree.python()
        case Mark():
            return {"start": r"\A", "end": r"\Z", "edge": r"\b", "inside": r"\B"}[tree.place]
        case Series():
            return "".join(python_pattern(part) for part in tree.parts)
        case Either():
            return f"(?:{'|'.join(python_pattern(option) for option in tree.options)})"
        case Repeat():
            most = "" if tree.most is None else tree.most
            return f"(?:{python_pattern(tree.part)}){{{tree.least},{most}}}"
        case Ahead():
            return f"(?{'=' if tree.wanted else '!'}{python_pattern(tree.part)})"
