"""Settings: declared once, kept as text, and nonsense in the file is no news."""

from pathlib import Path

import pytest

from app import settings
from app.errors import InputError, StoreError
from app.settings import DeviceFile


class Texts(dict):
    setting = dict.get
    keep_setting = dict.__setitem__


def test_an_unset_setting_is_its_default():
    assert settings.LOCK_AFTER_MINUTES.read(Texts()) == 10
    assert settings.HEADS_NAMES.read(Texts()) is False
    assert settings.EXPORT_FOLDER.read(Texts()) is None


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (settings.TEXT_PERCENT, 200),
        (settings.COLOUR_SCHEME, "high_contrast"),
        (settings.LOCK_AFTER_MINUTES, 0),
        (settings.EXPORT_FOLDER, Path("/tmp/Notes of visit").absolute()),
        (settings.EXPORT_FOLDER, None),
        (settings.HEADS_NAMES, True),
    ],
)
def test_what_is_kept_is_read_back_as_it_was(setting, value):
    texts = Texts()
    setting.write(texts, value)

    assert setting.read(texts) == value


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (settings.TEXT_PERCENT, 1000),
        (settings.COLOUR_SCHEME, "plaid"),
        (settings.LOCK_AFTER_MINUTES, -1),
        (settings.EXPORT_FOLDER, Path("beside/me")),
    ],
)
def test_a_value_that_will_not_do_is_refused_with_the_meaning(setting, value):
    texts = Texts()
    with pytest.raises(InputError, match="will not do") as caught:
        setting.write(texts, value)

    assert setting.meaning in str(caught.value)
    assert texts == {}


FREE = {settings.BLAMING_WORDS, settings.TOO_STRONG_WORDS, settings.FIRST_NAMES}


@pytest.mark.parametrize(
    "setting", [s for s in settings.ALL if s not in FREE], ids=lambda setting: setting.name
)
def test_spoilt_text_counts_as_unset(setting):
    for nonsense in ("plaid", "-7", "relative/path", "\x00"):
        assert setting.read(Texts({setting.name: nonsense})) == setting.default


def test_names_are_unique_and_each_has_a_meaning():
    assert len({setting.name for setting in settings.ALL}) == len(settings.ALL)
    assert all(setting.meaning.endswith(".") for setting in settings.ALL)


def test_the_device_file_keeps_the_look_for_the_unlock_window(tmp_path):
    folder = tmp_path / "new folder"
    settings.TEXT_PERCENT.write(DeviceFile(folder), 150)
    settings.COLOUR_SCHEME.write(DeviceFile(folder), "dark")

    assert settings.TEXT_PERCENT.read(DeviceFile(folder)) == 150
    assert settings.COLOUR_SCHEME.read(DeviceFile(folder)) == "dark"


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b"\xff", b'{"text_percent": 200}'])
def test_a_spoilt_device_file_counts_as_empty_and_can_be_written_again(tmp_path, content):
    (tmp_path / "settings.json").write_bytes(content)
    device = DeviceFile(tmp_path)

    assert settings.TEXT_PERCENT.read(device) == 100
    settings.TEXT_PERCENT.write(device, 175)
    assert settings.TEXT_PERCENT.read(device) == 175


def test_a_device_file_that_cannot_be_written_gets_a_sentence(tmp_path):
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(StoreError, match="could not be saved"):
        settings.TEXT_PERCENT.write(DeviceFile(tmp_path / "taken" / "data"), 150)
