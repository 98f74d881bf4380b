"""Scores the form engine against a file of recorded cases: `score.py CASES.json [--misses]`.

Prints JSON: `cases`, `passed`, `by_file`. With `--misses` it lists the cases missed, too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))


def kind_of(content: Any) -> Any:
    """The module that scores this kind of file."""
    import xpath_cases

    if isinstance(content, dict) and xpath_cases.is_mine(content):
        return xpath_cases
    import scenarios

    return scenarios


def score_file(path: Path) -> dict[str, Any]:
    """The score of one file of cases."""
    content = json.loads(path.read_text(encoding="utf-8"))
    result: dict[str, Any] = kind_of(content).score(content)
    return result


def _misses(path: Path) -> list[dict[str, Any]]:
    content = json.loads(path.read_text(encoding="utf-8"))
    return [
        {"case": case, "answer": repr(answer)}
        for case, passed, answer in kind_of(content).outcomes(content)
        if not passed
    ]


def main(arguments: list[str]) -> int:
    """Print the score of the file named."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    if len(names) != 1:
        sys.stderr.write("Name one file of cases.\n")
        return 2
    result = score_file(Path(names[0]))
    if "--misses" in arguments:
        result["misses"] = _misses(Path(names[0]))
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
