"""One language's phrases as the page has them, and where two languages differ.

Only the data and their comparison live here; phrases.py reads the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    id: str
    tone: str
    text: str
    line: int

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(sorted(SLOT.findall(self.text)))


@dataclass(slots=True)
class Situation:
    id: str
    title: str
    line: int
    note: str = ""
    phrases: list[Phrase] = field(default_factory=list)


@dataclass(slots=True)
class Phase:
    id: str
    title: str
    line: int
    situations: list[Situation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One language's phrases, in the order of the page. `card` holds (phrase id, line)."""

    path: Path
    phases: list[Phase]
    card: list[tuple[str, int]]

    def phrases(self) -> list[Phrase]:
        return [phrase for phase in self.phases for situation in phase.situations for phrase in situation.phrases]

    def as_data(self) -> list[dict[str, object]]:
        """What the helper gets of it (helper/phrases/book.py reads it)."""
        return [
            {"id": phase.id, "title": phase.title, "situations": [
                {"id": it.id, "title": it.title, "note": it.note, "phrases": [
                    {"id": phrase.id, "tone": phrase.tone, "text": phrase.text} for phrase in it.phrases
                ]} for it in phase.situations
            ]} for phase in self.phases
        ]  # fmt: skip


def compare(original: Sheet, other: Sheet) -> list[str]:
    """Where `other` does not have the structure of `original`: file, line and remedy for each."""
    found: list[str] = []

    def tell(line: int, text: str) -> None:
        found.append(f"{other.path}:{line}: {text}.")

    theirs, mine = _outline(original), _outline(other)
    for name, row in mine.items():
        if name not in theirs:
            tell(row.line, f"“{name}” is not in {original.path}. Delete it here, or write it there too")
        elif row.shape != theirs[name].shape:
            there = f"{original.path}:{theirs[name].line}"
            tell(row.line, f"“{name}” is {row.shape} here, but {theirs[name].shape} in {there}. Make them equal")
    for name, row in theirs.items():
        if name not in mine:
            tell(1, f"“{name}” is missing; it stands in {original.path}:{row.line}. Translate it")
    if not found and list(mine) != list(theirs):
        tell(1, f"the order differs from {original.path}. Bring it into the same")
    if [name for name, _ in original.card] != [name for name, _ in other.card]:
        line = other.card[0][1] if other.card else 1
        tell(line, f"the pocket card lists other phrases than {original.path}. Make the lists equal")
    return found


class _Row(NamedTuple):
    """Something on a page: where it stands, and what must be equal in every language."""

    line: int
    shape: str


def _outline(sheet: Sheet) -> dict[str, _Row]:
    rows: dict[str, _Row] = {}
    for phase in sheet.phases:
        rows[phase.id] = _Row(phase.line, "a phase")
        for it in phase.situations:
            rows[it.id] = _Row(it.line, f"a situation in {phase.id} with{'' if it.note else 'out'} a note")
            for phrase in it.phrases:
                slots = ", ".join(phrase.slots) or "no"
                rows[phrase.id] = _Row(phrase.line, f"a {phrase.tone} phrase in {it.id} with {slots} slots")
    return rows
