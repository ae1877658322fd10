"""The phrases of a language against those of the default one: phases, situations, tones, slots, the pocket card."""

from __future__ import annotations

from typing import NamedTuple

from tools.sources.phrasebook import Phrasebook, Situation
from tools.sources.problems import Problem, shown


def compare(original: Phrasebook, other: Phrasebook) -> list[Problem]:
    """Where `other` does not have the structure of `original`."""
    found: list[Problem] = []

    def tell(line: int, text: str) -> None:
        found.append(Problem(other.path, line, text))

    source = shown(original.path)
    theirs, mine = _outline(original), _outline(other)
    for name, row in mine.items():
        if name not in theirs:
            tell(row.line, f"“{name}” is not in {source}. Delete it here, or write it there too")
        elif row.shape != theirs[name].shape:
            there = f"{source}:{theirs[name].line}"
            tell(row.line, f"“{name}” is {row.shape} here, but {theirs[name].shape} in {there}. Make them equal")
    for name, row in theirs.items():
        if name not in mine:
            tell(1, f"“{name}” is missing; it stands in {source}:{row.line}. Translate it")
    if not found and list(mine) != list(theirs):
        tell(1, f"the order differs from {source}. Bring it into the same")
    if [name for name, _ in original.card] != [name for name, _ in other.card]:
        line = other.card[0][1] if other.card else 1
        tell(line, f"the pocket card lists other phrases than {source}. Make the lists equal")
    return found


class _Row(NamedTuple):
    """Something on a page: where it stands, and what must be equal in every language."""

    line: int
    shape: str


def _situation(phase: str, it: Situation) -> str:
    note, words = ("with" if it.note else "without"), ("with" if it.words else "without")
    return f"a situation in {phase} {note} a note, {words} words to search by"


def _outline(book: Phrasebook) -> dict[str, _Row]:
    rows: dict[str, _Row] = {}
    for phase in book.phases:
        rows[phase.id] = _Row(phase.line, "a phase")
        for it in phase.situations:
            rows[it.id] = _Row(it.line, _situation(phase.id, it))
            for phrase in it.phrases:
                slots = ", ".join(phrase.slots) or "no"
                rows[phrase.id] = _Row(phrase.line, f"a {phrase.tone} phrase in {it.id} with {slots} slots")
    return rows
