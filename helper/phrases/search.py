"""Finding phrases: in every language at once, whatever the case, accents and punctuation."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from helper.phrases.book import Book

type Index = Mapping[str, Mapping[str, str]]
"""For each phrase, by id, what a search looks through, by language."""

MAX_QUERY = 80
APOSTROPHES = frozenset("'’‘`´ʼ")


def normalized(text: str) -> str:
    """`text` as it is compared: small letters without accents, words apart by one space.

    "Können" and "konnen" come out the same, and so do "don’t" and "dont".
    """
    for _ in range(2):  # each may leave something for the other to do
        text = unicodedata.normalize("NFKD", text.casefold())
    kept = (letter for letter in text if not unicodedata.combining(letter) and letter not in APOSTROPHES)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in kept).split())


def index(book: Book) -> Index:
    """Each phrase together with what stands above it."""
    return {
        phrase.id: {
            code: normalized(" ".join((text, *(above.get(code, "") for above in (it.titles, it.notes, it.phases)))))
            for code, text in phrase.texts.items()
        }
        for it in book.situations
        for phrase in it.phrases
    }


def terms(query: str) -> tuple[str, ...]:
    """The words of a query, each of which must be found somewhere in a text."""
    return tuple(normalized(query[:MAX_QUERY]).split())


def found(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether all words are in a normalized text."""
    return all(term in text for term in wanted)
