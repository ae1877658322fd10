"""What a check has to say: the file, the line, what is wrong, and what to do.

Only that sentence lives here, so that every check speaks alike.
"""

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


def shown(path: Path) -> str:
    """A path as people type it: from the project's folder where it lies in there."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def from_error(error: Exception) -> Problem:
    """The problem in an error whose message is "path:line: text." (words.py, phrases.py)."""
    path, line, text = str(error).split(":", 2)
    return Problem(Path(path), int(line), text.strip().removesuffix(".").replace(f"{ROOT}/", ""))


def listing(problems: Iterable[Problem]) -> str:
    """One line for each, in the order of files and lines."""
    return "\n".join(str(problem) for problem in sorted(set(problems)))
