"""The phrases of every language, as the build hands them over (tools/sources/phrases.py writes the data).

A language may lack a phrase that another one has. What there is, is shown then, marked with its language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """What the languages have of a thing is gathered first, and the thing made once: every start waits for this."""
    languages: dict[str, dict[str, object]] = dict(data["languages"])  # type: ignore[call-overload]
    order = sorted(languages, key=lambda code: code != data["page"])
    said: dict[str, dict[str, dict[str, object]]] = {}  # by situation and language
    phases: dict[str, tuple[str, dict[str, str]]] = {}
    for code in order:
        for phase in languages[code]["phases"]:  # type: ignore[attr-defined]
            for raw in phase["situations"]:
                said.setdefault(str(raw["id"]), {})[code] = raw
                phases.setdefault(str(raw["id"]), (str(phase["id"]), {}))[1][code] = str(phase["title"])
    made = tuple(_language(code, languages[code]) for code in order)
    situations = tuple(_situation(name, *phases[name], by_language) for name, by_language in said.items())
    return Book(made, situations, {phrase.id: phrase for it in situations for phrase in it.phrases})


def _language(code: str, raw: Mapping[str, object]) -> Language:
    return Language(code, str(raw["name"]), dict(raw["words"]))  # type: ignore[call-overload]


def _situation(name: str, phase: str, phases: ByLanguage, by_language: Mapping[str, Mapping[str, object]]) -> Situation:
    tones: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    for code, raw in by_language.items():
        for item in raw["phrases"]:  # type: ignore[attr-defined]
            phrase = str(item["id"])
            tones.setdefault(phrase, str(item["tone"]))
            texts.setdefault(phrase, {})[code] = str(item["text"])
    titles, notes, words = (
        {code: str(raw[key]) for code, raw in by_language.items()} for key in ("title", "note", "words")
    )
    phrases = tuple(Phrase(it, tone, name, texts[it]) for it, tone in tones.items())
    return Situation(name, phase, phases, titles, notes, words, phrases)
