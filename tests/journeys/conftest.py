"""What journeys share: a laptop that is set up, and the commands typed at it."""

from __future__ import annotations

import shutil

import pytest

from app.bootstrap import open_with_key
from app.cli import main
from app.vault import Cost
from tests.builders import KEY
from tests.builders_laptop import PASSPHRASE, Laptop
from tests.builders_register import listed, write_list


@pytest.fixture
def quick_stretch(monkeypatch):
    """A passphrase that costs little to try: the stretch itself is measured where it is tested."""
    monkeypatch.setattr("app.vault.keys.Cost", lambda: Cost(memory_kib=64, passes=1, lanes=1))


@pytest.fixture(scope="session")
def set_up_once(tmp_path_factory):
    """A folder that `init` made, with its forms, to be copied: compiling them takes a second."""
    place = tmp_path_factory.mktemp("set-up")
    (place / "passphrase").write_text(f"{PASSPHRASE}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.vault.keys.Cost", lambda: Cost(memory_kib=64, passes=1, lanes=1))
        patch.setenv("VISITBOOK_PASSPHRASE_FILE", str(place / "passphrase"))
        out = ["--recovery-out", str(place / "recovery"), "--data", str(place / "data")]
        assert main(["init", "--name", "Sample Adviser", "--role", "sle", *out]) == 0
    return place


@pytest.fixture
def secrets(tmp_path, monkeypatch, quick_stretch):
    """Names files for what is never an argument: `secrets(passphrase="...", recovery="...")`."""

    def name(**texts: str) -> None:
        for kind, text in texts.items():
            path = tmp_path / f"secret {kind}"
            path.write_text(f"{text}\n")
            monkeypatch.setenv(f"VISITBOOK_{kind.upper()}_FILE", str(path))

    name(passphrase=PASSPHRASE)
    return name


@pytest.fixture
def without_passphrase(monkeypatch):
    """Commands open a data folder by the key of tests, and ask for no passphrase."""
    from app.cli import opening

    monkeypatch.setattr(opening, "unlock", lambda folder, _words: open_with_key(folder, KEY))
    monkeypatch.setattr(opening, "passphrase", lambda: "")


@pytest.fixture
def command(without_passphrase, tmp_path, capsys):
    """Runs a command on a data folder that opens without a passphrase: its code and its text."""

    def run(*words):
        try:
            code = main(["--data", str(tmp_path / "data"), *map(str, words)])
        except SystemExit as stopped:  # how a command line that can not be read ends
            code = stopped.code
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


@pytest.fixture
def laptop(set_up_once, tmp_path, capsys, secrets):
    """A laptop that has just been set up."""
    shutil.copytree(set_up_once / "data", tmp_path / "data")
    return Laptop(tmp_path / "data", capsys)


@pytest.fixture
def new_laptop(tmp_path, capsys, secrets):
    """A laptop on which Visitbook has never run."""
    return Laptop(tmp_path / "new laptop" / "data", capsys)


@pytest.fixture
def with_school(laptop, tmp_path):
    """The laptop with one school taken on."""
    register = tmp_path / "edubasealldata.csv"
    write_list(register, listed(900001, "Alderbrook Primary School"))
    assert laptop.does("import-schools", register)["added"] == 1
    assert laptop.does("schools", "--search", "alderb")["schools"][0]["urn"] == 900001
    laptop.does("take-on", "900001")
    return laptop


@pytest.fixture(scope="session")
def worked_in_once(set_up_once, tmp_path_factory):
    """As `set_up_once`, with the sample's schools and records in it, to be copied."""
    from app.bootstrap import unlock
    from app.usecases.sample import fill_with_sample

    place = tmp_path_factory.mktemp("worked in") / "data"
    shutil.copytree(set_up_once / "data", place)
    app = unlock(place, PASSPHRASE)
    fill_with_sample(app)
    app.store.close()
    return place


@pytest.fixture
def worked_in(worked_in_once, tmp_path, capsys, secrets):
    """A laptop with some weeks of work in it."""
    shutil.copytree(worked_in_once, tmp_path / "data")
    return Laptop(tmp_path / "data", capsys)


@pytest.fixture
def recovery_key(set_up_once):
    """The recovery key of `laptop` and `worked_in`."""
    return (set_up_once / "recovery").read_text().strip()
