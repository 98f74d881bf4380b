"""How long the search for what breaks may last.

In the usual run each search tries a few dozen cases, the same ones every time. The environment
variable VISITBOOK_FUZZ is how many cases each search tries instead, new ones in every run. What
such a run finds is kept beside its test as an `@example`.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

CASES = int(os.environ.get("VISITBOOK_FUZZ", "0"))


def budget(usual: int) -> settings:
    """The settings of one search: `usual` cases, or as many as the environment asks for."""
    return settings(
        max_examples=CASES or usual,
        derandomize=not CASES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
