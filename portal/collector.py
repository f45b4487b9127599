"""Python's collector of unused memory, set for a web server."""

from __future__ import annotations

import gc

OBJECTS, MIDDLE, OLD = 50_000, 20, 50
"""How many new objects, and how many smaller runs, before the collector looks again."""


def calm_collector() -> None:
    """Collect seldom and never look again at what was loaded at the start.

    By default Python looks after every 700 new objects; one page makes tens of thousands, nearly
    all of which are freed without it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, MIDDLE, OLD)
