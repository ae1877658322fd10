"""What is wrong with a source, said alike by every check: the file, the line, what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`text` is "what is wrong. What to do", without the last full stop. Lines count from 1."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}: {self.text}."


class SourceError(ValueError):
    """A source that cannot be used at all; `problem` says why, and is the message."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def shown(path: Path) -> str:
    """A path as people type it: from the project's folder where it lies in there."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def listing(problems: Iterable[Problem]) -> str:
    """One line for each, in the order of files and lines."""
    return "\n".join(str(problem) for problem in sorted(set(problems)))
