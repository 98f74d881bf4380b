"""The house rules that a linter does not know, as tests with sentences for names."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc", "core"}
OURS = {"app", "ui"}
PUBLIC_INDEX = {"pypi.org", "files.pythonhosted.org"}
SLOW_TO_IMPORT = {
    *("PySide6", "alembic", "argon2", "cryptography", "docx", "keyring", "openpyxl", "pikepdf"),
    *("httpx", "msgpack", "obstore", "psycopg", "pypdfium2", "pyxform", "reportlab", "smtplib"),
    *("spylls", "zstandard"),
}


def sources(*folders):
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


@cache
def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path, node=None):
    line = f":{node.lineno}" if node is not None else ""
    return f"{path.relative_to(ROOT).as_posix()}{line}"


def imported_modules(path):
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""


def functions(path):
    return [n for n in ast.walk(parsed(path)) if isinstance(n, ast.FunctionDef)]


def public_names(body, owner=""):
    """Public functions, classes and their public methods, each with the class that owns it."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield owner, node
            if isinstance(node, ast.ClassDef):
                yield from public_names(node.body, node.name)


def is_described(path, owner, node):
    """By its own words, its getter's, those of what it overrides, or a library's manual."""
    decorators = {ast.unparse(each).rpartition(".")[2] for each in node.decorator_list}
    if ast.get_docstring(node) or decorators & {"overload", "setter"}:
        return True
    module = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    lineage = getattr(importlib.import_module(module), owner).__mro__ if owner else ()
    if any(getattr(vars(kind).get(node.name), "__doc__", "") for kind in lineage[1:]):
        return True
    libraries = [kind for kind in lineage if kind.__module__.partition(".")[0] not in OURS]
    return any(hasattr(kind, node.name) for kind in libraries if kind is not object)


def names_of_fields(path):
    """Names under which a class keeps something."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ClassDef):
            for step in node.body:
                if isinstance(step, ast.AnnAssign) and isinstance(step.target, ast.Name):
                    yield node, step.target.id


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first, second):
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_the_packaging_folder_never_becomes_a_package():
    # It would stand in front of the PyPI package `packaging`, on which the tools are built.
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_the_lock_names_only_the_public_index():
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    hosts = {urlsplit(address).hostname for address in re.findall(r'https?://[^"\s]+', text)}

    assert hosts == PUBLIC_INDEX
    kinds = {kind for p in tomllib.loads(text)["package"] for kind in p["source"]}
    assert kinds == {"registry", "editable"}


def test_nothing_below_the_window_imports_qt():
    found = [
        place(path, node)
        for path in sources("app")
        for node, name in imported_modules(path)
        if name.partition(".")[0] in {"PySide6", "shiboken6", "ui"}
    ]
    assert found == []


def test_the_domain_needs_only_the_standard_library():
    found = [
        f"{place(path, node)} {name}"
        for path in sources("app/domain")
        for node, name in imported_modules(path)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith("app.domain")
        and name != "app.errors"
    ]
    assert found == []


def test_every_module_says_what_it_is_for():
    silent = [
        place(path)
        for path in sources("app", "ui", "packaging")
        if parsed(path).body and not ast.get_docstring(parsed(path))
    ]
    assert silent == []


def test_every_public_name_says_what_it_means():
    silent = [
        f"{place(path, node)} {node.name}"
        for path in sources("app", "ui", "packaging")
        for owner, node in public_names(parsed(path).body)
        if not is_described(path, owner, node)
    ]
    assert silent == []


def test_no_file_is_longer_than_can_be_read_at_a_sitting():
    long = [
        f"{place(path)} {lines}"
        for path in sources("app", "ui", "packaging", "tests")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
    ]
    assert long == []


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{place(path, node)} {node.name} {length}"
        for path in sources("app", "ui", "packaging")
        for node in functions(path)
        if (length := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_module_has_a_name_that_says_nothing():
    assert [place(path) for path in sources("app", "ui") if path.stem in EMPTY_NAMES] == []


def test_a_pupil_has_a_code_and_no_name():
    # data-protection: the key from codes to children stays with the school
    found = [
        f"{place(path, node)} {node.name}.{name}"
        for path in sources("app", "ui")
        for node, name in names_of_fields(path)
        if re.search("pupil|child", f"{node.name}.{name}", re.IGNORECASE)
        and re.search("(^|_)(name|forename|surname|birth|dob|upn)", name)
    ]
    assert found == []


def test_no_warning_is_silenced_without_its_reason():
    # style: the reason stands on the line, after a second "#"
    bare = re.compile(r"#\s*(noqa|type:\s*ignore)(:\s*[A-Z0-9, ]+|\[[\w, -]+\])?\s*$")
    found = [
        f"{place(path)}:{number}"
        for path in sources("app", "ui", "packaging")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert found == []


def modules_after(statement):
    """The top-level modules that a fresh Python holds after one statement."""
    program = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module", ["app.cli", "app.bootstrap", "app.vault", "app.mail.opener", "app.sync.stores"]
)
def test_what_is_slow_to_import_waits_until_it_is_needed(module):
    assert modules_after(f"import {module}") & SLOW_TO_IMPORT == set()


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast"])
def test_every_pair_of_colours_has_the_contrast_that_it_promises(scheme):
    tokens = tomllib.loads((ROOT / "resources/themes/tokens.toml").read_text(encoding="utf-8"))
    colours = tokens["colour"][scheme]
    for table, least in (("contrast", 4.5), ("contrast_non_text", 3.0)):
        pairs = dict(tokens[table][scheme])
        minimum = pairs.pop("minimum")
        assert minimum >= least
        for pair, promised in pairs.items():
            ratio = contrast(*pair_of(pair, colours))
            assert ratio >= minimum, pair
            assert ratio == pytest.approx(promised, abs=0.01), pair


def pair_of(name, colours):
    """The two colours of `front_on_back`; a role's own name may have "on" in it."""
    for match in re.finditer("_on_", name):
        front, back = name[: match.start()], name[match.end() :]
        if front in colours and back in colours:
            return colours[front], colours[back]
    raise KeyError(name)
