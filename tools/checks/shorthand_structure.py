"""The shorthands of a language (words/shorthand.yml): each way well-formed, and each under one name only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helper.shorthand import lexicon
from helper.shorthand.grammar import INNER
from tools.sources.words import Located

FILE = "shorthand"
SHARED = frozenset({*INNER, "filler", "negation"})
"""Names whose ways may mean something else elsewhere."""


def told(own: Mapping[str, Located]) -> Iterator[tuple[int, str]]:
    """A line for whatever is wrong, with what is wrong there and what to do."""
    seen: dict[tuple[str, ...], tuple[str, int]] = {}
    for key, (text, line) in own.items():
        if not isinstance(text, str):
            yield line, f"“{key}” has forms. Write all ways in one text, with a comma after each"
            continue
        short = key.removeprefix(lexicon.START)
        for fault in lexicon.mistakes(short, text):
            yield line, fault
        for way in lexicon.ways(short, text):
            name, there = seen.setdefault(way.parts, (way.name, line))
            if name != way.name and not {name, way.name} & SHARED:
                said = " ".join(way.parts)
                yield line, f"“{said}” stands under “{name}” too, in line {there}. Keep it where it belongs"
