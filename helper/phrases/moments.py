"""Which situations belong to which moment of a call.

Situations are ids in docs/<language>/phrases.md, in the order in which they are offered. Moments are the phases that
the share timer tells of (timer/view.py, context).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

IN_DANGER = ("silence", "suicide", "overdose", "help-now", "where-are-you", "own-danger")
"""Offered before all else at every moment of a call, because nobody knows beforehand which call it will be."""

TILES = ("close-to-using", "good-time", "how-long", "my-limit", "which-format", "listen-or-feedback", "ending-now")
"""What most people come for, the hardest first: in the page before anything is asked for."""

WHEN_LOST = ("own-danger", "close-to-using", "help-now")
"""Offered where a search finds nothing: nobody who looks for words is left without any."""

MOMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "calm": ("my-limit", "closing", "stop-topic", "triggered", "at-capacity", "ending-now"),
    "warning": ("one-minute-left", "closing", "interrupting"),
    "over": ("hand-over", "closing", "interrupting"),
    "gap": ("both-share", "before-advice", "closing"),
    "paused": ("line-dropped", "closing", "ending-now"),
    "after": ("thanks", "telling-someone", "not-answering", "no-more-calls", "reporting"),
})  # fmt: skip

ON_CALL = frozenset({"calm", "warning", "over", "gap", "paused"})
"""The moments at which a call is going on."""
