"""Marks in what a form says: the markdown and the few HTML tags that XLSForm's clients know.

Sources: the ODK documentation on styling (headings, emphasis, links, spans). Colours and typefaces
are left out: the person's own scheme decides on those. What is no known mark stays as it stands.
"""

from __future__ import annotations

import re
from html import escape, unescape

_SIGNS = re.compile(r"[*_#<\[\\&]")
_ESCAPED = re.compile(r"\\([\\*_#\[\]<])")
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*)$", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((https?://[^()\s]{1,500})\)")
_TAGS = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u"}
_TAG = re.compile(r"<(/?)(b|strong|i|em|u)>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</p>\s*(?=<p[\s>])", re.IGNORECASE)
_DROPPED = re.compile(r"</?(?:span|font|p|div|center)(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])(.{1,2000}?)(?<=\S)\1")
_SOFT = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,2000}?)(?<=\S)\1(?![\w*_])")
_OPEN, _CLOSE = "\ue000", "\ue001"  # private letters stand for our own tags until all is escaped
_KEPT_FROM = 0xE100  # and from here on for signs that were escaped
_KEPT = re.compile("[\ue100-\ue17f]")
_OWN = re.compile(f"{_OPEN}(/?[biu]){_CLOSE}")


def plain(text: str) -> str:
    """`text` without its marks, for lists, documents and what is read out."""
    if not _SIGNS.search(text):
        return text
    return _restored(_OWN.sub("", _marked(text)))


def rich(text: str) -> str:
    """`text` as the HTML that a label can show: b, i, u and br alone; blank where it has no marks.

    Whatever else looks like a tag is escaped, so that nothing in it is ever fetched or run.
    """
    if not _SIGNS.search(text):
        return ""
    marked = _marked(text)
    if not _OWN.search(marked):
        return ""
    parts = (escape(_restored(part), quote=False) for part in _OWN.split(marked)[::2])
    tags = iter(f"<{name}>" if name else "" for name in _nested(_OWN.findall(marked)))
    html = "".join(part + next(tags, "") for part in parts)
    return html.replace("\n", "<br>")


def _marked(text: str) -> str:
    """The text with its marks as our own tags."""
    text = _without_private(text)
    text = _ESCAPED.sub(lambda found: chr(_KEPT_FROM + ord(found[1])), text)
    text = _DROPPED.sub("", _BREAK.sub("\n", text))
    text = _TAG.sub(lambda found: f"{_OPEN}{found[1]}{_TAGS[found[2].lower()]}{_CLOSE}", text)
    text = _LINK.sub(r"\1 (\2)", text)
    text = _HEADING.sub(_heading, text)
    text = _STRONG.sub(f"{_OPEN}b{_CLOSE}\\2{_OPEN}/b{_CLOSE}", text)
    text = _SOFT.sub(f"{_OPEN}i{_CLOSE}\\2{_OPEN}/i{_CLOSE}", text)
    return unescape(text) if "&" in text else text


def _heading(found: re.Match[str]) -> str:
    """A heading without the signs that may close it."""
    words = found[1].rstrip(" \t#") or found[1]
    return f"{_OPEN}b{_CLOSE}{words}{_OPEN}/b{_CLOSE}"


def _without_private(text: str) -> str:
    return re.sub("[\ue000-\ue17f]", "", text)


def _restored(text: str) -> str:
    return _KEPT.sub(lambda found: chr(ord(found[0]) - _KEPT_FROM), text)


def _nested(names: list[str]) -> list[str]:
    """The tags, in which every one that is closed was opened; others give way to nothing."""
    depth = dict.fromkeys("biu", 0)
    kept = []
    for name in names:
        letter = name[-1]
        depth[letter] += -1 if name.startswith("/") else 1
        if depth[letter] < 0:
            depth[letter] = 0
            kept.append("")
        else:
            kept.append(name)
    return kept
