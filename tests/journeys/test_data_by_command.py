"""Taking data out and in without a window."""

from __future__ import annotations

import json

import pytest

from app.bootstrap import open_with_key
from tests.builders import KEY, a_finished_record, an_app, with_school


@pytest.fixture
def record_id(tmp_path):
    app = an_app(tmp_path / "data")
    with_school(app)
    record_id = a_finished_record(app).id
    app.store.close()
    return record_id


def test_a_record_goes_out_as_xml_and_comes_back_as_a_draft(command, record_id, tmp_path):
    code, told = command("export", record_id, "--as", "xml", "--to", tmp_path / "out")
    xml = tmp_path / "out" / "S900001-V1" / "S900001-V1.xml"
    assert (code, told.strip()) == (0, str(xml))
    code, told = command("import-record", xml, "--school", "900001", "--json")
    taken = json.loads(told)
    assert (code, taken["left_out"], taken["record"]["state"]) == (0, [], "draft")


@pytest.mark.parametrize(("kind", "name"), [("csv", "out"), ("csv", "out.zip"), ("xlsx", "o.xlsx")])
def test_all_finished_records_go_out_as_tables(command, record_id, tmp_path, kind, name):
    code, told = command("export", "--all", "--as", kind, "--to", tmp_path / name)
    assert code == 0, told
    assert (tmp_path / name).exists()


@pytest.mark.usefixtures("cheap_codes")
@pytest.mark.parametrize("words", [("export", "--as", "xlsx", "--to"), ("share",)])
def test_a_command_writes_over_a_file_only_with_replace(command, record_id, tmp_path, words):
    path = tmp_path / "mine.xlsx"
    path.write_bytes(b"mine")
    what = (words[0], record_id, *words[1:], path)
    code, told = command(*what)
    assert (code, path.read_bytes()) == (1, b"mine")
    assert "already" in told
    assert command(*what, "--replace")[0] == 0
    assert path.read_bytes() != b"mine"


def test_of_a_zip_with_several_records_some_are_named_or_all_are_wanted(
    command, record_id, tmp_path
):
    app = open_with_key(tmp_path / "data", KEY)
    a_finished_record(app)
    app.store.close()
    path = tmp_path / "out.zip"
    command("export", "--all", "--as", "xml", "--to", path)

    code, told = command("import-record", path)
    assert code == 1
    assert "S900001-V1 " in told
    code, told = command("import-record", path, "--record", "S900001-V1")
    assert (code, told.count("a draft with")) == (0, 1)
    code, told = command("import-record", path, "--all", "--json")
    assert (code, len(json.loads(told)["taken"])) == (0, 2)


def test_what_could_not_come_is_told(command, record_id, tmp_path):
    command("export", record_id, "--as", "xml", "--to", tmp_path / "out")
    xml = tmp_path / "out" / "S900001-V1" / "S900001-V1.xml"
    xml.write_text(xml.read_text(encoding="utf-8").replace("<about>", "<about><odd>1</odd>"))
    code, told = command("import-record", xml, "--school", "900001")
    assert code == 0
    assert "Left out: /data/about/odd: this form has no such question" in told


@pytest.mark.parametrize(
    "words",
    [("export",), ("export", "r"), ("export", "a", "b", "c"), ("export", "r", "out", "--all")],
)
def test_a_wrong_use_is_told_before_anything_happens(command, record_id, words):
    code, told = command(*words)
    assert code == 2
    assert "RECORD" in told
