"""The one style sheet: resources/themes/visitbook.qss with the look's values put in.

In the template `$text` is a colour by role, `$size_button` a length that grows with the text,
`$pt_body` a type size, `$radius_card` and `$line_chosen` what they say. `$inner_button` is a
control's height without its two edges, which is what Qt's `min-height` means.
"""

from __future__ import annotations

from functools import cache
from string import Template

from app.paths import resource_path
from ui.theme.look import Look

CONTROLS = ("button", "button_small", "input")


def style_sheet(look: Look) -> str:
    """The style sheet for `look`; KeyError where the template names what no token has."""
    return _template().substitute(_values(look))


@cache
def _template() -> Template:
    return Template(resource_path("themes", "visitbook.qss").read_text("utf-8"))


def _values(look: Look) -> dict[str, str]:
    tokens = look.tokens
    edges = 2 * tokens.line["control"]
    return {
        **tokens.colours[look.scheme],
        **{f"size_{name}": f"{look.size(name)}px" for name in tokens.size},
        **{f"inner_{name}": f"{look.size(name) - edges}px" for name in CONTROLS},
        **{f"radius_{name}": f"{value}px" for name, value in tokens.radius.items()},
        **{f"line_{name}": f"{value}px" for name, value in tokens.line.items()},
        **{f"pt_{name}": f"{look.points(name):g}pt" for name in tokens.type},
        **{f"weight_{name}": str(style.weight) for name, style in tokens.type.items()},
        "family": tokens.family,
        "scroll_bar": f"{max(12, round(12 * look.text_percent / 100))}px",
        "trailing_room": f"{look.size('icon') + 16}px",
        "inner_step": f"{look.size('icon') + 2}px",
        "round_step": f"{look.size('icon') // 2 + 2}px",
        "indicator": f"{look.size('icon')}px",
        "round_indicator": f"{look.size('icon') // 2}px",
    }
