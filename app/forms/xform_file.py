"""An XForm that comes as a file of its own, from a form server or another designer."""

from __future__ import annotations

import re
from pathlib import Path

from app.errors import FormError
from app.forms.markup import LARGEST

_ROOT = re.compile(r"(<(?:\w+:)?instance(?:\s[^<>]*)?>\s*<)([^\s>/!]+)([^>]*)")
_VERSION = re.compile(r"""\sversion\s*=\s*["'][^"']+["']""")
_BLANK_VERSION = re.compile(r"""\sversion\s*=\s*(""|'')""")


def read_xform_file(path: Path) -> str:
    """The text of the XForm at `path`. Raises `FormError` for a file that cannot be one."""
    try:
        if path.stat().st_size > LARGEST:
            raise FormError(f"{path.name} is larger than {LARGEST // 2**20} MB and was not opened.")
        content = path.read_bytes()
    except OSError as error:
        raise FormError(
            f"{path.name} cannot be opened. If another program has it open, close it there."
        ) from error
    wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormError(f"{path.name} is not text in UTF-8. Save it again as UTF-8.") from error


def with_version(xml: str, version: str) -> str:
    """The XForm with `version` on its answers, where it says none."""

    def say(found: re.Match[str]) -> str:
        opening, name, rest = found.groups()
        if _VERSION.search(rest):
            return found[0]
        rest = _BLANK_VERSION.sub("", rest)
        return f'{opening}{name} version="{version}"{rest}'

    return _ROOT.sub(say, xml, count=1)
