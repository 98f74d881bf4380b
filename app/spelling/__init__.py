"""Spell checking in British English, offline: the dictionary that ships with the program.

It knows words alone. Which parts of a text are words is in `app.domain.written_words`; whose own
words are left alone is for the use cases.
"""

from app.spelling.speller import Speller

__all__ = ["Speller"]
