"""Text from outside that cannot be written down: halves of characters that a paste tore apart."""

from __future__ import annotations


def whole(text: str) -> str:
    """`text` with each half of a character put together with its other half, or replaced by `�`.

    Text beyond the basic characters comes from some programs as two halves (surrogates); a lone
    half can be kept in no file, and would take every word around it along.
    """
    if is_whole(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def is_whole(text: str) -> bool:
    """Whether all of `text` can be written down."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
