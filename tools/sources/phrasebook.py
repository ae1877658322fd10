"""One language's phrases, in the order of their page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

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
    words: str = ""
    phrases: list[Phrase] = field(default_factory=list)


@dataclass(slots=True)
class Phase:
    id: str
    title: str
    line: int
    situations: list[Situation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """`card` holds (phrase id, line) of what is on the pocket card."""

    path: Path
    phases: list[Phase]
    card: list[tuple[str, int]]

    def phrases(self) -> list[Phrase]:
        return [phrase for phase in self.phases for situation in phase.situations for phrase in situation.phrases]

    def as_data(self) -> list[dict[str, object]]:
        """What the helper gets of it (helper/phrases/book.py reads it)."""
        return [
            {"id": phase.id, "title": phase.title, "situations": [
                {"id": it.id, "title": it.title, "note": it.note, "words": it.words, "phrases": [
                    {"id": phrase.id, "tone": phrase.tone, "text": phrase.text} for phrase in it.phrases
                ]} for it in phase.situations
            ]} for phase in self.phases
        ]  # fmt: skip
