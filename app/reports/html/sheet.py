"""The style sheet of a page: for a phone, a wide screen, a dark one, and paper."""

from __future__ import annotations

from collections.abc import Iterable

from app.reports.blocks import Document
from app.reports.style import (
    POINTS_PER_MM,
    PageColours,
    dark_colours,
    families,
    light_colours,
    print_style,
)
from app.reports.typed import printable_text

COLUMN = "46rem"
"""The widest that text runs: longer lines are hard to read."""
WIDEST_TABLE = "34rem"
"""A table of many columns is never narrower than this: it scrolls sideways by itself."""

_LOOK = """\
*,*::before,*::after{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:1rem;max-width:{column};background:var(--page);color:var(--ink);
font-family:{families},sans-serif;line-height:1.45;overflow-wrap:anywhere}
p,li,td,th,dt,dd,h1,h2,h3,h4,figcaption{unicode-bidi:plaintext}
p{margin:0 0 .5rem}
body>header,body>footer{color:var(--quiet);font-size:.875rem}
body>header{display:flex;flex-wrap:wrap;gap:0 1.5rem;justify-content:space-between;
border-bottom:1px solid var(--ink);padding-bottom:.375rem;margin-bottom:1rem}
body>header p,body>footer p{margin:0}
body>header .mark{color:var(--ink);font-weight:600}
body>footer{border-top:1px solid var(--ink);padding-top:.375rem;margin-top:1.5rem}
h1,h2,h3,h4{color:var(--heading);line-height:1.25;margin:1rem 0 .25rem}
h1{font-size:{title};margin-top:0}
h2{font-size:{heading}}
h3{font-size:1.06rem}
h4{font-size:1rem}
b{font-weight:600}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.quiet,.subtitle{color:var(--quiet)}
.label{margin-top:.5rem}
.aside{display:flex;flex-wrap:wrap;gap:0 1.5rem;justify-content:space-between}
ul{margin:0 0 .5rem;padding-left:1.25rem}
li{margin-bottom:.25rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));
gap:.25rem 1.5rem;margin:.75rem 0;padding:.5rem 0;
border-top:2px solid var(--ink);border-bottom:2px solid var(--ink)}
dl div{display:grid;grid-template-columns:7rem 1fr;gap:.5rem}
dt{color:var(--quiet)}
dd{margin:0}
table{border-collapse:collapse;width:100%;margin:.25rem 0 .75rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{text-align:start;vertical-align:top;padding:.25rem .5rem .25rem 0;
border-bottom:1px solid var(--rule)}
thead th{font-weight:600;border-bottom:2px solid var(--ink)}
tbody th{font-weight:400}
td p,th p{margin:0}
.scrolls{overflow-x:auto}
.scrolls th,.scrolls td{overflow-wrap:break-word}
.wide table{min-width:{widest}}
.box{border:1px solid var(--ink);border-radius:3px;padding:.75rem;margin:.5rem 0 .75rem}
.strong{border-width:2px}
.box>:first-child{margin-top:0}
.box>:last-child{margin-bottom:0}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));
gap:0 1.5rem}
figure{margin:.75rem 0}
figure img,figure svg{display:block;max-width:100%;height:auto}
figure img{border:1px solid var(--rule)}
rect{fill:var(--heading)}
@media (forced-colors:active){rect{fill:CanvasText}}
figcaption{margin-top:.25rem}
.lines{display:flex;gap:1rem;margin:1.5rem 0 .5rem}
.lines span{border-bottom:1px solid var(--ink);min-height:1.25rem}
.ticks{display:flex;flex-wrap:wrap;gap:0 1.5rem;list-style:none;padding:0}
"""
_PRINT = """\
@media print{
@page{size:A4;margin:{margins};
@top-right{content:{mark};font:{foot} {families},sans-serif}
@bottom-right{content:"page " counter(page) " of " counter(pages);
font:{foot} {families},sans-serif}}
html{font-size:{body}}
body{max-width:none;padding:0;line-height:1.29}
body>header,body>footer{font-size:{foot}}
h1,h2,h3,h4,.label,p:has(+table,+.scrolls,+figure){break-after:avoid}
.strong,figure,.lines,tr,dl div{break-inside:avoid}
thead{display:table-header-group}
.scrolls{overflow:visible}
.wide table{min-width:0}
.new-page{break-before:page}
figure img{max-height:13cm;width:auto}
p{orphans:2;widows:2}
a{color:inherit}
}
"""
_SPARE = 4 * POINTS_PER_MM
"""On paper a line of the margin's own words stands above and below the text."""


def style_sheet(document: Document, widths: Iterable[int]) -> str:
    """The whole sheet; `widths` are the shares of columns, in hundredths, that the page uses."""
    style = print_style()
    top, right, bottom, left = style.margins
    edges = (top + _SPARE, right, bottom + _SPARE, left)
    names = ",".join(f'"{name}"' for name in families())
    values = {
        "column": COLUMN,
        "widest": WIDEST_TABLE,
        "families": names,
        "title": f"{style.title / style.body:.3f}rem",
        "heading": f"{style.heading / style.body:.3f}rem",
        "margins": " ".join(f"{edge:.1f}pt" for edge in edges),
        "mark": _quoted(document.mark),
        "foot": f"{style.foot}pt",
        "body": f"{style.body}pt",
    }
    columns = "".join(f".w{width}{{width:{width}%}}\n" for width in sorted(set(widths)))
    return _colours() + _filled(_LOOK, values) + columns + _filled(_PRINT, values)


def _colours() -> str:
    dark = _named(dark_colours())
    return (
        f":root{{color-scheme:light dark;{_named(light_colours())}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )


def _named(colours: PageColours) -> str:
    names = ("page", "ink", "quiet", "heading", "rule", "tint", "link", "focus")
    return ";".join(f"--{name}:{getattr(colours, name)}" for name in names)


def _filled(sheet: str, values: dict[str, str]) -> str:
    """The sheet with each name in braces replaced; its own braces hold rules."""
    for name, value in values.items():
        sheet = sheet.replace(f"{{{name}}}", value)
    return sheet


def _quoted(text: str) -> str:
    """`text` between quotes, with nothing in it that could end them or the sheet."""
    letters = (
        letter if letter.isalnum() and letter.isascii() else f"\\{ord(letter):06x}"
        for letter in printable_text(text)
    )
    return f'"{"".join(letters)}"'
