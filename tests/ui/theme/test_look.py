from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPalette, QPixmap
from PySide6.QtWidgets import QLabel

from app.paths import resource_path
from ui import theme
from ui.theme.style_sheet import style_sheet
from ui.theme.tokens import Scheme, contrast, tokens


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_scheme_and_text_size_has_a_whole_style_sheet(qapp, scheme):
    for percent in tokens().text_sizes:
        sheet = style_sheet(theme.Look(tokens(), scheme, percent))
        assert "$" not in sheet
        assert tokens().colours[scheme]["primary"] in sheet


def test_the_style_sheet_names_no_colour_of_its_own(qapp):
    template = resource_path("themes", "visitbook.qss").read_text("utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", template) == []


def test_every_scheme_knows_the_same_roles():
    light, *others = (set(tokens().colours[scheme]) for scheme in Scheme)
    assert all(other == light for other in others)


def test_contrast_is_what_wcag_says_of_black_and_white():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#0B5C70", "#FFFFFF") == pytest.approx(7.55, abs=0.01)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_words_of_every_chip_banner_and_level_can_be_read(scheme):
    colours = tokens().colours[scheme]
    pairs = [(kind, f"{kind}_bg") for kind in ("done", "due", "late", "clash", "neutral")]
    pairs += [("on_soft", "soft"), ("text", "soft"), ("text", "late_bg"), ("text", "due_bg")]
    assert [p for p in pairs if contrast(colours[p[0]], colours[p[1]]) < 4.5] == []


def test_large_text_makes_the_type_and_what_holds_it_larger_but_not_the_gaps(appearance):
    before = theme.size("button"), theme.font("body").pointSizeF(), theme.space("page_margin")
    appearance("light", 200)
    after = theme.size("button"), theme.font("body").pointSizeF(), theme.space("page_margin")
    assert after == (2 * before[0], 2 * before[1], before[2])


def test_a_text_size_that_is_not_offered_becomes_the_nearest(appearance):
    appearance("light", 190)
    assert theme.look().text_percent in {175, 200}


def test_changing_the_scheme_changes_open_windows(shown, appearance, qapp):
    label = shown(QLabel("words"))
    appearance("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("window")
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.colour("text")


def test_the_typeface_that_ships_is_the_one_on_screen(qapp):
    from PySide6.QtGui import QFontInfo

    assert QFontInfo(theme.font("body")).family() == "Source Sans 3"


def colours_in(icon: QIcon, mode=QIcon.Mode.Normal, state=QIcon.State.Off):
    image = icon.pixmap(QSize(22, 22), 1.0, mode, state).toImage()
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(22) for y in range(22))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_has_the_colour_of_its_role_and_follows_the_scheme(appearance):
    icon = theme.icon("check", "late")
    assert colours_in(icon) == {theme.colour("late").name()}
    appearance("dark")
    assert colours_in(icon) == {theme.colour("late").name()}


def test_a_disabled_icon_looks_disabled_and_a_chosen_one_chosen(qapp):
    icon = theme.icon("check", "text", "on_soft")
    assert colours_in(icon, QIcon.Mode.Disabled) == {theme.colour("text_disabled").name()}
    assert colours_in(icon, state=QIcon.State.On) == {theme.colour("on_soft").name()}


def test_every_icon_of_the_tokens_can_be_drawn(qapp):
    names = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
    assert len(names) > 60
    nothing = QPixmap(22, 22)
    nothing.fill(Qt.GlobalColor.transparent)
    blank = nothing.toImage()
    drawn = {name: theme.picture(name, "text", 22).toImage() for name in names}
    assert [name for name, image in drawn.items() if image == blank] == []


def test_a_wider_icon_leaves_its_gap_at_the_right(qapp):
    image = theme.icon("square", "text").pixmap(QSize(28, 18)).toImage()
    right = [image.pixelColor(x, y).alpha() for x in range(20, 28) for y in range(18)]
    assert max(right) == 0
    assert theme.icon_size(gap=6) == QSize(24, 18)


def test_the_system_s_wish_for_dark_is_followed_where_nothing_was_chosen(qapp, appearance):
    appearance("system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.look().scheme == (Scheme.DARK if dark else Scheme.LIGHT)
