"""A folder of forms is counted: loaded, refused with the reason, and none that crashes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from openpyxl import Workbook

from tests.builders_forms import asks, xform

SCRIPT = Path(__file__).resolve().parent / "corpus.py"


def workbook(path: Path, type_: str) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in (("type", "name", "label"), (type_, "a", "What did you see?")):
        sheet.append(row)
    book.save(path)


def counted(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), str(folder)], capture_output=True, text=True, check=False
    )


def test_every_form_of_a_folder_is_loaded_or_refused_by_reason(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    workbook(tmp_path / "good.xlsx", "text")
    workbook(inner / "place.xlsx", "geopoint")
    (inner / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0 an old workbook")
    (tmp_path / "good.xml").write_text(xform("<a/>", "", asks("/data/a")), encoding="utf-8")
    (tmp_path / "bad.xml").write_text(xform("<a/>", "", asks("/data/b")), encoding="utf-8")
    (tmp_path / "other.xml").write_text("<project/>", encoding="utf-8")

    done = counted(tmp_path)
    found = json.loads(done.stdout)

    assert done.returncode == 0
    assert (found["forms"], found["loaded"], found["refused"]) == (5, 2, 3)
    assert found["crashed"] == {}
    assert sum(found["by_reason"].values()) == 3
    assert any("place on a map" in reason for reason in found["by_reason"])
    assert any("Save it as .xlsx" in reason for reason in found["by_reason"])


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    done = counted(tmp_path / "nowhere")
    assert done.returncode == 2
    assert "folder" in done.stderr
