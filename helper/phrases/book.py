"""The phrases of every language, as the build hands them over (tools/sources/phrases.py writes the data).

A language may lack a phrase that another one has. What there is, is shown then, marked with its language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from helper.texts import Words

TONES = ("gentle", "clear", "firm")

type ByLanguage = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence to say."""

    id: str
    tone: str
    situation: str
    texts: ByLanguage


@dataclass(frozen=True, slots=True)
class Situation:
    """What several phrases are for; `notes` are advice to the reader, `words` what else it is searched by, both empty
    for most."""

    id: str
    phase: str
    phases: ByLanguage
    titles: ByLanguage
    notes: ByLanguage
    words: ByLanguage
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site: its code, its own name, and the words that are spoken or sent in it."""

    code: str
    name: str
    words: Words


@dataclass(frozen=True, slots=True)
class Book:
    """Everything there is to say. The page's own language comes first in `languages`."""

    languages: tuple[Language, ...] = ()
    situations: tuple[Situation, ...] = ()
    phrases: Mapping[str, Phrase] = field(default_factory=dict)

    def situation(self, name: str) -> Situation | None:
        return next((it for it in self.situations if it.id == name), None)

    def known(self, code: str) -> Language | None:
        return next((language for language in self.languages if language.code == code), None)

    def pick(self, texts: ByLanguage, code: str = "") -> tuple[str, str]:
        """The text in the language `code` (the page's own when empty) and its language; where
        there is none, what the first language has that has one."""
        order = (code, *(language.code for language in self.languages))
        return next(((texts[name], name) for name in order if texts.get(name)), ("", ""))


def first(situation: Situation, *tones: str) -> Phrase:
    """The phrase of a situation that is offered first: in one of the tones, the dearest first, else the one that stands
    first."""
    return min(situation.phrases, key=lambda it: tones.index(it.tone) if it.tone in tones else len(tones))


def read(data: object) -> Book:
    """The book in the data of the page: {"page": code, "languages": {code: {"name", "words",
    "phases"}}}. Data of another shape give an empty book."""
    try:
        return _read(data)  # type: ignore[arg-type]
    except (AttributeError, KeyError, TypeError, ValueError):
        return Book()


def _read(data: Mapping[str, object]) -> Book:
    languages: dict[str, dict[str, object]] = dict(data["languages"])  # type: ignore[call-overload]
    order = sorted(languages, key=lambda code: code != data["page"])
    situations: dict[str, Situation] = {}
    for code in order:
        for phase in languages[code]["phases"]:  # type: ignore[attr-defined]
            for raw in phase["situations"]:
                before = situations.get(raw["id"]) or Situation(str(raw["id"]), str(phase["id"]), {}, {}, {}, {}, ())
                situations[before.id] = _merge(before, code, str(phase["title"]), raw)
    made = tuple(_language(code, languages[code]) for code in order)
    phrases = {phrase.id: phrase for it in situations.values() for phrase in it.phrases}
    return Book(made, tuple(situations.values()), phrases)


def _language(code: str, raw: Mapping[str, object]) -> Language:
    return Language(code, str(raw["name"]), dict(raw["words"]))  # type: ignore[call-overload]


def _merge(before: Situation, code: str, phase: str, raw: Mapping[str, object]) -> Situation:
    """A situation with what one more language has for it."""
    phrases = {phrase.id: phrase for phrase in before.phrases}
    for item in raw["phrases"]:  # type: ignore[attr-defined]
        known = phrases.get(item["id"]) or Phrase(str(item["id"]), str(item["tone"]), before.id, {})
        phrases[known.id] = replace(known, texts={**known.texts, code: str(item["text"])})
    return replace(
        before, phases={**before.phases, code: phase}, titles={**before.titles, code: str(raw["title"])},
        notes={**before.notes, code: str(raw["note"])}, words={**before.words, code: str(raw["words"])},
        phrases=tuple(phrases.values()),
    )  # fmt: skip
