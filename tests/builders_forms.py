"""Small forms for tests, written as XForms directly so that a test shows all that it relies on."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from app.forms.session import FormSession
from app.forms.xform import load_form

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)

PAGE = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"
 xmlns:odk="http://www.opendatakit.org/xforms" xmlns:vb="https://visitbook.example/marks">
<h:head><h:title>A form</h:title><model>{itext}<instance>
<data id="a_form" version="3">{instance}</data></instance>{model}</model></h:head>
<h:body>{body}</h:body></h:html>"""


def xform(instance, model="", body="", itext=""):
    """The XML of a form."""
    return PAGE.format(instance=instance, model=model, body=body, itext=itext)


def bind(path, **says):
    """A bind; what it says as keywords, `jr_constraintMsg` for `jr:constraintMsg`."""
    said = "".join(
        f' {name.replace("jr_", "jr:").replace("vb_", "vb:")}="{value.replace("<", "&lt;")}"'
        for name, value in says.items()
    )
    return f'<bind nodeset="{path}"{said}/>'


def asks(*paths, tag="input"):
    """Plain questions."""
    return "".join(f'<{tag} ref="{path}"><label>{path}</label></{tag}>' for path in paths)


def group(path, *parts, attributes=""):
    """A group with parts."""
    return f'<group ref="{path}"{attributes}><label>{path}</label>{"".join(parts)}</group>'


def repeat(path, *parts, attributes=""):
    """A repeat with parts, wrapped as pyxform wraps it."""
    inner = f'<repeat nodeset="{path}"{attributes}>{"".join(parts)}</repeat>'
    return f'<group ref="{path}"><label>{path}</label>{inner}</group>'


def ids():
    """New ids that a test can foresee: a1, a2, ..."""
    numbers = count(1)
    return lambda: f"a{next(numbers)}"


def session(*parts, answers=None, **settings):
    """A session of the form made of `xform(*parts)`."""
    settings.setdefault("clock", lambda: NOON)
    settings.setdefault("new_id", ids())
    form = {key: settings.pop(key) for key in ("itext",) if key in settings}
    return FormSession(load_form(xform(*parts, **form)), answers, **settings)


def reopened(live, **settings):
    """A second session from what the first would keep."""
    settings.setdefault("clock", lambda: NOON)
    return FormSession(live.definition, live.entered(), begun=True, **settings)
