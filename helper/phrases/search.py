"""Finding phrases: in every language at once, whatever the case, accents and punctuation; whole words before parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from helper.phrases.book import Book

type Index = Mapping[str, str]
"""For each phrase, by id, what a search looks through: normalized words of every language, with a space around each."""

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
    above = {
        it.id: " ".join(text for texts in (it.titles, it.notes, it.words, it.phases) for text in texts.values())
        for it in book.situations
    }
    return {
        phrase.id: f" {normalized(' '.join([*phrase.texts.values(), above[phrase.situation]]))} "
        for phrase in book.phrases.values()
    }


def terms(query: str) -> tuple[str, ...]:
    """The words of a query, each of which must be found somewhere in a text."""
    return tuple(normalized(query[:MAX_QUERY]).split())


def search(index: Index, wanted: tuple[str, ...]) -> frozenset[str]:
    """The ids of the phrases that have all words: as whole words or, if they are not short, as beginnings of words; where
    there are none, as any part of a word."""
    parts = (
        [f" {term} " if len(term) <= SHORT else f" {term}" for term in wanted],
        [f" {it}" for it in wanted],
        wanted,
    )
    for each in parts:
        if found := {name for name, text in index.items() if all(part in text for part in each)}:
            return frozenset(found)
    return frozenset()


def nearest(index: Index, wanted: tuple[str, ...]) -> frozenset[str]:
    """The ids of the phrases with the words that are most like one of those wanted, where nothing has them all."""
    words = {word for text in index.values() for word in text.split()}
    close = [(_alike(term, word), word) for term in wanted if len(term) > SHORT for word in words]
    best, _ = max(close, default=(0.0, ""))
    chosen = {f" {word} " for share, word in close if share == best >= ALIKE}
    return frozenset(name for name, text in index.items() if any(word in text for word in chosen))


def _alike(one: str, other: str) -> float:
    """How many pairs of neighbouring letters two words share, from 0 to 1."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]) or 1)
