"""The wordings of a form in each of its languages, and how a wording becomes a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from app.forms.blueprint import Text, Wording
from app.forms.markup import local_name
from app.forms.reading import Reading
from app.forms.xpath import Context, Expression
from app.forms.xpath.values import SPACES

LONG = "long"
PICTURES = "jr://images/"
"""What stands before the file name of a picture."""
_ORDERS = {LONG: (LONG, "short", "markdown"), "guidance": ("guidance",), "image": ("image",)}
_MEDIA = frozenset({"image", "big-image", "audio", "video"})


class Texts:
    """Translated texts by language, id and form; parsed when first asked for.

    A form of a text is `long` (what is shown), `guidance` (the longer hint) or `image`.
    """

    def __init__(
        self, raw: Mapping[str, Mapping[str, Mapping[str, Element]]], reading: Reading
    ) -> None:
        self._raw = raw
        self._reading = reading
        self._with_outputs = {
            key
            for texts in raw.values()
            for key, forms in texts.items()
            if any(len(element) for element in forms.values())
        }
        self._parsed: dict[tuple[str, str, str], Text] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, as the form names them."""
        return tuple(self._raw)

    def parts(self, language: str, key: str, form: str = LONG) -> Text:
        """The text; empty where this language does not have it."""
        at = (language, key, form)
        found = self._parsed.get(at)
        if found is None:
            found = self._parsed[at] = self._parse(language, key, form)
        return found

    def _parse(self, language: str, key: str, form: str) -> Text:
        forms = self._raw.get(language, {}).get(key, {})
        for name in _ORDERS.get(form, (form,)):
            if name in forms:
                return self._reading.text(forms[name], key)
        return ()

    def outputs(self, wording: Wording | None) -> Iterator[Expression]:
        """Every expression whose value a wording shows, in whatever language."""
        if wording is None:
            return
        if wording.reference is not None:
            yield wording.reference
        yield from (part for part in wording.plain if not isinstance(part, str))
        if wording.key not in self._with_outputs:
            return
        for language, texts in self._raw.items():
            for form, element in texts.get(wording.key, {}).items():
                if len(element):
                    parts = self.parts(language, wording.key, form)
                    yield from (part for part in parts if not isinstance(part, str))

    def outputs_in(self, rows: Element, column: str) -> Iterator[Expression]:
        """Every expression whose value is shown by a wording that a row names in `column`."""
        if not self._with_outputs:
            return
        for cell in rows.iter():
            if cell.text in self._with_outputs and local_name(cell.tag) == column:
                yield from self.outputs(Wording(key=cell.text))

    def addresses(self) -> Iterator[str]:
        """Every address of a picture, sound or film, in whatever language; plain ones only."""
        for texts in self._raw.values():
            for forms in texts.values():
                for form, element in forms.items():
                    if form in _MEDIA and element.text and not len(element):
                        yield element.text.strip()

    def knows(self, key: str) -> bool:
        """Whether any language has a text of that id."""
        return any(key in texts for texts in self._raw.values())

    def check(self) -> None:
        """Compile every output once, so that a wrong one is told when the form is loaded."""
        for language, texts in self._raw.items():
            for key, forms in texts.items():
                for form, element in forms.items():
                    if len(element):
                        self.parts(language, key, form)


def said(texts: Texts, wording: Wording | None, language: str, context: Context, form: str) -> str:
    """The sentence that a wording makes here and now; blank where there is none."""
    if wording is None:
        return ""
    if wording.key:
        parts = texts.parts(language, wording.key, form)
        return spoken(parts, context)
    if form != LONG:
        return ""
    if wording.reference is not None:
        return wording.reference.as_string(context)
    return spoken(wording.plain, context)


def spoken(parts: Text, context: Context) -> str:
    """Plain parts and the values between them, as one text."""
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0].strip(SPACES)
    return "".join(
        part if isinstance(part, str) else part.as_string(context) for part in parts
    ).strip(SPACES)
