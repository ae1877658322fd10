"""One language's phrases, in the order of their page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helper.shorthand import lexicon
from tools.sources.words import Text

SLOT = re.compile(r"\{(\w+)\}")
SPOKEN = "phrases.spoken."
"""How the keys of the words begin that are said together with a phrase."""


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

    def as_data(self, name: str, texts: Mapping[str, Text]) -> dict[str, object]:
        """What the helper gets of a language (helper/phrases/book.py reads it): what it calls itself, those of its
        `texts` that are spoken or by which a request is read, and the phrases."""
        words = {key: text for key, text in texts.items() if key.startswith((SPOKEN, lexicon.START))}
        phases = [
            {"id": phase.id, "title": phase.title, "situations": [
                {"id": it.id, "title": it.title, "note": it.note, "words": it.words, "phrases": [
                    {"id": phrase.id, "tone": phrase.tone, "text": phrase.text} for phrase in it.phrases
                ]} for it in phase.situations
            ]} for phase in self.phases
        ]  # fmt: skip
        return {"name": name, "words": words, "phases": phases}
