"""Forms of any size, in which one question is read by as many others as a test asks for."""

from __future__ import annotations

from tests.builders_forms import asks, bind, xform


def form_of(binds: int, *, readers: int) -> str:
    """A form of so many binds, whose first question `/data/q0` is read by `readers` others.

    Every other question is asked only if the one before its own is answered, so that all binds say
    something and none of them has to do with the first.
    """
    paths = [f"/data/q{number}" for number in range(binds)]
    says = [bind(paths[0], type="int"), bind(paths[1], type="int")]
    for number in range(2, binds):
        if number < 2 + readers:
            says.append(bind(paths[number], calculate=f" {paths[0]}  * {number}"))
        else:
            above = paths[1] if number == 2 + readers else paths[number - 1]
            says.append(bind(paths[number], relevant=f" {above}  != ''"))
    asked = asks(*(path for place, path in enumerate(paths) if not 2 <= place < 2 + readers))
    return xform("".join(f"<q{number}/>" for number in range(binds)), "".join(says), asked)
