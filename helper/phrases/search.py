"""Finding phrases: in every language at once, whatever the case, accents and punctuation; whole words before parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from helper.phrases.book import Book

type Index = Mapping[str, Mapping[str, str]]
"""For each phrase, by id, what a search looks through by language: normalized words with a space around each."""

MAX_QUERY = 80
APOSTROPHES = frozenset("'’‘`´ʼ")
UMLAUT = re.compile(r"(?<=[aou])e+")
SHORT = 3
"""A word of so few letters is meant as it stands: "no" is not the start of "now"."""
ALIKE = 0.6
"""The share of pairs of letters that a mistyped word has in common with the right one."""


def normalized(text: str) -> str:
    """`text` as it is compared: small letters without accents, words apart by one space, digits together.

    "Rückfall", "Rueckfall" and "ruckfall" come out the same, and so do "don’t" and "dont", "116 123" and "116123".
    """
    for _ in range(2):  # each may leave something for the other to do
        text = unicodedata.normalize("NFKD", text.casefold())
    kept = (letter for letter in text if not unicodedata.combining(letter) and letter not in APOSTROPHES)
    words = " ".join("".join(letter if letter.isalnum() else " " for letter in kept).split())
    return re.sub(r"(?<=\d) (?=\d)", "", UMLAUT.sub("", words))


def index(book: Book) -> Index:
    """Each phrase together with what stands above it."""
    return {
        phrase.id: {
            code: f" {normalized(' '.join((text, *(it.get(code, '') for it in above))))} "
            for code, text in phrase.texts.items()
        }
        for situation in book.situations
        for above in [(situation.titles, situation.notes, situation.words, situation.phases)]
        for phrase in situation.phrases
    }


def whole(index: Index) -> dict[str, str]:
    """The words of all languages together."""
    return {name: "".join(texts.values()) for name, texts in index.items()}


def terms(query: str) -> tuple[str, ...]:
    """The words of a query, each of which must be found somewhere in a text."""
    return tuple(normalized(query[:MAX_QUERY]).split())


def has(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether all words are in a text of the index, were it as parts of words."""
    return all(term in text for term in wanted)


def search(index: Index, wanted: tuple[str, ...]) -> frozenset[str]:
    """The ids of the phrases that have all words: as whole words or, if they are not short, as beginnings of words;
    where there are none, as any part of a word."""
    known = whole(index)
    short = tuple(f" {term} " if len(term) <= SHORT else f" {term}" for term in wanted)
    for each in (short, tuple(f" {term}" for term in wanted), wanted):
        if found := {name for name, text in known.items() if has(text, each)}:
            return frozenset(found)
    return frozenset()


def nearest(index: Index, wanted: tuple[str, ...]) -> frozenset[str]:
    """The ids of the phrases with the words that are most like one of those wanted, where nothing has them all."""
    known = whole(index)
    words = {word for text in known.values() for word in text.split()}
    close = [(_alike(term, word), word) for term in wanted if len(term) > SHORT for word in words]
    best, _ = max(close, default=(0.0, ""))
    chosen = {f" {word} " for share, word in close if share == best >= ALIKE}
    return frozenset(name for name, text in known.items() if any(word in text for word in chosen))


def _alike(one: str, other: str) -> float:
    """How many pairs of neighbouring letters two words share, from 0 to 1."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]) or 1)
