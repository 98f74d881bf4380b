"""Loads every form in a folder and says what became of it: `corpus.py FOLDER [--files]`.

Prints JSON: `forms` found, `loaded`, `refused` with the thing named, `by_reason` (the first reason
of each refusal, without the names in it) and `crashed`, which must be empty: every form loads or is
refused in a sentence. With `--files` it tells of each refused file by name, too.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from app.errors import FormError  # noqa: E402 - the script runs from anywhere
from app.forms.compile import compile_workbook  # noqa: E402
from app.forms.session import FormSession  # noqa: E402
from app.forms.xform import load_form  # noqa: E402

WORKBOOKS = {".xlsx", ".xls", ".xlsm"}
XFORM = re.compile(rb"<(\w+:)?html\b")
STANDARD = b"http://www.w3.org/2002/xforms"
NAMES = re.compile(
    r"\S+\.(?:xlsx?|xlsm)\b|'[^']*'|\"[^\"]*\"|/[\w./@*\[\]:-]+|\$\{[^}]*\}|\d[\d,.]*"
)


def forms_in(folder: Path) -> Iterator[Path]:
    """Every file below `folder` that is a form: workbooks, and XML that holds an XForm."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith("~$"):
            continue
        suffix = path.suffix.lower()
        if suffix in WORKBOOKS or (suffix == ".xml" and _is_xform(path.read_bytes())):
            yield path


def _is_xform(data: bytes) -> bool:
    return STANDARD in data and XFORM.search(data) is not None


def load(path: Path) -> None:
    """Load one form and begin a record with it; raises `FormError` where it is refused."""
    if path.suffix.lower() in WORKBOOKS:
        definition = load_form(compile_workbook(path))
    else:
        definition = load_form(path.read_bytes())
    FormSession(definition, clock=lambda: datetime(2026, 3, 9, tzinfo=UTC), seed=1).problems()


def reason(error: FormError) -> str:
    """Why a form was refused, without the names that are its own."""
    mistakes = list(error.mistakes)
    text = mistakes[0].message if mistakes else str(error)
    return " ".join(NAMES.sub("…", text).split())


def report(folder: Path) -> dict[str, Any]:
    """What became of every form in the folder."""
    loaded = 0
    reasons: Counter[str] = Counter()
    refused: dict[str, str] = {}
    crashed: dict[str, str] = {}
    for path in forms_in(folder):
        name = str(path.relative_to(folder))
        try:
            load(path)
            loaded += 1
        except FormError as error:
            reasons[reason(error)] += 1
            refused[name] = str(error)
        except Exception as error:  # noqa: BLE001 - what is counted here is what must not happen
            crashed[name] = f"{type(error).__name__}: {error}"
    return {
        "forms": loaded + len(refused) + len(crashed),
        "loaded": loaded,
        "refused": len(refused),
        "by_reason": dict(reasons.most_common()),
        "crashed": crashed,
        "files": refused,
    }


def main(arguments: list[str]) -> int:
    """Print what became of the forms; ends with 1 where one crashed."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    if len(names) != 1 or not Path(names[0]).is_dir():
        sys.stderr.write("Name one folder of forms.\n")
        return 2
    found = report(Path(names[0]))
    if "--files" not in arguments:
        del found["files"]
    sys.stdout.write(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    return 1 if found["crashed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
