"""The phrases' state as plain data for the page to paint (overrides/partials/phrases.html).

Only the choice of what is seen lives here; every text comes from the book or from `Texts`.
"""

from __future__ import annotations

from collections.abc import Mapping

from helper.phrases import large, request
from helper.phrases.book import Language, Phrase, Situation
from helper.phrases.form import NOW
from helper.phrases.large import spoken_in
from helper.phrases.moments import MOMENTS, ON_CALL
from helper.phrases.search import found, terms
from helper.phrases.slots import parts, to_copy, values
from helper.phrases.update import Model
from helper.texts import Texts

type View = dict[str, object]
type Facts = Mapping[str, str]


def view(model: Model, now: int, texts: Texts, facts: Facts) -> View:
    """What the page shows. Facts of the other tools: phase, preset, time, zone."""
    if not model.book.languages:
        return {"ready": False, "large": False, "strip": False}
    return {
        "ready": True,
        "missing": texts.say("missing") if model.missing else "",
        "outcome": texts.say(f"outcome.{model.outcome}") if model.outcome not in ("", "speaking", "spoken") else "",
        "speaking": model.outcome == "speaking",
        "by_hand": model.by_hand,
        "any_by_hand": bool(model.by_hand),
        **_strip(model, facts),
        **_groups(model, texts, facts),
        **large.view(model, texts, facts),
        **_request(model, texts, facts),
    }


def announcement(model: Model, now: int, texts: Texts) -> str:
    """What a screen reader is to say after the last event; empty for nothing."""
    return texts.say("missing" if model.say == "missing" else f"outcome.{model.say}") if model.say else ""


def next_change(model: Model, now: int) -> int | None:
    """Nothing here changes by itself."""
    return None


def facts(model: Model, now: int, texts: Texts) -> dict[str, str]:
    """The phrases tell the other tools nothing."""
    return {}


def _strip(model: Model, facts: Facts) -> View:
    """While a call runs: for each situation of the moment the phrase that one tap shows large."""
    moment = facts.get("phase", "")
    shown = []
    for name in MOMENTS.get(moment, ()) if moment in ON_CALL else ():
        if situation := model.book.situation(name):
            title, language = model.book.pick(situation.titles)
            shown.append({"chip": title, "lang": language, "carry": {"id": _first(model, situation).id}})
    return {"strip": bool(shown), "strip_items": shown}


def _first(model: Model, situation: Situation) -> Phrase:
    """The phrase of a situation in the tone that is wanted: else a clear one, else the first."""
    wanted = (model.wants.tone, "clear")
    ranked = sorted(situation.phrases, key=lambda it: wanted.index(it.tone) if it.tone in wanted else len(wanted))
    return ranked[0]


def _groups(model: Model, texts: Texts, facts: Facts) -> View:
    """The phrases asked for, by situation."""
    wanted, groups, count = terms(model.wants.query), [], 0
    for situation in _situations(model, facts):
        fitting = [it for it in situation.phrases if model.wants.tone in ("", it.tone) and _matches(model, it, wanted)]
        if fitting:
            title, language = model.book.pick(situation.titles)
            note, note_language = model.book.pick(situation.notes)
            choices = [_choice(model, it, texts, facts) for it in fitting]
            groups.append(
                {"title": title, "title_lang": language, "note": note, "note_lang": note_language, "choices": choices}
            )
            count += len(fitting)
    if not count:
        told = texts.say("find.nothing" if wanted else "find.none_in_tone")
    else:
        told = texts.say("find.count", n=count) if wanted else ""
    return {"groups": groups, "found": told}


def _situations(model: Model, facts: Facts) -> list[Situation]:
    """Where to look: everywhere for a search, else in the chosen phase or what fits the moment."""
    wants, everything = model.wants, model.book.situations
    if terms(wants.query):
        return list(everything)
    chosen = [it for it in everything if it.phase == wants.phase]
    if chosen and wants.phase != NOW:
        return chosen
    names = MOMENTS.get(facts.get("phase", ""), MOMENTS["before"])
    return [it for it in map(model.book.situation, names) if it]


def _matches(model: Model, phrase: Phrase, wanted: tuple[str, ...]) -> bool:
    """Whether all words are there, in any of the languages."""
    return not wanted or found(" ".join(model.index[phrase.id].values()), wanted)


def _choice(model: Model, phrase: Phrase, texts: Texts, facts: Facts) -> View:
    """A phrase in a list: in the page's language, and in theirs where that is wanted or was searched."""
    lines = [_line(model, phrase, language, texts, facts) for language in _languages(model, phrase)]
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
        searched = wanted and not found(texts.get(mine.code, ""), wanted) and found(texts.get(other.code, ""), wanted)
        if model.wants.theirs == other.code or searched:
            return [mine, other]
    return [mine]


def _line(model: Model, phrase: Phrase, language: Language, texts: Texts, facts: Facts) -> tuple[str, str]:
    text, code = model.book.pick(phrase.texts, language.code)
    spoken = spoken_in(model.book, code, texts)
    return to_copy(parts(text, values(model.wants.typed, facts, phrase.situation, spoken), spoken)), code


def _request(model: Model, texts: Texts, facts: Facts) -> View:
    """The request composer's messages, each with what copies and shares it."""
    wanted = model.wants.request
    code = (model.book.known(wanted.language) or model.book.languages[0]).code
    spoken = spoken_in(model.book, code, texts)
    if wanted.problem:
        return {"messages": [], "ask_problem": texts.say(wanted.problem)}
    made = [("long", request.message(wanted, facts, spoken)), ("short", request.short(wanted, facts, spoken))]
    shown = [{"what": texts.say(f"ask.{name}"), "message": text, "lang": code} for name, text in made]
    for name in request.FOLLOW_UPS:
        if phrase := model.book.phrases.get(name):
            text, language = model.book.pick(phrase.texts, code)
            shown.append({"what": texts.say(f"ask.{name}"), "message": text, "lang": language})
    return {"messages": [{**it, "carry": {"text": it["message"]}} for it in shown], "ask_problem": ""}
