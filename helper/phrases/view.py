"""The phrases' state as plain data for the page to paint (overrides/partials/phrases.html).

Its parts: what fits the moment of a call, what a search finds, one phrase in large letters, the request for a call.
Every text comes from the book or from `Texts`.
"""

from __future__ import annotations

from collections.abc import Iterable

from helper import sharing
from helper.phrases import codec, received, request
from helper.phrases.book import Book, Language, Phrase, Situation, first
from helper.phrases.links import SHOWN
from helper.phrases.model import Context, Model
from helper.phrases.moments import IN_DANGER, MOMENTS, ON_CALL, WHEN_LOST
from helper.phrases.search import has, nearest, rank, search, terms
from helper.phrases.slots import SLOT, SLOTS, Part, parts, to_copy, to_speak, values
from helper.phrases.update import SPEAKING, SPOKEN
from helper.texts import Texts

type View = dict[str, object]

SHORT, MEDIUM = 45, 90
"""Letters of a sentence for a screen."""
SHORT_WORD, MEDIUM_WORD = 9, 12
"""Those of its longest word that have room beside each other on a phone, in letters of that size."""
CLOSING = ",.;:!?…)’”“»"
"""What belongs to the word before it, and to a blank, too."""


def view(model: Model, now: int, texts: Texts, context: Context) -> View:
    """What the page shows."""
    if not model.book.languages:
        return {"large": False, "strip": False}
    voice = texts.say(f"outcome.{model.voice}") if model.voice not in ("", SPEAKING, SPOKEN) else ""
    return {
        "missing": texts.say("missing") if model.missing else "",
        **sharing.view(model.sharing, texts, voice),
        "speaking": model.voice == SPEAKING,
        **_strip(model, context),
        **_groups(model, texts, context),
        **_large(model, texts, context),
        **_request(model, texts, context),
        **received.view(model, texts, _spoken_in(model.book, _their_language(model), texts), context),
    }


def announcement(model: Model, now: int, texts: Texts) -> str:
    """What a screen reader is to say after the last event; empty for nothing."""
    keys = (key for key in model.announce if key != SHOWN)
    told = (sharing.say(model.sharing, texts) if key == sharing.TOLD else texts.say(key) for key in keys)
    return " ".join(sentence for sentence in told if sentence)


def next_change(model: Model, now: int) -> int | None:
    """Nothing here changes by itself."""
    return None


def context(model: Model, now: int, texts: Texts) -> dict[str, str]:
    """The phrases tell the other tools nothing."""
    return {}


def _strip(model: Model, context: Context) -> View:
    """For each situation of the moment the phrase that one tap shows large: the strip while a call runs, and afterwards
    too where one looks for words."""
    moment = context.get("phase", "")
    shown = _chips(model, MOMENTS.get(moment, ()))
    urgent = _chips(model, IN_DANGER) if moment in ON_CALL else []
    return {"strip": bool(urgent), "moment": bool(shown), "strip_urgent": urgent, "strip_items": shown}


def _chips(model: Model, situations: Iterable[str]) -> list[View]:
    chips: list[View] = []
    for name in situations:
        if situation := model.book.situation(name):
            title, language = model.book.pick(situation.titles)
            phrase = first(situation, model.wants.tone, "clear")
            chips.append({"chip": title, "lang": language, "carry": {"id": phrase.id}})
    return chips


def _groups(model: Model, texts: Texts, context: Context) -> View:
    """The phrases that a search finds, by situation: those first whose name has the words, then those with a sentence
    that does; in each the sentences in the same order."""
    wanted = terms(model.wants.query)
    if not wanted:
        return {"groups": [], "found": "", "lost": False, "browsing": True}
    names, lost = _found(model, wanted)
    groups: list[tuple[int, View]] = []
    count = 0
    for situation in _lost(model) if names is None else model.book.situations:
        fitting = [
            it
            for it in situation.phrases
            if (lost or model.wants.tone in ("", it.tone)) and (names is None or it.id in names)
        ]
        if fitting:
            title, language = model.book.pick(situation.titles)
            note, note_language = model.book.pick(situation.notes)
            ranks = {it.id: rank(model.index.get(it.id, {}), wanted) for it in fitting}
            choices = [_choice(model, it, texts, context) for it in sorted(fitting, key=lambda it: ranks[it.id])]
            group: View = {"title": title, "title_lang": language, "note": note, "note_lang": note_language}
            groups.append((min(ranks.values()), {**group, "choices": choices}))
            count += len(fitting)
    if lost:
        told = texts.say("find.nothing")
    elif not count:
        told = texts.say("find.none_in_tone")
    else:
        told = texts.say("find.count", n=count)
    groups.sort(key=lambda it: it[0])
    return {"groups": [group for _, group in groups], "found": told, "lost": lost, "browsing": False}


def _found(model: Model, wanted: tuple[str, ...]) -> tuple[frozenset[str] | None, bool]:
    """The ids of the phrases that a search finds, None for none; and whether they are only the nearest to it."""
    if found := search(model.index, wanted):
        return found, False
    return nearest(model.index, wanted) or None, True


def _lost(model: Model) -> list[Situation]:
    """What is offered where nothing is like what was searched for."""
    return [it for it in map(model.book.situation, WHEN_LOST) if it]


def _choice(model: Model, phrase: Phrase, texts: Texts, context: Context) -> View:
    """A phrase in a list: in the page's language, and in theirs where that is wanted or was searched."""
    lines = [_line(model, phrase, language, texts, context) for language in _languages(model, phrase)]
    (mine, mine_lang), (theirs, theirs_lang) = (*lines, ("", ""))[:2]
    return {
        "mine": mine, "mine_lang": mine_lang, "theirs": theirs, "theirs_lang": theirs_lang,
        "tone": texts.say(f"tone.{phrase.tone}"), "carry": {"id": phrase.id},
    }  # fmt: skip


def _languages(model: Model, phrase: Phrase) -> list[Language]:
    mine, *others = model.book.languages
    wanted = terms(model.wants.query)
    for other in others:
        texts = model.index.get(phrase.id, {})
        searched = wanted and not has(texts.get(mine.code, ""), wanted) and has(texts.get(other.code, ""), wanted)
        if model.wants.theirs == other.code or searched:
            return [mine, other]
    return [mine]


def _line(model: Model, phrase: Phrase, language: Language, texts: Texts, context: Context) -> tuple[str, str]:
    text, code = model.book.pick(phrase.texts, language.code)
    spoken = _spoken_in(model.book, code, texts)
    return to_copy(parts(text, values(model.wants.typed, context, phrase.situation, spoken), spoken)), code


def _spoken_in(book: Book, code: str, texts: Texts) -> Texts:
    """The words that are spoken or sent, in the language `code`, with that language's own habits:
    sentences are written for them ("um 15:05 Uhr"), whatever the user's are."""
    language = book.known(code) or book.languages[0]
    return Texts(language.words, texts.locale.of(language.code), "phrases.spoken.")


def _large(model: Model, texts: Texts, context: Context) -> View:
    """The phrase that is shown large; only that there is none, when there is none."""
    phrase = model.book.phrases.get(model.shown)
    situation = phrase and model.book.situation(phrase.situation)
    if not phrase or not situation:
        return {"large": False, "any_slot": False, "heard": ""}
    title, title_lang = model.book.pick(situation.titles)
    note, note_lang = model.book.pick(situation.notes)
    sides = [_side(model, phrase, code, texts, context) for code in _codes(model, phrase)]
    blank = {part.slot: part.text for pieces, _ in sides[:1] for part in pieces if part.blank}
    needed = {slot for text in phrase.texts.values() for slot in SLOT.findall(text) if slot in SLOTS}
    return {
        "large": True,
        "link": sharing.of_link(codec.write(phrase.id)),
        "large_title": title,
        "large_title_lang": title_lang,
        "large_note": note,
        "large_note_lang": note_lang,
        "sides": [_painted(pieces, code, model.book) for pieces, code in sides],
        "size": _size(sides),
        "heard": to_speak(sides[0][0]) if SHOWN in model.announce else "",
        "any_other": len(situation.phrases) > 1,
        "place": texts.say(
            "large.place",
            tone=texts.say(f"tone.{phrase.tone}"),
            at=situation.phrases.index(phrase) + 1,
            all=len(situation.phrases),
        ),
        "blank": texts.say("blank", slots=", ".join(texts.say(f"slot.{slot}") for slot in blank)) if blank else "",
        "slot_problem": texts.say(model.wants.problem) if model.wants.problem else "",
        "any_slot": bool(needed),
        **{f"needs_{slot}": slot in needed for slot in SLOTS},
    }


def _codes(model: Model, phrase: Phrase) -> list[str]:
    """The languages in which to show it: mine, and theirs where one is chosen and has it."""
    mine, theirs = model.book.languages[0].code, model.wants.theirs
    return [mine, theirs] if theirs != mine and theirs in phrase.texts else [mine]


def _side(model: Model, phrase: Phrase, wanted: str, texts: Texts, context: Context) -> tuple[list[Part], str]:
    text, code = model.book.pick(phrase.texts, wanted)
    spoken = _spoken_in(model.book, code, texts)
    return parts(text, values(model.wants.typed, context, phrase.situation, spoken), spoken), code


def _painted(pieces: list[Part], code: str, book: Book) -> View:
    language = book.known(code)
    return {
        "lang": code,
        "language": language.name if language else code,
        "parts": _painted_parts(pieces),
        "copied": sharing.of_text(to_copy(pieces)),
        "aloud": {"text": to_speak(pieces), "language": code},
    }


def _painted_parts(pieces: list[Part]) -> list[View]:
    """A blank is a button, which opens the field that fills it, and keeps the marks that close it."""
    painted: list[View] = []
    after_blank = False
    for part in pieces:
        text = part.text
        if after_blank and not part.slot:
            text = part.text.lstrip(CLOSING)
            painted[-1]["part"] = part.text[: len(part.text) - len(text)]
        after_blank = part.blank
        if part.blank:
            painted.append({"part": "", "kind": "", "blank": text, "opens": {"field": f"slot_{part.slot}"}})
        else:
            painted.append({"part": text, "kind": "filled" if part.slot else "", "blank": "", "opens": {}})
    return painted


def _size(sides: list[tuple[list[Part], str]]) -> str:
    """How large the letters may be for the sentence to fit on a phone."""
    if len(sides) > 1:
        return "two"
    # A blank is one word: its box does not break, and has edges.
    text = "".join(part.text.replace(" ", "_") + "_" if part.blank else part.text for part in sides[0][0])
    length, longest = len(text), max(map(len, text.replace("-", " ").split()), default=0)
    if length <= SHORT and longest <= SHORT_WORD:
        return "short"
    return "medium" if length <= MEDIUM and longest <= MEDIUM_WORD else "long"


def _their_language(model: Model) -> str:
    """That of the message that was read, as far as it can be told."""
    return model.reading.language if model.reading else ""


def _request(model: Model, texts: Texts, context: Context) -> View:
    """The request composer's messages, each with what copies and shares it."""
    wanted = model.wants.request
    code = (model.book.known(wanted.language) or model.book.languages[0]).code
    spoken = _spoken_in(model.book, code, texts)
    if wanted.problem:
        return {"messages": [], "ask_problem": texts.say(wanted.problem)}
    made = [("long", request.message(wanted, context, spoken)), ("short", request.short(wanted, context, spoken))]
    shown = [{"what": texts.say(f"ask.{name}"), "message": text, "lang": code} for name, text in made]
    for name in request.FOLLOW_UPS:
        if phrase := model.book.phrases.get(name):
            text, language = model.book.pick(phrase.texts, code)
            shown.append({"what": texts.say(f"ask.{name}"), "message": text, "lang": language})
    return {"messages": [{**it, "carry": sharing.of_text(str(it["message"]))} for it in shown], "ask_problem": ""}
