"""What all parts of reading an XForm share: namespaces, mistakes, expressions, wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from app.errors import FormError, FormMistake
from app.forms.blueprint import Place, Text, Wording
from app.forms.markup import local_name
from app.forms.xpath import Expression, XPathError, compile_expression

XFORMS = "http://www.w3.org/2002/xforms"
JAVAROSA = "http://openrosa.org/javarosa"
OPENROSA = "http://openrosa.org/xforms"
ODK = "http://www.opendatakit.org/xforms"

DEVICE_ACTIONS = {
    f"{{{ODK}}}setgeopoint": (
        "the form asks where the device is. This computer cannot tell, so the answer stays blank."
    ),
    f"{{{ODK}}}recordaudio": (
        "the form would record sound by itself. That is never done here, so nothing is recorded."
    ),
}
"""Actions that ask nothing of a person and need what a desktop lacks: the form works without."""

_DECLARATION = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""")
_TRANSLATED = re.compile(r"""^\s*jr:itext\(\s*(['"])(.*?)\1\s*\)\s*$""", re.DOTALL)
_PREFIX = re.compile(r"(?<=/)[\w.-]+:(?=[\w@])")


@dataclass(slots=True)
class Reading:
    """One form while it is being read; `ids` maps the ids of binds to paths."""

    namespaces: Mapping[str, str]
    mistakes: list[FormMistake] = field(default_factory=list)
    remarks: list[FormMistake] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def wrong(self, message: str) -> None:
        """Keep one mistake; reading goes on so that all are told at once."""
        self.mistakes.append(FormMistake(message))

    def remark(self, message: str) -> None:
        """Keep what is worth knowing although the form can be used."""
        self.remarks.append(FormMistake(message, stops=False))

    def compiled(self, text: str | None, where: str) -> Expression | None:
        """The expression, or None where there is none or it is wrong, which is then kept."""
        if text is None or not text.strip():
            return None
        try:
            return compile_expression(text, pinned=True)
        except XPathError as error:
            self.wrong(f"{where}: {error}")
            return None

    def place_of(self, reference: str | None, base: str) -> str:
        """The schematic path that `reference` names, seen from `base`; blank for none.

        What climbs above the form comes back as it is written, and is the path of no place.
        """
        path = plain_path((reference or "").strip())
        if not path or path.startswith("/"):
            return path
        path = path.removeprefix("current()/").removeprefix("./")
        steps = base.split("/")
        for step in path.split("/"):
            if step == "..":
                if len(steps) == 1:
                    return path
                steps.pop()
            elif step != ".":
                steps.append(step)
        return "/".join(steps)

    def wording(self, element: Element | None, where: str) -> Wording | None:
        """What a `label` or `hint` element says."""
        if element is None:
            return None
        reference = element.get("ref")
        if reference is None:
            return Wording(plain=self.text(element, where))
        found = _TRANSLATED.match(reference)
        if found:
            return Wording(key=found[2])
        return Wording(reference=self.compiled(reference, where))

    def message(self, text: str | None) -> Wording | None:
        """What a constraint or required message says."""
        if not text:
            return None
        found = _TRANSLATED.match(text)
        return Wording(key=found[2]) if found else Wording(plain=(text,))

    def text(self, element: Element, where: str) -> Text:
        """The mixed text of an element, `output`s as expressions."""
        parts: list[str | Expression] = [element.text or ""]
        for child in element:
            if local_name(child.tag) == "output":
                value = child.get("value") or child.get("ref")
                output = self.compiled(value, f"{where}, output in a label")
                parts.append(output or "")
            parts.append(child.tail or "")
        return tuple(part for part in parts if part != "")

    def finish(self, title: str) -> None:
        """Raises `FormError` with every mistake found, if any was."""
        if self.mistakes:
            count = len(self.mistakes)
            more = f" and {count - 1} more" if count > 1 else ""
            raise FormError(
                f"The form {title!r} cannot be used: {self.mistakes[0]}{more}", self.mistakes
            )


def plain_path(path: str) -> str:
    """The path without namespace prefixes and spaces: places are known by local names."""
    return _PREFIX.sub("", f"/{path}")[1:] if ":" in path else path


def declared_namespaces(xml: str | bytes) -> dict[str, str]:
    """Every prefix that the text declares. ElementTree resolves them and forgets their names."""
    text = xml if isinstance(xml, str) else xml.decode("utf-8", "replace")
    return dict(_DECLARATION.findall(text))


def children_named(element: Element, name: str) -> Iterable[Element]:
    """The child elements with this local name, whatever their namespace."""
    return (child for child in element if local_name(child.tag) == name)


def is_action(element: Element) -> bool:
    """Whether an element is something that the form does by itself."""
    return local_name(element.tag) == "setvalue" or element.tag in DEVICE_ACTIONS


def first_named(element: Element, name: str) -> Element | None:
    """The first child with this local name."""
    return next(iter(children_named(element, name)), None)
