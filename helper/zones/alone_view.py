"""When somebody may be called, in words: what I hand on of my own hours, and what the other one's link tells.

What it is made of is alone.py's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from helper import sharing
from helper.texts import MONDAY, Texts
from helper.zones import alone
from helper.zones.alone import Alone
from helper.zones.form import OWN
from helper.zones.hours import EVERY_DAY, Hours, Slot, Week
from helper.zones.model import Model
from helper.zones.sentences import Speech

IN_A_ROW = 3
"""So many days one after the other are named by the first and the last of them."""


def view(model: Model, speech: Speech, now: int) -> dict[str, object]:
    """What the page shows to hand on, and what is still missing for it."""
    mine = model.alone()
    if not mine:
        key = model.setup.problem(OWN) or ("own.need_place" if not model.mine.place else "own.need_day")
        return {
            "own_need": speech.texts.say(key), "own": [], "own_any": False,
            "own_link": sharing.of_link(""), "own_text": sharing.of_text(""),
        }  # fmt: skip
    say, lines = speech.texts.say, list(_lines(speech, mine, now))
    link = alone.write(mine)
    text = "\n".join([say("own.text.title"), *lines, say("own.text.link")])
    return {
        "own_need": "",
        "own": [{"line": line} for line in lines],
        "own_any": True,
        "own_link": sharing.of_link(link),
        "own_text": sharing.of_text(text) | sharing.of_link(link),
    }


def _lines(speech: Speech, mine: Alone, now: int) -> Iterator[str]:
    yield from week(speech.texts, mine.week)
    place = speech.index.of_zone(mine.zone)
    if place:  # the zone's, as in the link: my own may tell more
        yield speech.texts.say("own.text.clock", place=speech.name(place), offset=speech.offset(now, place))
    if mine.text_first:
        yield speech.texts.say("own.text.text_first")
    yield from likes(speech.texts, mine)


def likes(texts: Texts, told: Alone) -> Iterator[str]:
    """Languages and kinds of calls, as far as they are told."""
    languages = [name for it in told.languages if (name := _language(texts, it))]
    if languages:
        yield texts.say("own.languages", list=", ".join(languages))
    if told.formats:
        yield texts.say("own.formats", list=", ".join(texts.say(f"own.format.{it}") for it in told.formats))


def _language(texts: Texts, code: str) -> str:
    """What a language of the site calls itself; "" for another one."""
    own = texts.within(code)
    return own.say("message.text.language") if own.locale.language == code else ""


def week(texts: Texts, it: Week) -> list[str]:
    """Hours by weekday, a sentence for each of them."""
    return [_slot(texts, slot) for slot in it.slots if slot.days]


def _slot(texts: Texts, slot: Slot) -> str:
    days = _days(texts, slot.days)
    if slot.hours == Hours(0, 0):
        return texts.say("own.slot_always", days=days)
    start, end = (texts.locale.time(MONDAY + timedelta(minutes=it)) for it in (slot.hours.earliest, slot.hours.latest))
    key = "own.slot_night" if slot.hours.rest[1] else "own.slot"
    return texts.say(key, days=days, **{"from": start}, until=end)


def _days(texts: Texts, days: int) -> str:
    """Days of the week in words: "every day", "Monday to Friday, Sunday"."""
    if days == EVERY_DAY:
        return texts.say("own.every_day")
    names = [texts.locale.weekday(MONDAY + timedelta(days=day)) for day in range(7)]
    rows: list[list[str]] = [[]]
    for day, name in enumerate(names):
        if days >> day & 1:
            rows[-1].append(name)
        elif rows[-1]:
            rows.append([])
    told = []
    for row in rows:
        told += row if len(row) < IN_A_ROW else [texts.say("own.days", **{"from": row[0]}, until=row[-1])]
    return ", ".join(told)
