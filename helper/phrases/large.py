"""The view's part with one phrase in large letters: in one language or two, with what can be done to it.

Only the choice of what is seen lives here.
"""

from __future__ import annotations

from collections.abc import Mapping

from helper.phrases.book import Book, Phrase
from helper.phrases.slots import SLOT, SLOTS, Part, parts, to_copy, to_speak, values
from helper.phrases.update import Model
from helper.texts import Texts

type View = dict[str, object]


def spoken_in(book: Book, code: str, texts: Texts) -> Texts:
    """The words that are spoken or sent, in the language `code`, with that language's own habits:
    sentences are written for them ("um 15:05 Uhr"), whatever the user's are."""
    language = book.known(code) or book.languages[0]
    return Texts(language.words, texts.locale.of(language.code), "phrases.spoken.")


def view(model: Model, texts: Texts, facts: Mapping[str, str]) -> View:
    """The phrase that is shown large; only that there is none, when there is none."""
    phrase = model.book.phrases.get(model.shown)
    situation = phrase and model.book.situation(phrase.situation)
    if not phrase or not situation:
        return {"large": False}
    title, title_lang = model.book.pick(situation.titles)
    note, note_lang = model.book.pick(situation.notes)
    sides = [_side(model, phrase, code, texts, facts) for code in _codes(model, phrase)]
    blank = {part.slot: part.text for pieces, _ in sides[:1] for part in pieces if part.blank}
    needed = {slot for text in phrase.texts.values() for slot in SLOT.findall(text)}
    return {
        "large": True,
        "large_id": phrase.id,
        "large_title": title,
        "large_title_lang": title_lang,
        "large_note": note,
        "large_note_lang": note_lang,
        "sides": [_painted(pieces, code, model.book) for pieces, code in sides],
        "two": len(sides) > 1,
        "others": [_other(model, it, texts, facts) for it in situation.phrases if it.id != phrase.id],
        "any_other": len(situation.phrases) > 1,
        "blank": texts.say("blank", slots=", ".join(texts.say(f"slot.{slot}") for slot in blank)) if blank else "",
        "slot_problem": texts.say(model.wants.problem) if model.wants.problem else "",
        "any_slot": bool(needed),
        **{f"needs_{slot}": slot in needed for slot in SLOTS},
    }


def _codes(model: Model, phrase: Phrase) -> list[str]:
    """The languages in which to show it: mine, and theirs where one is chosen and has it."""
    mine, theirs = model.book.languages[0].code, model.wants.theirs
    return [mine, theirs] if theirs != mine and theirs in phrase.texts else [mine]


def _side(model: Model, phrase: Phrase, wanted: str, texts: Texts, facts: Mapping[str, str]) -> tuple[list[Part], str]:
    text, code = model.book.pick(phrase.texts, wanted)
    spoken = spoken_in(model.book, code, texts)
    return parts(text, values(model.wants.typed, facts, phrase.situation, spoken), spoken), code


def _painted(pieces: list[Part], code: str, book: Book) -> View:
    kinds = {part: "blank" if part.blank else "filled" if part.slot else "" for part in pieces}
    language = book.known(code)
    return {
        "lang": code,
        "language": language.name if language else code,
        "parts": [{"part": part.text, "kind": kinds[part]} for part in pieces],
        "copied": {"text": to_copy(pieces)},
        "aloud": {"text": to_speak(pieces), "language": code},
    }


def _other(model: Model, phrase: Phrase, texts: Texts, facts: Mapping[str, str]) -> View:
    pieces, code = _side(model, phrase, model.book.languages[0].code, texts, facts)
    return {
        "other": to_copy(pieces),
        "lang": code,
        "tone": texts.say(f"tone.{phrase.tone}"),
        "carry": {"id": phrase.id},
    }
