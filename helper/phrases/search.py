"""Finding phrases: in every language at once, whatever the case, accents and punctuation; whole words before parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from helper.phrases.book import Book

type Index = Mapping[str, Mapping[str, str]]
"""For each phrase, by id, what a search looks through by language: normalized words with a space around each. Its
situation's name, its own words and what else stands above it are a line each."""

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
    found = {}
    for situation in book.situations:
        above = (situation.notes, situation.words, situation.phases)
        titles = {code: normalized(text) for code, text in situation.titles.items()}
        rest = {code: normalized(" ".join(it.get(code, "") for it in above)) for code in titles}
        for phrase in situation.phrases:
            found[phrase.id] = {
                code: f" {titles.get(code, '')} \n {normalized(text)} \n {rest.get(code, '')} "
                for code, text in phrase.texts.items()
            }
    return found


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
    for each in (_starts(wanted), tuple(f" {term}" for term in wanted), wanted):
        if found := {name for name, text in known.items() if has(text, each)}:
            return frozenset(found)
    return frozenset()


def rank(texts: Mapping[str, str], wanted: tuple[str, ...]) -> int:
    """Where a phrase of the index has the words, the most telling first: in the name of its situation, in what it says
    itself, elsewhere."""
    starts = _starts(wanted)
    places = [text.split("\n")[:2] for text in texts.values()]
    return next((at for at in range(2) if any(has(lines[at], starts) for lines in places)), 2)


def _starts(wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {term} " if len(term) <= SHORT else f" {term}" for term in wanted)


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
