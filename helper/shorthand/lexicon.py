"""The ways in which people write things when they ask for a call, in every language at once.

They stand in docs/<language>/words/shorthand.yml: under each name several ways, with a comma after each. A way is a row
of tokens and of slots such as {minutes}, and is compared token by token, whatever its case and accents; under `exact`,
as it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from helper.phrases.search import normalized
from helper.texts import Words

START = "shorthand."
EXACT = "exact"
NUMBER = "number"
KNOWN_AS = "known_as"

SLOTS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "minutes": ("n",), "hours": ("n",), "am": ("hour",), "pm": ("hour",), "oclock": ("hour",),
    "range": ("n", "minutes"), "paired": ("minutes", "minutes"), "each": ("minutes",), "people": ("n",),
    "turns": ("turns",), "other_turns": ("turns",),
    "feedback_minutes": ("minutes",), "feedback_or_total": ("minutes",), "feedback_each": ("minutes",),
    "feedback_of": ("n",), "until": ("time",), "after": ("time",), "at": ("time",),
    "between_times": ("time", "time"), "later": ("minutes",), "within": ("minutes",), "ago": ("minutes",),
    "place": ("place",),
})  # fmt: skip
"""The slots that each way has, by the name under which it stands; those that are not here have none."""

SIGNS = str.maketrans({
    **dict.fromkeys("–—−‐‑", "-"), **dict.fromkeys("×✕✖", "x"), **dict.fromkeys("⁄∕／", "/"),
    **dict.fromkeys("’‘`´", "'"), "＋": "+", "\r": "\n",
})  # fmt: skip
TOKEN = re.compile(r"\d+(?:[.,:]\d+)+|\d+|[^\W\d_]+(?:'[^\W\d_]+)*|\n+|[^\w\s]|_")
"""A number, one with a point, comma or colon in it, a word, the end of a line, a sign."""
SLOT = re.compile(r"\{(\w+)\}")


class Token(NamedTuple):
    """A piece of a text: as it is compared, as it was written, and where it stands."""

    plain: str
    written: str
    start: int
    end: int


class Way(NamedTuple):
    """One way to write something. `name` says what is meant, `parts` are tokens as they are compared, and slots in
    braces; `value` is what it stands for where that differs from one way to the next."""

    name: str
    parts: tuple[str, ...]
    language: str
    exact: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All ways by their names; `starts` has those that begin with a token, by that token."""

    ways: Mapping[str, tuple[Way, ...]] = field(repr=False)
    starts: Mapping[str, tuple[Way, ...]] = field(repr=False)

    def named(self, name: str) -> tuple[Way, ...]:
        return self.ways.get(name, ())


def plain(text: str) -> str:
    """A text as it is read: one sign for those that look alike."""
    return unicodedata.normalize("NFC", text).translate(SIGNS)


def tokens(text: str) -> list[Token]:
    """The pieces of a plain text."""
    return [Token(_compared(it[0]), it[0], it.start(), it.end()) for it in TOKEN.finditer(text)]


@cache
def _compared(written: str) -> str:
    """Numbers and signs stay as they are."""
    return normalized(written) or written if written[0].isalpha() else written


def build(words: Mapping[str, Words]) -> Lexicon:
    """The lexicon of all languages, from the words of each; what is malformed is left out (`mistakes` tells of it)."""
    ways: dict[str, dict[Way, None]] = {}
    for language, own in words.items():
        for key, text in own.items():
            if key.startswith(START) and isinstance(text, str):
                for _, way in _read(key.removeprefix(START), text, language):
                    if isinstance(way, Way):
                        ways.setdefault(way.name, {})[way] = None
    starts: dict[str, list[Way]] = {}
    for each in ways.values():
        for way in each:
            starts.setdefault(way.parts[0], []).append(way)
    return Lexicon({name: tuple(each) for name, each in ways.items()}, {it: tuple(each) for it, each in starts.items()})


def mistakes(key: str, text: str) -> list[str]:
    """What is wrong with the ways that stand under a key of the file, such as "exact.clock", and what to do."""
    return [way for _, way in _read(key, text, "") if isinstance(way, str)]


def ways(key: str, text: str) -> list[Way]:
    """The well-formed ways under a key."""
    return [way for _, way in _read(key, text, "") if isinstance(way, Way)]


def _read(key: str, text: str, language: str) -> Iterator[tuple[str, Way | str]]:
    """Each way as it is written, and read; or what is wrong with it."""
    group, _, name = key.rpartition(".")
    wanted = SLOTS.get(key, ())
    for piece in map(str.strip, text.split(",")):
        written, _, value = map(str.strip, piece.partition("=" if key == KNOWN_AS else "\n"))
        parts = tuple(_parts(written, group == EXACT))
        if not parts:
            yield piece, "there is nothing between two commas. Delete one of them"
        elif tuple(SLOT.findall(written)) != wanted:
            shown = " ".join(f"{{{slot}}}" for slot in wanted) or "no slot"
            yield piece, f"“{written}” must have {shown}, like the others of its line. Write it so, or delete it"
        elif key == KNOWN_AS and not value:
            yield piece, f"“{written}” does not say what is meant. Write  {written} = a city, or a clock such as CET"
        elif group == NUMBER:
            yield piece, Way(NUMBER, parts, language, value=name)
        else:
            yield piece, Way(name, parts, language, group == EXACT, value)


def _parts(written: str, exact: bool = False) -> Iterator[str]:
    """Tokens as they are compared, and slots."""
    for at, piece in enumerate(SLOT.split(plain(written))):
        if at % 2:
            yield f"{{{piece}}}"
        else:
            yield from (token.written if exact else token.plain for token in tokens(piece))
