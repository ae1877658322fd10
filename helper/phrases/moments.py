"""Which situations belong to which moment of a call.

Situations are ids in docs/<language>/phrases.md, in the order in which they are offered. Moments are the phases that
the share timer tells of (timer/view.py, context).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MOMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "before": ("good-time", "how-long", "my-limit", "which-format", "listen-or-feedback"),
    "calm": ("my-limit", "stop-topic", "at-capacity", "ending-now"),
    "warning": ("one-minute-left", "closing", "interrupting"),
    "over": ("hand-over", "closing", "interrupting"),
    "gap": ("both-share", "before-advice", "closing"),
    "paused": ("silence", "line-dropped", "ending-now"),
    "after": ("thanks", "telling-someone", "not-answering", "no-more-calls", "reporting"),
})  # fmt: skip

ON_CALL = frozenset({"calm", "warning", "over", "gap", "paused"})
"""The moments at which a call is going on."""
