"""A row of the table, and what it has to reach.

A goal is never changed to fit a figure: BENCH.md says the same.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

OURS, STOCK, PYSCRIPT, FLOOR, BARE = "ours", "stock", "PyScript", "its floor", "bare MkDocs"
WITHOUT, BEFORE = "without it", "before"

VERDICT = {True: "  met", False: "  NOT MET", None: ""}

type Samples = Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Goal:
    """At most so much: of the ratio, or (absolute) of our figure."""

    most: float
    absolute: bool = False

    def __str__(self) -> str:
        return f"<= {self.most:,.0f}" if self.absolute else f"<= {self.most:.2f}"


FIRST = {STOCK: Goal(0.30), PYSCRIPT: Goal(0.25), FLOOR: Goal(1.50)}
REPEAT = {STOCK: Goal(0.20), PYSCRIPT: Goal(0.20)}
BYTES = Goal(0.70)
BYTES_FIRST = Goal(0.45)
PAGE_BYTES = Goal(120_000, absolute=True)
BLOCK_MS = Goal(50, absolute=True)
TAP_MS = Goal(50, absolute=True)
NO_POINTS = Goal(0, absolute=True)
FLAT = Goal(1.05)
BUILD = Goal(1.30)


@dataclass(frozen=True)
class Row:
    what: str
    unit: str
    ours: float
    other: float | None = None
    against: str = ""
    goal: Goal | None = None
    samples: Samples = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        return self.ours / self.other if self.other else None

    @property
    def met(self) -> bool | None:
        value = self.ours if self.goal and self.goal.absolute else self.ratio
        return None if self.goal is None or value is None else value <= self.goal.most

    def plain(self) -> dict[str, Any]:
        """For the file."""
        return {
            "what": self.what, "unit": self.unit, "ours": self.ours, "other": self.other, "against": self.against,
            "ratio": self.ratio, "goal": str(self.goal) if self.goal else None, "met": self.met,
            "samples": dict(self.samples),
        }  # fmt: skip


def compared(
    what: str, unit: str, samples: Mapping[str, Sequence[float]], goals: Mapping[str, Goal | None] | None = None
) -> list[Row]:
    """A row for each that we are compared with: medians, and the samples they come from."""
    medians = {name: statistics.median(values) for name, values in samples.items()}
    return [
        Row(what, unit, medians[OURS], medians[name], name, (goals or {}).get(name),
            {OURS: samples[OURS], name: samples[name]})
        for name in samples if name != OURS
    ]  # fmt: skip


def table(rows: Iterable[Row]) -> str:
    lines = [f"{'':66}{'ours':>12}{'other':>12}  {'':11}{'ratio':>7}  {'goal':>12}"]
    for row in rows:
        name = f"{row.what}{', ' + row.unit if row.unit else ''}"
        line = f"{name:66}{_figure(row.ours):>12}"
        line += f"{'' if row.other is None else _figure(row.other):>12}  {row.against:11}"
        line += f"{'' if row.ratio is None else format(row.ratio, '.2f'):>7}"
        line += f"  {row.goal or ''!s:>12}{VERDICT[row.met]}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.1f}"
